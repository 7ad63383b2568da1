import { z } from "zod";
import type { Identity } from "../platform/database.ts";
import type { SigningKeys } from "./signing-keys.ts";

/** How long an access token lasts, in seconds. It ends earlier when its session does, or the person's place: the database looks. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
const AUDIENCE = "trackforge-api";
/** Verified tokens that are remembered, so that a client's next request does not repeat the cryptography. */
const REMEMBERED = 5000;

const claims = z.object({
  sub: z.guid(),
  exp: z.number(),
  org: z.guid(),
  role: z.enum(["org_admin", "dietitian", "assistant", "researcher", "client"]),
  member: z.guid().optional(),
  client: z.guid().optional(),
  sid: z.guid().optional(),
});

export type AccessTokens = {
  sign(identity: Identity): string;
  /** Who acts; null for whatever is not a valid token of ours: malformed, expired, other key, issuer, audience or algorithm. */
  verify(token: string): Identity | null;
};

/**
 * Signs and checks access tokens. What is remembered is only that a token is ours and whom it names; whether that still holds is
 * asked of the database with every statement.
 */
export function accessTokens(keys: SigningKeys): AccessTokens {
  const remembered = new Map<string, { identity: Identity; expiresAt: number }>();

  function check(token: string): { identity: Identity; expiresAt: number } | null {
    const parsed = claims.safeParse(keys.verify(token, AUDIENCE));
    if (!parsed.success) return null;
    const { sub, exp, org, role, member, client, sid } = parsed.data;
    return { identity: { userId: sub, orgId: org, role, memberId: member, clientId: client, sessionId: sid }, expiresAt: exp * 1000 };
  }

  return {
    sign({ userId, orgId, role, memberId, clientId, sessionId }) {
      const payload = { org: orgId, role, ...(memberId && { member: memberId }), ...(clientId && { client: clientId }), ...(sessionId && { sid: sessionId }) };
      return keys.sign(payload, { audience: AUDIENCE, seconds: ACCESS_TOKEN_SECONDS, subject: userId });
    },
    verify(token) {
      const known = remembered.get(token) ?? check(token);
      if (!known || known.expiresAt <= Date.now()) {
        remembered.delete(token);
        return null;
      }
      if (!remembered.has(token)) {
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.set(token, known);
      }
      return known.identity;
    },
  };
}
