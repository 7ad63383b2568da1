import { createHmac, randomInt } from "node:crypto";

const CODES = 10;
/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Ten codes of 50 random bits, such as `K7QF2-MZP9D`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () => Array.from({ length: 10 }, (_, i) => (i === 5 ? "-" : "") + ALPHABET[randomInt(32)]).join(""));

/** What looks like one of ours, in its normal form: as typed with or without dashes and spaces, in any case, O for 0 and I or L for 1. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return code.length === 10 && [...code].every((character) => ALPHABET.includes(character)) ? code : null;
}

/** What the database keeps. Keyed, because 50 bits could be tried out with a copy of the database alone. */
export const recoveryCodeHash = (key: Buffer, userId: string, code: string): Buffer =>
  createHmac("sha256", key).update(`${userId} ${code.replaceAll("-", "")}`).digest();
