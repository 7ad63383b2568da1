import { afterAll, beforeAll, expect, it } from "vitest";
import { asRole, createDatabase, identityOf, type TestDatabase } from "../../harness/database.ts";
import { askDatabase, type Question } from "./ask-database.ts";
import { differences } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { loadWorld } from "./load-world.ts";
import { type Dictionaries, randomCase, randomLibrary } from "./random-records.ts";
import { writeRows } from "./write-rows.ts";

const SEED = Number(process.env.PROOF_SEED ?? 4);
const PLANS = Number(process.env.PROOF_PLANS ?? 1000);
const DIETITIAN = "dietitian@demo.test";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

it(`the database and the independent evaluator agree on ${PLANS} random plans and profiles`, { timeout: 300_000 }, async () => {
  const { orgId, memberId } = await identityOf(database, DIETITIAN);
  const shipped = await shippedDictionaries();
  const { rows, library } = randomLibrary(SEED, orgId!, shipped);
  await writeRows(database.owner, rows);
  const cases = Array.from({ length: PLANS }, (_, n) => randomCase(SEED * 1_000_003 + n, orgId!, memberId!, library));
  await writeRows(database.owner, ...cases.map((c) => c.rows));
  await database.owner.query("analyze");
  const world = await loadWorld(database.owner, orgId!);

  const answers = await asRole(database, DIETITIAN, (sql) => askDatabase(sql, cases satisfies Question[]));
  const wrong: string[] = [];
  let findings = 0;
  for (const [n, { versionId, period }] of cases.entries()) {
    const expected = evaluate(world, world.plans.get(versionId)!, period);
    findings += expected.length;
    const difference = differences(expected, answers[n]!);
    if (difference.length > 0) wrong.push(`Case ${n} of seed ${SEED}, ${period.from} to ${period.until ?? "…"}:\n${difference.join("\n")}`);
  }
  expect(findings).toBeGreaterThan(PLANS * 5); // plans that nothing is said of would agree as well
  expect(wrong.slice(0, 5).join("\n\n")).toBe("");
});

async function shippedDictionaries(): Promise<Dictionaries> {
  const named = async (table: string) =>
    (await database.owner.query(`select id, code from app_public.${table} where org_id = '00000000-0000-0000-0000-000000000000' order by code`)).rows;
  return { conditions: await named("conditions"), medications: await named("medications"), allergens: await named("allergens") };
}
