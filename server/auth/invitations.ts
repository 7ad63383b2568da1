import type pg from "pg";
import { onBehalfOf } from "../platform/database.ts";
import { hashPassword } from "./passwords.ts";

/** What an invitation says before it is accepted. `email` is null where a code was handed over. */
export type Invitation = { kind: "member" | "client" | "guardian"; organizationName: string; email: string | null; role: string; title: string | null; hasAccount: boolean };
/** Who accepts: somebody who proved to have the account, or a new person. */
export type Acceptor = { userId: string } | { email: string; name: string; password: string };
export type Accepted = { userId: string; organizationId: string; clientId: string | null };

export type Invitations = {
  /** By the mailed token, or by a code; null when it does not count (any more). */
  look(token: string): Promise<Invitation | null>;
  /** Whether the code is for the client whose own login that is, with an address that nobody proved: then it replaces the password. */
  isForgottenLogin(token: string, email: string): Promise<boolean>;
  /** Null when it does not count any more; then nothing was changed. */
  accept(requestId: string, token: string, acceptor: Acceptor): Promise<Accepted | null>;
};

export function invitations(pool: pg.Pool): Invitations {
  return {
    async look(token) {
      const { rows } = await pool.query<Invitation>(
        `select kind, organization_name as "organizationName", email, role, title, has_account as "hasAccount" from app_private.look_invitation($1)`,
        [token],
      );
      return rows[0] ?? null;
    },
    async isForgottenLogin(token, email) {
      const { rows } = await pool.query<{ is: boolean }>("select app_private.forgotten_login($1, $2) is not null as is", [token, email]);
      return rows[0]!.is;
    },
    async accept(requestId, token, acceptor) {
      const isKnown = "userId" in acceptor;
      const values = isKnown ? [acceptor.userId, null, null, null] : [null, acceptor.email, acceptor.name, await hashPassword(acceptor.password)];
      return onBehalfOf(pool, { requestId }, async (sql) => {
        const { rows } = await sql.query<{ accepted: Accepted | null }>("select app_private.accept_invitation($1, $2, $3, $4, $5) as accepted", [token, ...values]);
        if (!rows[0]?.accepted) throw new NotAcceptable();
        return rows[0].accepted;
      }).catch((error: unknown) => {
        if (error instanceof NotAcceptable) return null;
        throw error;
      });
    },
  };
}

/** Rolls back what was begun. */
class NotAcceptable extends Error {}
