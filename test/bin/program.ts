import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectPath } from "../../bin/project-path.ts";

/** A program of `bin/` as a person starts it. `output` grows; `said` waits for a text in it; `ended` gives the exit code. */
export type Program = { child: ChildProcess; output: () => string; said: (text: string) => Promise<void>; ended: Promise<number | null> };

export function startProgram(name: string, environment: Record<string, string>, args: string[] = []): Program {
  const { PATH, HOME, POSTGRES_BINARIES, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [projectPath(`bin/${name}.ts`), ...args], {
    env: { PATH, HOME, POSTGRES_BINARIES, NODE_COMPILE_CACHE, LOG_LEVEL: "silent", ...environment },
  });
  let output = "";
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((exited) => child.once("close", exited));
  const said = (text: string) =>
    new Promise<void>((heard, never) => {
      const look = () => {
        if (!output.includes(text)) return;
        waiting.delete(look);
        heard();
      };
      waiting.add(look);
      look();
      void ended.then(() => never(new Error(`ended without saying "${text}": ${output}`)));
    });
  return { child, output: () => output, said, ended };
}

/** A new, empty folder, closed to others as mktemp makes it. */
export const temporaryFolder = () => mkdtemp(join(tmpdir(), "trackforge-bin-"));

/** The owner's URL of the database that runs for this environment, as `npm run db:url` prints it; fails with what it says instead. */
export async function databaseUrl(environment: Record<string, string>): Promise<string> {
  const program = startProgram("db-url", environment);
  if ((await program.ended) !== 0) throw new Error(program.output());
  return program.output().trim();
}
