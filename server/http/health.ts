import { Router } from "express";
import type pg from "pg";

/** What else must be up before the server is ready, by name; each resolves to whether it is. */
export type ReadinessChecks = Record<string, () => Promise<boolean>>;

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work: the database answers, is migrated, and every further check
 * holds; 503 names what is missing.
 */
export function healthRoutes(pool: pg.Pool, checks: ReadinessChecks): Router {
  const all: ReadinessChecks = { database: () => isMigrated(pool), ...checks };
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const results = await Promise.all(Object.entries(all).map(async ([name, check]) => [name, await check().catch(() => false)] as const));
    const isReady = results.every(([, isUp]) => isUp);
    response.status(isReady ? 200 : 503).json({ status: isReady ? "ready" : "not ready", checks: Object.fromEntries(results) });
  });
  return router;
}

/** All of db/domain runs in one transaction after the tables: where the function that each request begins with is callable, it is there. */
async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ ready: boolean }>(
    "select coalesce(has_function_privilege(to_regprocedure('app_private.require_identity()'), 'execute'), false) as ready",
  );
  return rows[0]?.ready ?? false;
}
