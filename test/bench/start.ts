import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectPath } from "../../bin/project-path.ts";
import { figure } from "./figures.ts";

/** `npm start` with an empty data directory, and three times more with the same one: from the command to /readyz answering. */
export async function benchStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trackforge-bench-"));
  await chmod(folder, 0o755);
  figure("first start", await timeToReady(folder), "60 s");
  for (let round = 0; round < 3; round += 1) figure("later start", await timeToReady(folder), "6 s");
  await rm(folder, { recursive: true, force: true });
}

async function timeToReady(folder: string): Promise<string> {
  const started = performance.now();
  const child = spawn("npm", ["start"], { cwd: projectPath("."), detached: true, env: { ...process.env, DATA_DIR: folder, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((done) => child.once("exit", done));
  let output = "";
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const address = /https?:\/\/[^\s/]+:\d+/.exec(output)?.[0];
    if (address && /ready in/i.test(output)) {
      const ready = await fetch(`${address}/readyz`);
      if (!ready.ok) throw new Error(`/readyz answered ${ready.status}.`);
      break;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  process.kill(-child.pid!, "SIGINT");
  await exited;
  return `${seconds.toFixed(1)} s from the command, the program says "${/ready in [^\n]*/i.exec(output)?.[0].trim() ?? output}"`;
}
