import { type Logger, pino } from "pino";

export type Log = Logger;

/** A JSON log on standard output, readable lines when a person watches a terminal. Secrets never reach it. */
export function createLog(options: { level: string; name: string }): Log {
  const forPeople = process.stdout.isTTY && process.env.NODE_ENV !== "production";
  return pino({
    ...options,
    redact: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]', "*.password", "*.refreshToken", "*.accessToken"],
    ...(forPeople && { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "HH:MM:ss" } } }),
  });
}
