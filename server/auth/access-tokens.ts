import { createHash } from "node:crypto";
import jwt from "jsonwebtoken";
import { z } from "zod";
import type { Identity } from "../platform/database.ts";

/** How long an access token lasts, in seconds. What a person may do can lag behind by that much at most. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ALGORITHM = "HS256";
const ISSUER = "trackforge";
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
});

export type AccessTokens = {
  sign(identity: Identity): string;
  /** Who acts; null for whatever is not a valid token of ours: malformed, expired, other key, issuer, audience or algorithm. */
  verify(token: string): Identity | null;
};

/** Signs and checks access tokens with one secret. The key's id is derived from it, so a token of another key is refused by name. */
export function accessTokens(secret: string): AccessTokens {
  const keyid = createHash("sha256").update(secret).digest("base64url").slice(0, 8);
  const remembered = new Map<string, { identity: Identity; expiresAt: number }>();

  function check(token: string): { identity: Identity; expiresAt: number } | null {
    try {
      const { header, payload } = jwt.verify(token, secret, { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, complete: true });
      if (header.kid !== keyid) return null;
      const { sub, exp, org, role, member, client } = claims.parse(payload);
      return { identity: { userId: sub, orgId: org, role, memberId: member, clientId: client }, expiresAt: exp * 1000 };
    } catch {
      return null;
    }
  }

  return {
    sign({ userId, orgId, role, memberId, clientId }) {
      const payload = { org: orgId, role, ...(memberId && { member: memberId }), ...(clientId && { client: clientId }) };
      return jwt.sign(payload, secret, {
        algorithm: ALGORITHM, keyid, issuer: ISSUER, audience: AUDIENCE, expiresIn: ACCESS_TOKEN_SECONDS, ...(userId && { subject: userId }),
      });
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
