import { argon2Hash, argon2Verify } from "./argon2.ts";

/** argon2id (2) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const TODAYS_COST = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** A PHC string that names its own cost, for `app_private.user_credentials`. */
export const hashPassword = (password: string): Promise<string> => argon2Hash(password, COST);

/** Whether the hash was made at another cost than today's. */
export const isOutdated = (passwordHash: string): boolean => !passwordHash.startsWith(TODAYS_COST);

let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (an unknown address) it takes the same time and answers no, so that
 * nobody learns from the clock who has an account.
 */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword("nobody's password");
  nobodysHash.catch(() => (nobodysHash = undefined)); // too busy at that moment: made at the next
  const matches = await argon2Verify(passwordHash ?? (await nobodysHash), password);
  return matches && passwordHash !== undefined;
}
