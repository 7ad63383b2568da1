import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { projectPath } from "./project-path.ts";

const checks: Record<string, string[]> = {
  types: ["vue-tsc", "--noEmit"],
  lint: ["eslint", ".", "--max-warnings", "0", "--cache", "--cache-location", ".cache/eslint/"],
  "dead code": ["knip", "--no-progress"],
  "module boundaries": ["depcruise", "bin", "server", "worker", "web/src", "test", "--output-type", "err-long"],
};

/** Runs every static check, two at a time, and prints what failed. A failure is what its tool said. */
export async function runChecks(): Promise<{ passed: number; failures: string[] }> {
  const outcome = { passed: 0, failures: [] as string[] };
  const queue = Object.entries(checks).values(); // shared by the two lanes
  const lane = async () => {
    for (const [name, [program = "", ...args]] of queue) {
      const started = performance.now();
      const { code, output } = await runTool(program, args);
      console.log(`${code === 0 ? "✓" : "✗"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      if (code === 0) {
        outcome.passed += 1;
      } else {
        console.log(output.trimEnd());
        outcome.failures.push(`${name}\n${output.trim()}`);
      }
    }
  };
  await Promise.all([lane(), lane()]);
  return outcome;
}

function runTool(program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(projectPath(`node_modules/.bin/${program}`), args, { cwd: projectPath("") });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => done({ code: 1, output: error.message }));
    child.on("close", (code) => done({ code, output }));
  });
}

if (import.meta.main) {
  const { failures } = await runChecks();
  process.exitCode = failures.length ? 1 : 0;
}
