import { createHash } from "node:crypto";
import jwt from "jsonwebtoken";

const ALGORITHM = "HS256";
const ISSUER = "trackforge";

/** Signs tokens with one secret, and checks them with that or an earlier one. */
export type SigningKeys = {
  sign(payload: object, options: { audience: string; seconds: number; subject?: string | undefined }): string;
  /** The payload; null for whatever is not a valid token of ours: malformed, expired, other key, issuer, audience or algorithm. */
  verify(token: string, audience: string): jwt.JwtPayload | null;
};

/**
 * @param secret signs
 * @param previous still verify, while the tokens that they signed run out: so a secret is replaced without signing anybody out
 */
export function signingKeys(secret: string, previous: readonly string[] = []): SigningKeys {
  const keys = new Map([...previous, secret].map((one) => [keyIdOf(one), one]));
  const keyid = keyIdOf(secret);
  return {
    sign: (payload, { audience, seconds, subject }) =>
      jwt.sign(payload, secret, { algorithm: ALGORITHM, keyid, issuer: ISSUER, audience, expiresIn: seconds, ...(subject && { subject }) }),
    verify(token, audience) {
      try {
        const key = keys.get(jwt.decode(token, { complete: true })?.header.kid ?? "");
        if (key === undefined) return null;
        const payload = jwt.verify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience });
        return typeof payload === "string" ? null : payload;
      } catch {
        return null;
      }
    },
  };
}

/** A key is known by its own digest, so that a token of another key is refused by name. */
const keyIdOf = (secret: string) => createHash("sha256").update(secret).digest("base64url").slice(0, 8);
