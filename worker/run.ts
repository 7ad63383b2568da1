import { run, type Runner } from "graphile-worker";
import type pg from "pg";
import type { FileStorage } from "../server/platform/file-storage.ts";
import type { Log } from "../server/platform/log.ts";
import type { Mail } from "../server/platform/mail.ts";
import { crontab } from "./crontab.ts";
import { watchForDeadWorkers } from "./dead-workers.ts";
import { jobLogger } from "./job-logger.ts";
import { createTasks } from "./tasks/index.ts";

export type WorkerOptions = {
  /** A pool of the owner: the job queue and the state of jobs. */
  ownerPool: pg.Pool;
  /** A pool of the server's login: reads on behalf of people, under their roles. */
  authenticatorPool: pg.Pool;
  fileStorage: FileStorage;
  log: Log;
  mail: Mail;
  /** The address that people use, for links in messages. */
  publicUrl: string;
  /** How many whole months history is kept; undefined = for ever. */
  auditRetentionMonths?: number | undefined;
  /** How many jobs at once. */
  concurrency?: number;
  /** What runs by the clock, if not what does in practice. */
  crontab?: string | undefined;
};

/** Starts a worker; any number of them may run against one database. `stop` lets running jobs end first. */
export async function startWorker(options: WorkerOptions): Promise<{ stop: () => Promise<void> }> {
  const deadWorkers = await watchForDeadWorkers(options.ownerPool, options.log);
  const runner: Runner = await run({
    pgPool: options.ownerPool,
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList: createTasks(options),
    crontab: options.crontab ?? crontab,
    events: deadWorkers.events,
    logger: jobLogger(options.log),
  });
  return {
    async stop() {
      await runner.stop();
      await deadWorkers.stop();
    },
  };
}
