import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import type pg from "pg";
import type { Log } from "../server/platform/log.ts";

const CHECK_EVERY_MS = 15_000;

/**
 * Gives the jobs of killed workers back at once instead of after graphile-worker's four hours. Each worker holds an advisory
 * lock on a connection of its process; Postgres drops the lock the moment the process dies, so a job locked by a worker whose
 * lock is free belongs to nobody.
 */
export async function watchForDeadWorkers(pool: pg.Pool, log: Log): Promise<{ events: WorkerEvents; stop: () => Promise<void> }> {
  const events: WorkerEvents = new EventEmitter();
  const connection = await pool.connect();
  const mine = new Set<string>();
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = (step: () => Promise<unknown>) => {
    work = work.then(step).catch((error: unknown) => log.error({ error }, "watching for dead workers failed"));
    return work;
  };

  const hold = (id: string) => {
    mine.add(id);
    void inTurn(() => connection.query("select pg_advisory_lock(hashtextextended('worker:' || $1, 0))", [id]));
  };
  events.on("pool:create", ({ workerPool }) => hold(workerPool.id));
  events.on("worker:create", ({ worker }) => hold(worker.workerId));

  const release = async () => {
    const { rows } = await connection.query<{ id: string }>(
      `select distinct locked_by as id from graphile_worker.jobs where locked_by <> all ($1)`,
      [[...mine]],
    );
    const dead: string[] = [];
    for (const { id } of rows) {
      const lock = await connection.query<{ isFree: boolean }>("select pg_try_advisory_lock(hashtextextended('worker:' || $1, 0)) as \"isFree\"", [id]);
      if (!lock.rows[0]?.isFree) continue;
      await connection.query("select pg_advisory_unlock(hashtextextended('worker:' || $1, 0))", [id]);
      dead.push(id);
    }
    if (dead.length === 0) return;
    log.warn({ dead }, "workers died; their jobs run again");
    await connection.query("select graphile_worker.force_unlock_workers($1)", [dead]);
  };
  await inTurn(release);
  const timer = setInterval(() => void inTurn(release), CHECK_EVERY_MS);

  return {
    events,
    async stop() {
      clearInterval(timer);
      await work;
      connection.release(true); // closes it, and with it the locks
    },
  };
}
