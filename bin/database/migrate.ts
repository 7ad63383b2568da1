import { setTimeout as pause } from "node:timers/promises";
import { Logger, migrate, watch } from "graphile-migrate";
import { Logger as JobLogger, runMigrations as installJobQueue } from "graphile-worker";
import pg from "pg";
import { Fault } from "../fault.ts";
import { projectPath } from "../project-path.ts";
import { changedDomainOnly, compileCurrent } from "./current-migration.ts";
import { explainMigrationError } from "./migration-error.ts";
import { applyRoles, type DatabaseUrls, requirePostgres18 } from "./roles.ts";

const migrationsFolder = projectPath("db/migrations");
const MIGRATOR = "graphile-migrate";

/**
 * Brings a database to the state of `db/`: roles, the job queue's schema, committed migrations, and outside production also the
 * unreleased ones in `current/`. Several starting processes wait for each other.
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
    await runMigrations(admin, urls.owner, options.includeCurrent);
  } finally {
    await untilMigratorsLeft(admin);
    await admin.end();
  }
}

/**
 * A change of `db/domain` alone is run by itself, so that the data stays: while nothing is released, the tables' files start
 * from nothing, and graphile-migrate would run all of `current/` again.
 */
async function runMigrations(admin: pg.ClientBase, owner: string, includeCurrent: boolean): Promise<void> {
  const logger = new Logger(() => () => {}); // it logs progress nobody asked for, and errors are thrown as well
  const settings = { connectionString: `${owner}&application_name=${MIGRATOR}`, databaseOwner: "tf_owner", migrationsFolder };
  const last = await lastCurrent(admin);
  const current = includeCurrent ? await compileCurrent(settings) : last;
  const domain = changedDomainOnly(last, current);
  try {
    if (current !== last && !domain) return await watch({ ...settings, logger }, true);
    await migrate({ ...settings, logger });
    if (domain) await runDomain(owner, domain, current);
  } catch (error) {
    throw new Fault(`A migration failed: ${explainMigrationError(error, domain ?? current)}`);
  }
}

/** What ran last from `current/`; "" when nothing did. */
async function lastCurrent(admin: pg.ClientBase): Promise<string> {
  const { rows } = await admin.query<{ exists: boolean }>("select to_regclass('graphile_migrate.current') is not null as exists");
  if (!rows[0]?.exists) return "";
  const last = await admin.query<{ content: string }>("select content from graphile_migrate.current where filename = 'current.sql'");
  return last.rows[0]?.content ?? "";
}

async function runDomain(owner: string, domain: string, current: string): Promise<void> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(domain);
    await client.query("update graphile_migrate.current set content = $1, date = now() where filename = 'current.sql'", [current]);
    await client.query("commit");
  } finally {
    await client.end(); // rolls back what failed
  }
}

/** graphile-migrate keeps its connections for 200 ms and ends the whole process when one of them breaks, so let them go first. */
async function untilMigratorsLeft(admin: pg.ClientBase): Promise<void> {
  const query = "select from pg_stat_activity where application_name = $1 and datname = current_database()";
  while ((await admin.query(query, [MIGRATOR])).rowCount) await pause(20);
}
