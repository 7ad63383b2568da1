import type pg from "pg";
import { passwordMatches } from "./passwords.ts";

export type Credentials = {
  /** The user's id when address and password belong together, else null; equally slow for unknown addresses. */
  check(email: string, password: string): Promise<string | null>;
};

export function credentials(pool: pg.Pool): Credentials {
  return {
    async check(email, password) {
      const { rows } = await pool.query<{ user_id: string; password_hash: string }>("select * from app_private.find_credentials($1)", [email]);
      return (await passwordMatches(rows[0]?.password_hash, password)) ? (rows[0]?.user_id ?? null) : null;
    },
  };
}
