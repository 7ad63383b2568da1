import { styleText } from "node:util";
import { runDatabaseTests } from "../test/pgtap-runner/run.ts";
import { runVitest } from "../test/vitest-runner/run.ts";
import { runChecks } from "./check.ts";

type Outcome = { passed: number; failures: string[] };

/** `npm test`: everything, one kind after the other. What failed is told once more at the end; the last line is `N passed, N failed`. */
const kinds: [string, () => Promise<Outcome>][] = [
  ["static checks", runChecks],
  ["database (pgTAP)", () => runDatabaseTests("")],
  ["server, worker, web, bin (vitest)", () => runVitest("units", ["isolation", "server", "worker", "web", "bin"])],
  ["in a browser (vitest)", () => runVitest("browser", ["e2e"])],
];

const total: Outcome = { passed: 0, failures: [] };
for (const [name, run] of kinds) {
  console.log(`\n── ${name}`);
  const { passed, failures } = await run().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failures: [`${name}\n${String(error)}`] };
  });
  total.passed += passed;
  total.failures.push(...failures);
}
if (total.failures.length) console.log(`\n── failed\n${total.failures.map(inShort).join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exitCode = total.failures.length ? 1 : 0;

/** Its name and the first lines of what it said; the rest stands where it happened. */
function inShort(failure: string): string {
  const [name = "", ...said] = failure.split("\n").filter((line) => line.trim() && !/^\s+at .*node_modules/.test(line));
  return [styleText("red", `✗ ${name}`), ...said.slice(0, 6).map((line) => `    ${line.slice(0, 300)}`)].join("\n");
}
