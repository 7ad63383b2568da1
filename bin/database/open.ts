import pg from "pg";
import type { Environment } from "../../server/platform/environment.ts";
import type { Secrets } from "../secrets.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { type DatabaseUrls, databaseUrls } from "./roles.ts";

/** The name of the embedded server's database. */
export const DATABASE_NAME = "trackforge";

/**
 * The database that the environment names: `DATABASE_URL`, otherwise the embedded server, which is started (or shared with the
 * process that runs it, if `ifRunning` allows). `died` rejects when the embedded server ends before `stop`.
 */
export async function openDatabase(
  environment: Environment,
  secrets: Pick<Secrets, "AUTHENTICATOR_PASSWORD">,
  ifRunning: "share" | "refuse",
): Promise<{ urls: DatabaseUrls; died: Promise<never>; stop: () => Promise<void> }> {
  if (environment.DATABASE_URL) {
    const urls = databaseUrls(environment.DATABASE_URL, secrets.AUTHENTICATOR_PASSWORD);
    return { urls, died: new Promise(() => {}), stop: async () => {} };
  }
  const server = await startEmbeddedPostgres({ folder: environment.DATA_DIR, binaries: environment.POSTGRES_BINARIES, ifRunning });
  await ensureDatabase(server, DATABASE_NAME);
  return { urls: databaseUrls(server.url(DATABASE_NAME), secrets.AUTHENTICATOR_PASSWORD), died: server.died, stop: server.stop };
}

/** Creates the database if the server does not have it yet. */
export async function ensureDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  await client.end();
}
