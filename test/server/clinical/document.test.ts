import { afterAll, beforeAll, expect, it } from "vitest";
import { asRole, createDatabase, type TestDatabase } from "../../harness/database.ts";
import { type PlanFindings, spreadFindings } from "../support/plan-findings.ts";
import { DIETITIAN, makeRandomPractice } from "./random-practice.ts";

type Row = Record<string, unknown> & { key: string; scope: string; itemId?: string; mealId?: string; dayNumber?: number; contributors?: Contributor[] | null };
type Contributor = { itemId: string; dayNumber?: number; mealId?: string; value?: number; fact?: string };

let database: TestDatabase;
let answers: { versionId: string; clientId: string; document: PlanFindings; ofBuilder: PlanFindings; listed: Row[]; asked: Row[] }[];
beforeAll(async () => {
  database = await createDatabase();
  const { questions } = await makeRandomPractice(database, 11, 80);
  answers = await asRole(database, DIETITIAN, async (sql) => {
    const all = [];
    for (const { versionId, clientId } of questions) {
      const { rows } = await sql.query(
        `select app_public.check_meal_plan_version($1, $2) as document, app_public.meal_plan_version_document($1) -> 'findings' as of_builder,
                (select coalesce(json_agg(f), '[]') from app_public.explain_finding($1, $2, null) f) as listed`,
        [versionId, clientId],
      );
      const listed: Row[] = rows[0].listed.map(camel);
      const { rows: asked } = await sql.query("select to_json(f) as finding from app_public.explain_finding($1, $2, $3) f", [versionId, clientId, everySecond(listed).map(({ key }) => key)]);
      all.push({ versionId, clientId, document: rows[0].document, ofBuilder: rows[0].of_builder, listed, asked: asked.map(({ finding }) => camel(finding)) });
    }
    return all;
  });
});
afterAll(() => database.drop());

it("the document of a version's findings, which the builder's holds, says what the list of findings says, in the same order of severity", () => {
  expect(answers.flatMap(({ listed }) => listed).length).toBeGreaterThan(300);
  for (const { document, ofBuilder, listed } of answers) {
    const spread = spreadFindings<Row>(document).map(plain);
    expect(sorted(spreadFindings<Row>(ofBuilder).map(plain))).toEqual(sorted(spread));
    expect(sorted(spread)).toEqual(sorted(listed.map(plain)));
    expect(spread.map(({ outcome, severity, ruleCode }) => `${outcome} ${severity} ${ruleCode}`)).toEqual(listed.map(({ outcome, severity, ruleCode }) => `${outcome} ${severity} ${ruleCode}`));
  }
});

it("a finding that is asked for by its key is the same finding, with items of its own place behind it", () => {
  let told = 0;
  for (const { listed, asked } of answers) {
    expect(listed.every(({ contributors }) => contributors === null)).toBe(true);
    expect(sorted(asked.map(plain))).toEqual(sorted(everySecond(listed).map(plain)));
    for (const finding of asked) {
      for (const one of finding.contributors ?? []) {
        told += 1;
        if (finding.itemId) expect(one.itemId).toBe(finding.itemId);
        if (finding.mealId && one.mealId) expect(one.mealId).toBe(finding.mealId);
        if (finding.dayNumber && one.dayNumber && finding.outcome !== "undetermined") expect(one.dayNumber).toBe(finding.dayNumber);
      }
      if (finding.itemId && finding.nutrientCode && finding.unit !== "%" && finding.observed) {
        expect(finding.contributors?.map(({ value }) => Number(value).toFixed(3)), `${finding.ruleCode}: an item is all of its own value`).toEqual([Number(finding.observed).toFixed(3)]);
      }
      if (!finding.nutrientCode) expect(finding.contributors?.length, "a tag or an allergen names items").toBeGreaterThan(0);
    }
  }
  expect(told).toBeGreaterThan(300);
});

it("what holds no more cannot be explained, and nobody's plan is", async () => {
  const { versionId, clientId } = answers.find(({ listed }) => listed.length > 0)!;
  await asRole(database, DIETITIAN, async (sql) => {
    expect((await sql.query("select * from app_public.explain_finding($1, $2, array['gone'])", [versionId, clientId])).rows).toEqual([]);
    await expect(sql.query("select * from app_public.explain_finding($1, $2, '{}')", [clientId, clientId])).rejects.toMatchObject({ code: "TF404" });
  });
});

const everySecond = (rows: Row[]) => rows.filter((_, at) => at % 2 === 1);
const sorted = (rows: Row[]) => [...rows].sort((a, b) => a.key.localeCompare(b.key));
const NUMBERS = ["observed", "minimum", "maximum"];

/** Without what only one of the answers carries, and without what is null or empty in both. */
function plain(row: Row): Row {
  const { contributors, evidenceHash, ...rest } = row;
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([, value]) => value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, NUMBERS.includes(name) ? Number(value) : value]),
  ) as Row;
}

/** A row of the database as the API's documents name its fields. */
const camel = (row: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value])) as Row;
