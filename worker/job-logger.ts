import { Logger } from "graphile-worker";
import type { Log } from "../server/platform/log.ts";

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

/** Sends the job queue's own messages to our log; its chatter about each job counts as debug. */
export function jobLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => log[levels[level as keyof typeof levels]]({ ...scope }, message));
}
