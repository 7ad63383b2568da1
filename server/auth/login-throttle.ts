import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import type pg from "pg";
import { type IRateLimiterStoreOptions, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

const MINUTES = 60;

export type LoginThrottle = {
  /** Counts an attempt. Answers the seconds to wait when there were too many, else 0. */
  attempt(email: string, address: string): Promise<number>;
  /** Forgets the attempts of somebody who knew the password. */
  succeeded(email: string, address: string): Promise<void>;
  close(): void;
};

/**
 * Slows down guessing: 10 attempts in 15 minutes at one account from one address, 100 from one address at all accounts. Counted
 * in Postgres, or in Redis where several servers share one. Addresses and accounts are stored as hashes.
 */
export function loginThrottle(options: { pool: pg.Pool; redisUrl?: string | undefined }): LoginThrottle {
  const redis = options.redisUrl ? new Redis(options.redisUrl, { maxRetriesPerRequest: 1 }) : undefined;
  const limiter = (settings: Pick<IRateLimiterStoreOptions, "keyPrefix" | "points" | "duration">) =>
    redis
      ? new RateLimiterRedis({ ...settings, storeClient: redis })
      : new RateLimiterPostgres({
          ...settings, storeClient: options.pool, storeType: "pool", schemaName: "app_private", tableName: "login_throttle",
          tableCreated: true, clearExpiredByTimeout: true,
        });
  const perAccount = limiter({ keyPrefix: "account", points: 10, duration: 15 * MINUTES });
  const perAddress = limiter({ keyPrefix: "address", points: 100, duration: 15 * MINUTES });
  const account = (email: string, address: string) => digest(`${email.trim().toLowerCase()} ${address}`);

  return {
    async attempt(email, address) {
      try {
        await perAccount.consume(account(email, address));
        await perAddress.consume(digest(address));
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    async succeeded(email, address) {
      await Promise.all([perAccount.delete(account(email, address)), perAddress.reward(digest(address))]);
    },
    close: () => redis?.disconnect(),
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);
