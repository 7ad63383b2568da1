import type pg from "pg";
import { type Identity, onBehalfOf } from "../platform/database.ts";
import { hashOf } from "./sessions.ts";

/** Whether the address of an account was proven by a mailed link, or only typed. */
export type Addresses = {
  /** Asks for a link; nothing is mailed when the address is proven already. */
  send(who: Identity, userId: string): Promise<void>;
  /** Whose address a mailed token proves; null when it does not count (any more). */
  look(token: string): Promise<{ email: string } | null>;
  /** Proves it, for whoever has proven to be that person; false when it does not count any more. */
  confirm(requestId: string, token: string): Promise<boolean>;
};

export function addresses(pool: pg.Pool): Addresses {
  return {
    async send(who, userId) {
      await onBehalfOf(pool, who, async (sql) => {
        await sql.query("select app_private.require_mail()");
        await sql.query("select app_private.enqueue_address_confirmation($1)", [userId]);
      });
    },
    async look(token) {
      return (await pool.query<{ email: string }>("select email from app_private.look_address_confirmation($1)", [hashOf(token)])).rows[0] ?? null;
    },
    async confirm(requestId, token) {
      const { rows } = await onBehalfOf(pool, { requestId }, (sql) => sql.query<{ done: boolean }>("select app_private.confirm_address($1) as done", [hashOf(token)]));
      return rows[0]?.done ?? false;
    },
  };
}
