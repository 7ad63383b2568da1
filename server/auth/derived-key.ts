import { hkdfSync } from "node:crypto";

/** A key of its own for each purpose, from the one that encrypts at rest (FILE_KEY), so that nothing made with one helps with another. */
export const derivedKey = (fileKey: Buffer, purpose: "second factor secrets" | "recovery codes"): Buffer =>
  Buffer.from(hkdfSync("sha256", fileKey, "", `trackforge ${purpose}`, 32));
