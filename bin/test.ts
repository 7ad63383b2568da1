import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { runDatabaseTests } from "../test/pgtap-runner/run.ts";
import { runChecks } from "./check.ts";
import { projectPath } from "./project-path.ts";
import { builtWebApp } from "./web-app.ts";

type Count = { passed: number; failed: number };

/** `npm test`: everything, one kind after the other. The last line is `N passed, N failed`. */
const kinds: [string, () => Promise<Count>][] = [
  ["static checks", runChecks],
  ["database (pgTAP)", () => runDatabaseTests("")],
  ["server, worker, web, bin (vitest)", () => runVitest("units", ["server", "worker", "web", "bin"])],
  ["in a browser (vitest)", () => builtWebApp({ isProduction: false }).then(() => runVitest("browser", ["e2e"]))],
];

const total: Count = { passed: 0, failed: 0 };
for (const [name, run] of kinds) {
  console.log(`\n── ${name}`);
  const count = await run().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  total.passed += count.passed;
  total.failed += count.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

/** Counts tests; what fails outside a test (a file that cannot be loaded, a stray rejection) counts as one failure. */
async function runVitest(name: string, projects: string[]): Promise<Count> {
  const report = projectPath(`.cache/vitest-${name}.json`);
  await mkdir(projectPath(".cache"), { recursive: true });
  await rm(report, { force: true });
  const choice = projects.flatMap((project) => ["--project", project]);
  const args = ["run", "--passWithNoTests", ...choice, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [projectPath("node_modules/vitest/vitest.mjs"), ...args], { cwd: projectPath(""), stdio: "inherit" });
  const code = await new Promise((exited) => child.once("exit", exited));
  const { numPassedTests: passed, numFailedTests } = await readFile(report, "utf8").then(
    (text) => JSON.parse(text) as { numPassedTests: number; numFailedTests: number },
    () => ({ numPassedTests: 0, numFailedTests: 0 }),
  );
  return { passed, failed: numFailedTests || (code === 0 ? 0 : 1) };
}
