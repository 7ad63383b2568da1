import { styleText } from "node:util";
import { runDatabaseTests } from "../test/pgtap-runner/run.ts";
import { type Outcome, runBrowserTests, runVitest } from "../test/vitest-runner/run.ts";
import { runChecks } from "./check.ts";
import { projectPath } from "./project-path.ts";

type Kind = [name: string, run: () => Promise<Outcome & { stumbled?: string[] }>];

/**
 * `npm test`: everything, one step after the other. The kinds of the first step run at once, because each leaves a core idle for a
 * while: the longest check, and the making of the database. What failed is told once more at the end, after what failed in a browser
 * at first only; the last line is `N passed, N failed`.
 */
const steps: Kind[][] = [
  [["static checks", runChecks], ["database (pgTAP)", () => runDatabaseTests("")]],
  [["server, worker, web, bin (vitest)", () => runVitest("units", ["isolation", "server", "worker", "web", "bin"])]],
  [["in a browser (vitest)", runBrowserTests]],
];

process.env["NODE_COMPILE_CACHE"] ??= projectPath(".cache/compiled"); // of dozens of processes: each loads its code in half the time
const total = { passed: 0, failures: [] as string[], stumbled: [] as string[] };
for (const step of steps) {
  console.log(`\n── ${step.map(([name]) => name).join(", ")}`);
  for (const { passed, failures, stumbled = [] } of await Promise.all(step.map(outcomeOf))) {
    total.passed += passed;
    total.failures.push(...failures);
    total.stumbled.push(...stumbled);
  }
}
if (total.stumbled.length) console.log(`\n── needed a second run\n${total.stumbled.map(inShort).join("\n")}`);
if (total.failures.length) console.log(`\n── failed\n${total.failures.map(inShort).join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exitCode = total.failures.length ? 1 : 0;

/** A kind that ends with an error has failed as one. */
async function outcomeOf([name, run]: Kind): ReturnType<Kind[1]> {
  return run().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failures: [`${name}\n${String(error)}`] };
  });
}

/** Its name and the first lines of what it said; the rest stands where it happened. */
function inShort(failure: string): string {
  const [name = "", ...said] = failure.split("\n").filter((line) => line.trim() && !/^\s+at .*node_modules/.test(line));
  return [styleText("red", `✗ ${name}`), ...said.slice(0, 6).map((line) => `    ${line.slice(0, 300)}`)].join("\n");
}
