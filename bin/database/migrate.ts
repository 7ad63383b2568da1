import { readdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, migrate, watch } from "graphile-migrate";
import { Logger as JobLogger, runMigrations as installJobQueue } from "graphile-worker";
import pg from "pg";
import { Fault } from "../fault.ts";
import { projectPath } from "../project-path.ts";
import { compileCurrent } from "./current-migration.ts";
import { applyDomain, compileDomain } from "./domain.ts";
import { explainMigrationError } from "./migration-error.ts";
import { applyRoles, type DatabaseUrls, requirePostgres18 } from "./roles.ts";

const migrationsFolder = projectPath("db/migrations");
const MIGRATOR = "graphile-migrate";

/**
 * Brings a database to the state of `db/`: roles, the job queue's schema, committed migrations (outside production also the
 * unreleased ones in `current/`), then, where it changed, all of `db/domain`, and the partitions of history for the next months.
 * Several starting processes wait for each other.
 */
export async function migrateDatabase(
  urls: DatabaseUrls,
  options: { authenticatorPassword: string; includeCurrent: boolean },
): Promise<void> {
  const admin = new pg.Client({ connectionString: urls.admin });
  await admin.connect().catch((error: Error) => {
    throw new Fault(`The database cannot be reached: ${error.message}`);
  });
  try {
    await requirePostgres18(admin);
    await admin.query("select pg_advisory_lock(hashtext('trackforge migrate'))");
    await applyRoles(admin, options.authenticatorPassword);
    await installJobQueue({ connectionString: urls.owner, logger: new JobLogger(() => () => {}) });
    await runMigrations(urls.owner, options.includeCurrent);
  } finally {
    await untilMigratorsLeft(admin);
    await admin.end();
  }
}

/** Tables first, then what can be re-run over them. */
async function runMigrations(owner: string, includeCurrent: boolean): Promise<void> {
  const logger = new Logger(() => () => {}); // it logs progress nobody asked for, and errors are thrown as well
  const settings = { connectionString: `${owner}&application_name=${MIGRATOR}`, databaseOwner: "tf_owner", migrationsFolder };
  const current = includeCurrent ? await compileCurrent(settings) : "";
  await explained(current, () => (current ? watch({ ...settings, logger }, true) : migrate({ ...settings, logger })));
  const committed = (await readdir(`${migrationsFolder}/committed`)).filter((file) => file.endsWith(".sql")).sort();
  const domain = await compileDomain(settings);
  await explained(domain, () => applyDomain(owner, domain, [...committed, current].join("\n")));
  await explained("", () => makeAuditPartitions(owner));
}

const LOCK_NOT_AVAILABLE = "55P03";

/** Where somebody works in the tables of history at the moment, again a little later; the worker tries every day as well. */
async function makeAuditPartitions(owner: string, attempts = 10): Promise<void> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  try {
    await client.query("select app_private.make_audit_partitions()");
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempts === 1) throw error;
    await pause(200);
    return await makeAuditPartitions(owner, attempts - 1);
  } finally {
    await client.end();
  }
}

async function explained(text: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw new Fault(`A migration failed: ${explainMigrationError(error, text)}`);
  }
}

/** graphile-migrate keeps its connections for 200 ms and ends the whole process when one of them breaks, so let them go first. */
async function untilMigratorsLeft(admin: pg.ClientBase): Promise<void> {
  const query = "select from pg_stat_activity where application_name = $1 and datname = current_database()";
  while ((await admin.query(query, [MIGRATOR])).rowCount) await pause(20);
}
