import { type DestinationStream, type Logger, pino } from "pino";
import { loggedError } from "./log-errors.ts";

export type Log = Logger;

/**
 * What a log line may say beside its sentence. Ids, codes, counts and times; nobody's name, address, health, password or token
 * has a word here. A field that is not listed is written as NOT_LISTED, so that whoever adds one decides it here.
 */
const FIELDS = new Set([
  "pid", "hostname", "name", // of the process
  "requestId", "req", "res", "responseTime", "errors", // of a request; req and res by their own serializers
  "err", "error", // see loggedError
  "userId", "client", "path", "exportId", "limit",
  "jobId", "task", "attempt", "maxAttempts", "milliseconds", "workerId", "label", "taskIdentifier", "dead", // of a job
]);
const NOT_LISTED = "[not listed]";

const listed = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, FIELDS.has(name) ? value : NOT_LISTED]));

/** A JSON log on standard output (or `destination`), readable lines when a person watches a terminal. Secrets and health never reach it. */
export function createLog(options: { level: string; name: string; destination?: DestinationStream }): Log {
  const { destination, ...rest } = options;
  const forPeople = !destination && process.stdout.isTTY && process.env.NODE_ENV !== "production";
  const settings = {
    ...rest,
    formatters: { log: listed },
    serializers: { err: loggedError, error: loggedError },
  };
  if (destination) return guarded(pino(settings, destination));
  return guarded(pino({ ...settings, ...(forPeople && { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "HH:MM:ss" } } }) }));
}

/** What a child log adds to each of its lines is bound by the list, too. */
function guarded(log: Log, makeChild: Log["child"] = log.child): Log {
  const child = (fields: object, options?: object) => guarded(makeChild.call(log, listed(fields), options as never) as unknown as Log, makeChild);
  log.child = child as unknown as Log["child"];
  return log;
}
