import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { projectPath } from "../../bin/project-path.ts";
import { readReport, type Report } from "./report.ts";

/** Runs projects of vitest.config.ts in a vitest of their own, which prints as it goes. `name` is its report's. */
export async function runVitest(name: string, projects: string[]): Promise<{ passed: number; failures: string[] }> {
  const report = projectPath(`.cache/vitest-${name}.json`);
  await mkdir(projectPath(".cache"), { recursive: true });
  await rm(report, { force: true });
  const choice = projects.flatMap((project) => ["--project", project]);
  const args = ["run", "--passWithNoTests", ...choice, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [projectPath("node_modules/vitest/vitest.mjs"), ...args], { cwd: projectPath(""), stdio: "inherit" });
  const code = await new Promise((exited) => child.once("exit", exited));
  const { passed, failures } = readReport(await readFile(report, "utf8").then((text) => JSON.parse(text) as Report, () => undefined));
  if (code !== 0 && failures.length === 0) failures.push(`vitest (${projects.join(", ")}) ended with ${String(code)}: something failed outside of its tests, and is told above`);
  return { passed, failures };
}
