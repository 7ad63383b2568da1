import type pg from "pg";
import { identityOf, type TestDatabase } from "../../harness/database.ts";
import type { Question } from "./ask-database.ts";
import { type Dictionaries, randomCase, randomLibrary } from "./random-records.ts";
import { writeRows } from "./write-rows.ts";

export const DIETITIAN = "dietitian@demo.test";

/** Fills the demo practice with random rules, foods, recipes and so many clients, each with a plan and the days that it is asked about. */
export async function makeRandomPractice(database: TestDatabase, seed: number, plans: number): Promise<{ orgId: string; questions: Question[] }> {
  const { orgId, memberId } = await identityOf(database, DIETITIAN);
  const { rows, library } = randomLibrary(seed, orgId!, await shippedDictionaries(database.owner));
  const cases = Array.from({ length: plans }, (_, n) => randomCase(seed * 1_000_003 + n, orgId!, memberId!, library));
  await writeRows(database.owner, rows);
  await writeRows(database.owner, ...cases.map((c) => c.rows));
  await database.owner.query("analyze");
  return { orgId: orgId!, questions: cases };
}

async function shippedDictionaries(sql: pg.Pool): Promise<Dictionaries> {
  const named = async (table: string) =>
    (await sql.query(`select id, code from app_public.${table} where org_id = '00000000-0000-0000-0000-000000000000' order by code`)).rows;
  return { conditions: await named("conditions"), medications: await named("medications"), allergens: await named("allergens") };
}
