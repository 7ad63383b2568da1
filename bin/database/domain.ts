import { createHash } from "node:crypto";
import { compile } from "graphile-migrate";
import pg from "pg";
import type { MigrationSettings } from "./current-migration.ts";

const NAME = "db/domain";

/** Everything of `db/domain`, in its order, as one text. */
export const compileDomain = (settings: MigrationSettings): Promise<string> => compile(settings, "--! include all.sql\n");

/**
 * Runs all of `db/domain` in one transaction, when its text or the tables under it changed since it last ran. Each database,
 * production's included, so holds the functions, policies and rules of the code that it runs with.
 * @param tables what the tables were made from; a change of it runs the domain again
 */
export async function applyDomain(ownerUrl: string, domain: string, tables: string): Promise<void> {
  const hash = createHash("sha256").update(domain).update("\0").update(tables).digest("hex");
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select from app_private.seed_versions where name = $1 and content_hash = $2", [NAME, hash]);
    if (rows.length > 0) return;
    await client.query("begin");
    await client.query(domain);
    await client.query(
      `insert into app_private.seed_versions (name, content_hash) values ($1, $2)
       on conflict (name) do update set content_hash = excluded.content_hash, seeded_at = now()`,
      [NAME, hash],
    );
    await client.query("commit");
  } finally {
    await client.end(); // rolls back what failed
  }
}
