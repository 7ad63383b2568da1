import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Fault } from "../fault.ts";
import { projectPath } from "../project-path.ts";
import { mergeRelease, type MergeCounts } from "./merge.ts";
import type { Release } from "./release-files.ts";
import { copyRows, layouts } from "./release-lines.ts";

const stagingTables: Record<string, string> = {
  "FD_GROUP.txt": "release_groups",
  "NUTR_DEF.txt": "release_nutrients",
  "FOOD_DES.txt": "release_foods",
  "WEIGHT.txt": "release_portions",
  "NUT_DATA.txt": "release_values",
};

/** Hears how far an import is. */
export type ImportProgress = { bytes: (file: string, bytes: number) => void; step: (what: string) => void };

/** What the release holds, and what it changed. `sum` is over all values, as a decimal: a control figure. */
export type ImportResult = { foods: number; values: number; portions: number; sum: string; merged: MergeCounts };

/** The bytes that an import of this release will read. @throws Fault when a file is missing */
export function bytesToRead(release: Release): number {
  const missing = Object.keys(layouts).filter((name) => !release.files.has(name));
  if (missing.length) throw new Fault(`This is not a USDA SR release: ${missing.join(", ")} is missing.`);
  return Object.keys(layouts).reduce((sum, name) => sum + (release.files.get(name)?.bytes ?? 0), 0);
}

/**
 * Imports a whole release into the knowledge base, all of it or nothing.
 * @param client connected as tf_owner, not in a transaction
 * @throws Fault naming file and line of what is broken or contradicts itself; nothing is changed then
 */
export async function importRelease(client: pg.ClientBase, release: Release, version: string | null, progress: ImportProgress): Promise<ImportResult> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock(hashtext('trackforge seed'))"); // seeding writes the same foods
    await client.query(await readFile(projectPath("bin/import-foods/stage.sql"), "utf8"));
    for (const [name, layout] of Object.entries(layouts)) {
      const source = await release.files.get(name)?.open();
      if (!source) throw new Fault(`This is not a USDA SR release: ${name} is missing.`);
      const columns = ["line", ...layout.fields.map((field) => field.column)].join(", ");
      const rows = copyRows(name, layout, source, (bytes) => progress.bytes(name, bytes));
      await pipeline(Readable.from(rows), client.query(copyFrom(`copy ${stagingTables[name]} (${columns}) from stdin`)));
    }
    progress.step("checking");
    await client.query(`analyze ${Object.values(stagingTables).join(", ")}`);
    await refuseContradictions(client);
    const { rows } = await client.query<Omit<ImportResult, "merged">>(
      `select (select count(*)::int from release_foods) as foods, (select count(*)::int from release_portions) as portions,
              count(*)::int as values, coalesce(sum(amount), 0)::text as sum from release_values`,
    );
    progress.step("merging");
    const merged = await mergeRelease(client, version, progress.step);
    await client.query("commit");
    return { ...(rows[0] as Omit<ImportResult, "merged">), merged };
  } catch (error) {
    await client.query("rollback").catch(() => {}); // a broken connection has rolled back by itself
    throw error;
  }
}

async function refuseContradictions(client: pg.ClientBase): Promise<void> {
  const sql = await readFile(projectPath("bin/import-foods/check.sql"), "utf8");
  const { rows } = await client.query<{ file: string; line: number; problem: string }>(sql);
  const first = rows[0];
  if (first) throw new Fault(`${first.file}, line ${first.line}: ${first.problem}. Nothing was imported.`);
}
