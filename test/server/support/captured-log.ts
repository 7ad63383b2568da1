import { createLog, type Log } from "../../../server/platform/log.ts";

export type CapturedLog = { log: Log; text: () => string; lines: () => Record<string, any>[] };

/** A log that stays in memory, as production would write it, with everything down to `level`. */
export function capturedLog(level: "trace" | "warn" = "trace"): CapturedLog {
  const written: string[] = [];
  const log = createLog({ level, name: "test", destination: { write: (line) => void written.push(line) } });
  return { log, text: () => written.join(""), lines: () => written.map((line) => JSON.parse(line) as Record<string, any>) };
}
