import type pg from "pg";
import { type Identity, onBehalfOf } from "../platform/database.ts";
import { hashPassword, isOutdated, passwordMatches } from "./passwords.ts";
import { hashOf } from "./sessions.ts";

/** An account as far as signing in needs it. */
export type Account = { userId: string; email: string; hasSecondFactor: boolean; passwordChangedAt: Date };

export type Credentials = {
  /** The account when address and password belong together, else null; equally slow for unknown addresses. */
  check(requestId: string, email: string, password: string): Promise<Account | null>;
  /** The same for a person who is known already: the password is asked for again before something that matters. */
  prove(who: Identity, userId: string, password: string): Promise<Account | null>;
  find(userId: string): Promise<Account | null>;
  /** Whether an account has the address; for nobody to hear. */
  isTaken(email: string): Promise<boolean>;
  /** Ends every other session of the person. */
  change(who: Identity, userId: string, password: string): Promise<void>;
  /** Has a link mailed, if somebody has the address; as much work for any address. @throws TF081 where no mail can be sent */
  forgotten(requestId: string, email: string): Promise<void>;
  /** Whose password the link resets, or null. */
  resetting(token: string): Promise<{ email: string } | null>;
  /** Uses the link up and ends every session of the person; false when it does not count any more. */
  reset(requestId: string, token: string, password: string): Promise<boolean>;
};

type Row = { user_id: string; email: string; password_hash: string; password_changed_at: Date; has_second_factor: boolean };

export function credentials(pool: pg.Pool): Credentials {
  const rowOf = async (email: string | null, userId: string | null) =>
    (await pool.query<Row>("select * from app_private.find_credentials($1, $2)", [email, userId])).rows[0];

  /** A hash of yesterday's cost is replaced while the password is at hand. */
  async function proven(row: Row | undefined, password: string): Promise<Account | null> {
    if (!(await passwordMatches(row?.password_hash, password)) || !row) return null;
    if (isOutdated(row.password_hash)) await pool.query("select app_private.rehash_password($1, $2, $3)", [row.user_id, row.password_hash, await hashPassword(password)]);
    return accountOf(row);
  }

  return {
    async check(requestId, email, password) {
      const row = await rowOf(email, null);
      const account = await proven(row, password);
      // For an unknown address too, though there is nothing to write: the answer must not come earlier.
      if (!account) await onBehalfOf(pool, { requestId }, (sql) => sql.query("select app_private.record_personal_event('sign_in_refused', $1, $2)", [row?.user_id ?? null, { reason: "wrong password" }]));
      return account;
    },
    async prove(who, userId, password) {
      const row = await rowOf(null, userId);
      const account = await proven(row, password);
      if (!account) await onBehalfOf(pool, who, (sql) => sql.query("select app_private.record_personal_event('sign_in_refused', $1, $2)", [userId, { reason: "wrong password, while signed in" }]));
      return account;
    },
    async find(userId) {
      const row = await rowOf(null, userId);
      return row ? accountOf(row) : null;
    },
    isTaken: async (email) => (await rowOf(email, null)) !== undefined,
    async change(who, userId, password) {
      const hash = await hashPassword(password);
      await onBehalfOf(pool, who, (sql) => sql.query("select app_private.set_password($1, $2, $3, 'changed')", [userId, hash, who.sessionId ?? null]));
    },
    async forgotten(requestId, email) {
      await onBehalfOf(pool, { requestId }, async (sql) => {
        await sql.query("select app_private.require_mail()");
        await sql.query("select app_private.enqueue_password_reset($1, $2)", [email, requestId]);
      });
    },
    async resetting(token) {
      return (await pool.query<{ email: string }>("select email from app_private.look_password_reset($1)", [hashOf(token)])).rows[0] ?? null;
    },
    async reset(requestId, token, password) {
      const hash = await hashPassword(password);
      const { rows } = await onBehalfOf(pool, { requestId }, (sql) =>
        sql.query<{ done: boolean }>("select app_private.reset_password($1, $2) as done", [hashOf(token), hash]));
      return rows[0]?.done ?? false;
    },
  };
}

const accountOf = (row: Row): Account => ({
  userId: row.user_id, email: row.email, hasSecondFactor: row.has_second_factor, passwordChangedAt: row.password_changed_at,
});
