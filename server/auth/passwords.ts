import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { takingTurns } from "./taking-turns.ts";

/** argon2id (2) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const TODAYS_COST = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/**
 * Hashing takes a core for tens of milliseconds, on purpose. It runs beside the event loop, but not beside the database and the other
 * requests when it may take every core: so few at once, the others wait, and when too many wait they are told to come again.
 */
const inTurn = takingTurns({ atOnce: Math.max(1, Math.min(3, availableParallelism() - 1)), waiting: 60 });

/** A PHC string that names its own cost, for `app_private.user_credentials`. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

/** Whether the hash was made at another cost than today's. */
export const isOutdated = (passwordHash: string): boolean => !passwordHash.startsWith(TODAYS_COST);

let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (an unknown address) it takes the same time and answers no, so that
 * nobody learns from the clock who has an account.
 */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hash("nobody's password", COST);
  const compared = passwordHash ?? (await nobodysHash);
  const matches = await inTurn(() => verify(compared, password));
  return matches && passwordHash !== undefined;
}
