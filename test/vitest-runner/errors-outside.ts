import { writeFile } from "node:fs/promises";
import type { Reporter } from "vitest/node";

/** Writes what vitest's JSON report leaves out, beside it: what went wrong outside of every file, such as an error that nobody caught. */
export default class ErrorsOutside implements Reporter {
  async onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter["onTestRunEnd"]>>): Promise<void> {
    await writeFile(process.env["ERRORS_OUTSIDE"]!, JSON.stringify(errors.map(({ name, message, stack }) => stack ?? `${String(name)}: ${message}`)));
  }
}
