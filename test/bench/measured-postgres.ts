import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres, throwAwaySettings } from "../../bin/database/embedded-postgres.ts";
import { loadEnvironment } from "../../bin/environment.ts";

/**
 * Which PostgreSQL is measured, and how the compiler optimised it, as the server itself says: "PostgreSQL 18.4 compiled with -Os".
 * The one that npm brings is compiled for its size, those of distributions and images for speed.
 */
export async function measuredPostgres(): Promise<string> {
  const { POSTGRES_BINARIES } = loadEnvironment();
  const folder = await mkdtemp(join(tmpdir(), "trackforge-bench-"));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, binaries: POSTGRES_BINARIES, ifRunning: "refuse", settings: throwAwaySettings });
  const client = new pg.Client({ connectionString: server.url("postgres") });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; flags: string }>(
      "select (select setting from pg_config where name = 'VERSION') as version, (select setting from pg_config where name = 'CFLAGS') as flags",
    );
    const optimised = rows[0]!.flags.split(" ").findLast((flag) => flag.startsWith("-O")); // the last one counts
    return `${rows[0]!.version} compiled with ${optimised ?? "no optimisation"}${POSTGRES_BINARIES ? ` (${POSTGRES_BINARIES})` : ""}`;
  } finally {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
