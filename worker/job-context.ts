import type { Task } from "graphile-worker";
import type pg from "pg";
import type { Log } from "../server/platform/log.ts";

/** For whom a job acts, and because of which request. */
export type JobIdentity = { orgId?: string | undefined; userId?: string | undefined; requestId: string };

/** The id of the request that caused a job; of one that the clock caused, an id of its own. */
export function requestIdOf(payload: unknown, jobId: string | number): string {
  const given = (payload as { requestId?: unknown } | null)?.requestId;
  return typeof given === "string" && /^[\w:-]{1,64}$/.test(given) ? given : `job:${jobId}`;
}

/** Runs `work` as the owner in one transaction whose history tells for whom and because of which request. */
export async function asJob<T>(pool: pg.Pool, identity: JobIdentity, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    await client.query("select set_config('app.org_id', $1, true), set_config('app.user_id', $2, true), set_config('app.request_id', $3, true)", [
      identity.orgId ?? "", identity.userId ?? "", identity.requestId,
    ]);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((broken: Error) => (failure = broken));
    throw error;
  } finally {
    client.release(failure);
  }
}

/**
 * Says in the log, under the request's id, that a job is done: what it was and how long it took, never what it was about. What the
 * clock causes every minute is no news. (One that failed is the queue's to tell, see job-logger.)
 */
export function told(name: string, task: Task, log: Log): Task {
  return async (payload, helpers) => {
    const { id, attempts } = helpers.job;
    const requestId = requestIdOf(payload, id);
    const started = performance.now();
    const result = await task(payload, helpers);
    const facts = { requestId, jobId: id, task: name, attempt: attempts, milliseconds: Math.round(performance.now() - started) };
    log[requestId.startsWith("job:") ? "debug" : "info"](facts, "job");
    return result;
  };
}
