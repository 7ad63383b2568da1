import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { projectPath } from "../../bin/project-path.ts";
import { failedFiles, readReport, type Report, withSecondRun } from "./report.ts";

export type Outcome = { passed: number; failures: string[] };
type Run = { code: number | null; report: Report | undefined };

/** More files than these do not fail by chance. */
const MOST_SECOND_RUNS = 2;

/** Runs projects of vitest.config.ts in a vitest of their own, which prints as it goes. `name` is its report's. */
export async function runVitest(name: string, projects: string[]): Promise<Outcome> {
  return outcomeOf(await vitest(name, projects.flatMap((project) => ["--project", project])));
}

/**
 * Runs the tests in a browser. A file or two that failed are run once more, with nothing beside them, and count by that: a browser
 * has chances that no server has. `stumbled` is what failed at first only; it is to be told, and mended.
 */
export async function runBrowserTests(): Promise<Outcome & { stumbled: string[] }> {
  const first = await vitest("browser", ["--project", "e2e"]);
  const files = failedFiles(first.report);
  if (!first.report || files.length === 0 || files.length > MOST_SECOND_RUNS) return { ...outcomeOf(first), stumbled: [] };
  console.log("\n── once more, alone");
  const second = await vitest("browser-again", ["--project", "e2e", "--maxWorkers=1", ...files]);
  const { report, stumbled } = withSecondRun(first.report, second.report);
  return { ...outcomeOf({ code: second.code, report }), stumbled };
}

async function vitest(name: string, args: string[]): Promise<Run> {
  const file = projectPath(`.cache/vitest-${name}.json`);
  await mkdir(projectPath(".cache"), { recursive: true });
  const outside = projectPath(`.cache/vitest-${name}-outside.json`);
  await Promise.all([file, outside].map((one) => rm(one, { force: true })));
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`, `--reporter=${projectPath("test/vitest-runner/errors-outside.ts")}`];
  const command = [projectPath("node_modules/vitest/vitest.mjs"), "run", "--passWithNoTests", ...args, ...reporters];
  const child = spawn(process.execPath, command, { cwd: projectPath(""), stdio: "inherit", env: { ...process.env, ERRORS_OUTSIDE: outside } });
  const code = await new Promise<number | null>((exited) => child.once("exit", exited));
  const read = <What>(path: string) => readFile(path, "utf8").then((text) => JSON.parse(text) as What, () => undefined);
  const report = await read<Report>(file);
  return { code, report: report && { ...report, outside: (await read<string[]>(outside)) ?? [] } };
}

function outcomeOf({ code, report }: Run): Outcome {
  const { passed, failures } = readReport(report);
  if (code !== 0 && failures.length === 0) failures.push(`vitest ended with ${String(code)}: something failed outside of its tests, and is told above`);
  return { passed, failures };
}
