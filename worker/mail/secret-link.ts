import { createHash, randomBytes } from "node:crypto";

/**
 * A link with a token of 256 random bits, and the hash that the database keeps of it. The token stands behind the # of the address,
 * which browsers send to nobody, so it reaches no log on its way.
 */
export function secretLink(publicUrl: string, page: "invitation" | "reset-password" | "confirm-address"): { link: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { link: `${publicUrl.replace(/\/$/, "")}/${page}#${token}`, tokenHash: createHash("sha256").update(token).digest() };
}
