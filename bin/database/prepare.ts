import pg from "pg";
import type { Environment } from "../../server/platform/environment.ts";
import { mailMode } from "../../server/platform/mail.ts";
import { Fault } from "../fault.ts";
import type { Secrets } from "../secrets.ts";
import { seedDatabase } from "../seed/seed-database.ts";
import { migrateDatabase } from "./migrate.ts";
import type { DatabaseUrls } from "./roles.ts";

export const DEFAULT_DEMO_PASSWORD = "trackforge-demo";

/**
 * Brings a database to the state of `db/`: migrated (in production by what is released), and with the starter library and outside
 * production the demo practices.
 */
export async function prepareDatabase(environment: Environment, secrets: Secrets, urls: DatabaseUrls): Promise<void> {
  const isProduction = environment.NODE_ENV === "production";
  if (isProduction) await refuseDemoData(urls.admin);
  await migrateDatabase(urls, {
    authenticatorPassword: secrets.AUTHENTICATOR_PASSWORD,
    includeCurrent: !isProduction,
  });
  await seedDatabase({
    ownerUrl: urls.owner,
    demo: isProduction ? null : { password: environment.DEMO_PASSWORD ?? DEFAULT_DEMO_PASSWORD },
    log: { info: (message) => console.log(message) },
  });
  await writeInstallationSettings(urls.owner, { mail: mailMode(environment) });
}

/** What the database needs to know of the environment. */
async function writeInstallationSettings(owner: string, settings: Record<string, string>): Promise<void> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  try {
    await client.query(
      `insert into app_private.installation_settings (name, value) select * from unnest($1::text[], $2::text[])
       on conflict (name) do update set value = excluded.value`,
      [Object.keys(settings), Object.values(settings)],
    );
  } finally {
    await client.end();
  }
}

async function refuseDemoData(admin: string): Promise<void> {
  if (!(await exists(admin, "app_private.seed_versions"))) return;
  const isDemo = await ask(admin, "select exists (select from app_private.seed_versions where name = 'demo practice') as answer");
  if (isDemo) throw new Fault("This database holds the demo practices, which production refuses: use another database.");
}

const exists = (admin: string, table: string) => ask(admin, "select to_regclass($1) is not null as answer", [table]);

async function ask(connectionString: string, question: string, values: unknown[] = []): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  await client.connect().catch((error: Error) => {
    throw new Fault(`The database cannot be reached: ${error.message}`);
  });
  try {
    return (await client.query<{ answer: boolean }>(question, values)).rows[0]?.answer ?? false;
  } finally {
    await client.end();
  }
}
