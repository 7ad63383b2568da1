import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import type pg from "pg";
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { Failure } from "../http/failure.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Who is counted: an account at one address, an account wherever the attempts come from, or an address at all accounts. */
type Subject = "accountAtAddress" | "account" | "address";
type Rule = { by: Subject; attempts: number; seconds: number };

/**
 * How often something may be tried before waiting. A guesser at one address is stopped early; many addresses at one account later,
 * and never so long that the person is locked out for more than a quarter of an hour.
 */
const RULES = {
  password: [
    { by: "accountAtAddress", attempts: 10, seconds: 15 * MINUTE },
    { by: "account", attempts: 60, seconds: 15 * MINUTE },
    { by: "address", attempts: 100, seconds: 15 * MINUTE },
  ],
  // Whoever guesses codes knows the password already: a million codes, three of which are right at a time.
  secondFactor: [
    { by: "account", attempts: 10, seconds: 15 * MINUTE },
    { by: "account", attempts: 30, seconds: DAY },
    { by: "address", attempts: 100, seconds: 15 * MINUTE },
  ],
  /** Tokens and codes that nobody made: refresh tokens, links, invitations. */
  token: [{ by: "address", attempts: 60, seconds: 15 * MINUTE }],
  /** Messages to somebody who may not have asked for them. */
  mail: [
    { by: "account", attempts: 5, seconds: HOUR },
    { by: "address", attempts: 30, seconds: HOUR },
  ],
} satisfies Record<string, Rule[]>;

export type Attempted = keyof typeof RULES;
type Who = { account?: string | undefined; address: string };

export type Throttle = {
  /**
   * Counts an attempt.
   * @throws Failure TF429 when there were too many
   */
  attempt(kind: Attempted, who: Who): Promise<void>;
  /** Forgets the attempts of somebody who proved to be right; of an address only this one. */
  succeeded(kind: Attempted, who: Who): Promise<void>;
  close(): void;
};

/**
 * Counts in Postgres, or in Redis where several servers share one (and in Postgres while Redis cannot be reached), so counts survive
 * a restart and hold across servers. Addresses and accounts are stored as hashes.
 */
export function createThrottle(options: { pool: pg.Pool; redisUrl?: string | undefined }): Throttle {
  const redis = options.redisUrl ? new Redis(options.redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false }) : undefined;
  redis?.on("error", () => {}); // it connects again by itself; meanwhile Postgres counts
  let isCleaning = false;
  const limiter = (keyPrefix: string, { attempts, seconds }: Rule): RateLimiterAbstract => {
    const settings = { keyPrefix, points: attempts, duration: seconds };
    const inPostgres = new RateLimiterPostgres({
      ...settings, storeClient: options.pool, storeType: "pool", schemaName: "app_private", tableName: "login_throttle",
      tableCreated: true, clearExpiredByTimeout: !isCleaning,
    });
    isCleaning = true; // one of them clears the table for all
    return redis ? new RateLimiterRedis({ ...settings, storeClient: redis, insuranceLimiter: inPostgres }) : inPostgres;
  };
  const limiters = Object.fromEntries(
    Object.entries(RULES).map(([kind, rules]) => [kind, rules.map((rule: Rule) => ({ rule, limiter: limiter(`${kind}:${rule.by}:${rule.seconds}`, rule) }))]),
  ) as Record<Attempted, { rule: Rule; limiter: RateLimiterAbstract }[]>;

  return {
    async attempt(kind, who) {
      for (const { rule, limiter } of limiters[kind]) {
        const key = keyOf(rule.by, who);
        if (!key) continue;
        try {
          await limiter.consume(key);
        } catch (refused) {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          throw new Failure(429, "TF429", "Too many attempts. Wait a little and try again.", { retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) });
        }
      }
    },
    async succeeded(kind, who) {
      await Promise.all(limiters[kind].map(async ({ rule, limiter }) => {
        const key = keyOf(rule.by, who);
        if (key) await (rule.by === "address" ? limiter.reward(key) : limiter.delete(key));
      }));
    },
    close: () => redis?.disconnect(),
  };
}

function keyOf(by: Subject, { account, address }: Who): string | null {
  if (by === "address") return digest(address);
  if (account === undefined) return null;
  const name = account.trim().toLowerCase();
  return digest(by === "account" ? name : `${name} ${address}`);
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);
