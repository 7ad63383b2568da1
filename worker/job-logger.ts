import { Logger } from "graphile-worker";
import type { Log } from "../server/platform/log.ts";
import { shapeOf } from "../server/platform/log-errors.ts";
import { requestIdOf } from "./job-context.ts";

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

type Failed = { failure: true; job: { id: string; task_identifier: string; attempts: number; max_attempts: number; payload: unknown }; error: unknown; duration: number };

/**
 * Sends the job queue's own messages to our log; its chatter about each job counts as debug. It writes a failed job's error into
 * its sentence, values and all: we say which job and attempt it was, and let the log decide what of the error may be said.
 */
export function jobLogger(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    if ((meta as Failed | undefined)?.failure) {
      const { job, error, duration } = meta as Failed;
      return log.error({ requestId: requestIdOf(job.payload, job.id), jobId: job.id, task: job.task_identifier, attempt: job.attempts, maxAttempts: job.max_attempts, milliseconds: Math.round(duration), err: error }, "A job failed");
    }
    log[levels[level as keyof typeof levels]]({ ...scope }, shapeOf(message));
  });
}
