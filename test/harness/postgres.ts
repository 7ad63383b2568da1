import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import {
  type EmbeddedPostgres,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
  stopOrphan,
  throwAwaySettings,
} from "../../bin/database/embedded-postgres.ts";
import { migrateDatabase } from "../../bin/database/migrate.ts";
import { postgresBinaries } from "../../bin/database/postgres-binaries.ts";
import { databaseUrls } from "../../bin/database/roles.ts";
import { serverAccount } from "../../bin/database/server-account.ts";
import { loadEnvironment } from "../../bin/environment.ts";
import { projectPath } from "../../bin/project-path.ts";
import { seedDatabase } from "../../bin/seed/seed-database.ts";

export const TEMPLATE = "trackforge_template";
export const AUTHENTICATOR_PASSWORD = "test-authenticator";
/** Of every demo login in the template. */
export const DEMO_PASSWORD = "trackforge-demo";

const run = promisify(execFile);
const cache = projectPath(".cache/test-postgres");
const prefix = "trackforge-test-";
/** What the template is made from; a change of any of these makes a new one. */
const sources = ["db", "bin/seed", "bin/database", "test/harness/postgres.ts", "package-lock.json"];

/**
 * Starts a throw-away server that holds the migrated and seeded template database. The template is built once per content of
 * `db/` and the seeding code and kept under `.cache`, so that the next run starts in about a second. Every caller gets a server
 * of its own.
 */
export async function startTestPostgres(): Promise<EmbeddedPostgres> {
  await sweepOrphans();
  const kept = join(cache, await contentHash());
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  await chmod(folder, 0o755); // the server's user must be able to enter
  const isCached = existsSync(kept);
  if (isCached) await run("cp", ["-a", `${kept}/.`, folder]);
  let server = await start(folder);
  if (!isCached) {
    await buildTemplate(server);
    await server.stop();
    await rm(cache, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    const partial = `${kept}.${process.pid}`;
    await run("cp", ["-a", folder, partial]);
    await rename(partial, kept).catch(() => rm(partial, { recursive: true }));
    server = await start(folder);
  }
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

const start = (folder: string) => startEmbeddedPostgres({ folder, binaries: loadEnvironment().POSTGRES_BINARIES, ifRunning: "refuse", settings: throwAwaySettings });

async function buildTemplate(server: EmbeddedPostgres): Promise<void> {
  const admin = new pg.Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  const urls = databaseUrls(server.url(TEMPLATE), AUTHENTICATOR_PASSWORD);
  await migrateDatabase(urls, { authenticatorPassword: AUTHENTICATOR_PASSWORD, includeCurrent: true });
  await seedDatabase({ ownerUrl: urls.owner, demo: { password: DEMO_PASSWORD }, log: { info: () => {} } });
  const template = new pg.Client({ connectionString: server.url(TEMPLATE) });
  await template.connect();
  await template.query("vacuum (freeze, analyze)"); // plans in tests rest on real statistics
  await template.end();
  await admin.query(`alter database ${TEMPLATE} allow_connections false`);
  await admin.end();
}

/** Servers of test runs that were killed. Between two starts of its server a folder looks like one of these: its name says whose it is. */
async function sweepOrphans(): Promise<void> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix)).map((name) => join(tmpdir(), name));
  for (const folder of folders) {
    const age = Date.now() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now());
    const owner = Number(new RegExp(`^${prefix}(\\d+)-`).exec(basename(folder))?.[1]);
    if (isAlive(owner) || age < 60_000 || (await isServed(folder))) continue;
    await stopOrphan(join(folder, "postgres"));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whoever has its port now and says nothing is left alone. */
const isServed = (folder: string) => runningEmbeddedPostgres(folder, 1000).catch(() => true);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // it runs, as somebody else
  }
}

async function contentHash(): Promise<string> {
  const { folder, version } = await postgresBinaries(serverAccount(), loadEnvironment().POSTGRES_BINARIES);
  const hash = createHash("sha256").update(folder).update(version); // another build may lay its files out otherwise
  for (const source of sources) {
    const path = projectPath(source);
    if (!existsSync(path)) continue;
    const isFolder = (await stat(path)).isDirectory();
    const entries = isFolder ? await readdir(path, { recursive: true, withFileTypes: true }) : [];
    const files = isFolder ? entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) : [path];
    for (const file of files.sort()) hash.update(file.slice(projectPath("").length)).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 16);
}
