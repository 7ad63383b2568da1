import { basename } from "node:path";
import { SingleBar } from "cli-progress";
import pg from "pg";
import { runningEmbeddedPostgres } from "./database/embedded-postgres.ts";
import { DATABASE_NAME } from "./database/open.ts";
import { databaseUrls } from "./database/roles.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";
import { bytesToRead, importRelease, type ImportProgress, type ImportResult } from "./import-foods/import-release.ts";
import { openRelease } from "./import-foods/release-files.ts";

/** `npm run import:foods -- PATH`: loads a USDA SR release, a folder or a zip, into the knowledge base of the running database. */
await runProgram(async () => {
  const path = process.argv[2];
  if (!path) throw new Fault("Say which release: npm run import:foods -- PATH, a folder or zip of the USDA SR files.");
  const environment = loadEnvironment();
  const admin = environment.DATABASE_URL ?? (await runningEmbeddedPostgres(environment.DATA_DIR))?.(DATABASE_NAME);
  if (!admin) throw new Fault("No database runs: start TrackForge first (npm start), or set DATABASE_URL.");

  const release = await openRelease(path);
  const started = performance.now();
  const client = new pg.Client({ connectionString: databaseUrls(admin, "").owner, application_name: "import:foods" });
  const bar = progressBar(bytesToRead(release));
  try {
    await client.connect().catch((error: Error) => {
      throw new Fault(`The database cannot be reached: ${error.message}`);
    });
    const version = /sr-?(\d+)/i.exec(basename(path))?.[1] ?? null;
    const result = await importRelease(client, release, version, bar);
    bar.stop();
    report(result, (performance.now() - started) / 1000);
  } finally {
    bar.stop();
    release.close();
    await client.end();
  }
});

/** A bar on a terminal, a line per step elsewhere. */
function progressBar(total: number): ImportProgress & { stop: () => void } {
  if (!process.stderr.isTTY) {
    let last = "";
    const step = (what: string) => {
      if (what !== last) console.error(`${what} …`);
      last = what;
    };
    return { bytes: step, step, stop: () => {} };
  }
  const bar = new SingleBar({ format: "{bar} {percentage} % · {what} · {duration_formatted}", hideCursor: true });
  bar.start(total, 0, { what: "reading" });
  return { bytes: (file, bytes) => bar.increment(bytes, { what: file }), step: (what) => bar.update({ what }), stop: () => bar.stop() };
}

function report({ foods, values, portions, sum, merged }: ImportResult, seconds: number): void {
  const count = (n: number) => n.toLocaleString("en").replaceAll(",", " ");
  const { added, changed, removed } = merged.values;
  console.log(`${count(foods)} foods: ${count(merged.foods.added)} new, ${count(merged.foods.changed)} changed.`);
  console.log(`${count(values)} values, their sum ${sum}: ${count(added)} new, ${count(changed)} changed, ${count(removed)} withdrawn.`);
  console.log(`${count(portions)} portions: ${count(merged.portions.added)} new, ${count(merged.portions.changed)} changed.`);
  console.log(`${count(merged.inferred)} facts about allergens and properties inferred; nobody has reviewed them.`);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${seconds.toFixed(1)} s, at most ${memory} MB of memory.`);
}
