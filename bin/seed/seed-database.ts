import pg from "pg";
import { seedDemoPractice } from "./demo-practice.ts";
import { seedStarterLibrary } from "./starter-library.ts";

/** Who is told about what was loaded. */
type SeedLog = { info: (message: string) => void };

/**
 * Loads what a new database holds before anybody works with it: the starter library and, outside production, the demo practices.
 * What is there already stays untouched, so it runs at each start; several starting processes wait for each other.
 * @param options.ownerUrl connects as tf_owner to a migrated database
 * @param options.demo the password of all demo logins; null = no demo practices (production)
 */
export async function seedDatabase(options: { ownerUrl: string; demo: { password: string } | null; log: SeedLog }): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: "seed" });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('trackforge seed'))");
    if (await seedStarterLibrary(client)) options.log.info("Loaded the starter library.");
    if (options.demo && (await seedDemoPractice(client, options.demo.password))) options.log.info("Made the demo practices.");
    await client.query("commit");
  } finally {
    await client.end();
  }
}
