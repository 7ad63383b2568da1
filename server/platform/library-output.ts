import type { Log } from "./log.ts";
import { shapeOf } from "./log-errors.ts";

const METHODS = ["warn", "error", "dir", "trace"] as const;

/**
 * Sends what libraries print to the log, as any other line: they print what a caller sent (a cursor that they cannot read), and
 * errors with all that stands in them. Answers how to undo it.
 */
export function logLibraryOutput(log: Log): () => void {
  const printing = METHODS.map((method) => [method, console[method]] as const);
  for (const [method] of printing) {
    console[method] = (...words: unknown[]) => {
      const error = words.find((word) => word instanceof Error);
      const sentence = words.find((word) => typeof word === "string");
      log.warn({ ...(error && { err: error }) }, sentence ? `a library says: ${shapeOf(sentence)}` : "a library says something");
    };
  }
  return () => {
    for (const [method, print] of printing) console[method] = print;
  };
}
