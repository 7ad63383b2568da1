import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, identityOf, type TestDatabase } from "../../harness/database.ts";
import { identitySettings, settingsStatement } from "../../../server/platform/database.ts";
import { askDatabase, type Question } from "./ask-database.ts";
import { differences } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { loadWorld } from "./load-world.ts";
import { DIETITIAN, makeRandomPractice } from "./random-practice.ts";
import type { World } from "./records.ts";

/** Mistakes that the comparison must notice, each in a function of its own transaction: what is written, and what it becomes. */
const MISTAKES: { sentence: string; function: string; written: string; becomes: string }[] = [
  { sentence: "CLINICAL 19: what is at the maximum breaks it", function: "nutrient_results", written: "p.high > r.maximum and round(p.high, 6) > r.maximum", becomes: "p.high >= r.maximum" },
  { sentence: "CLINICAL 3: what is unknown counts as zero", function: "nutrient_results", written: "get_bit(m.lacks, n.bit) = 1 as is_open", becomes: "false as is_open" },
  { sentence: "CLINICAL 8: of alternatives the best counts against a maximum", function: "nutrient_results", written: "max(a.known) as high", becomes: "min(a.known) as high" },
  { sentence: "CLINICAL 6: what is thrown away is eaten", function: "flattened_recipes", written: "case when as_bought then 1 else 1 - i.discarded_share end * ", becomes: "" },
  { sentence: "CLINICAL 23: what ended long ago still triggers", function: "triggered_rule_list", written: "where e.days && period", becomes: "" },
  { sentence: "CLINICAL 24: a weight of any age serves", function: "triggered_rule_list", written: "and m.measured_on >= lower(period) - r.weight_max_age_days", becomes: "" },
  { sentence: "CLINICAL 26: what may not hold replaces what does", function: "counting_rules", written: "where r.is_certain and", becomes: "where" },
  { sentence: "CLINICAL 22: a resolved allergy warns", function: "triggered_rule_list", written: "c.client_id = client and c.status = 'active'", becomes: "c.client_id = client" },
  { sentence: "CLINICAL 29: a contraindication can be switched off, and a caution cannot", function: "triggered_rule_list", written: "a.switch_off_id is null or r.severity = 'contraindicated'", becomes: "true" },
];

let database: TestDatabase;
let questions: Question[];
let world: World;
beforeAll(async () => {
  database = await createDatabase();
  const made = await makeRandomPractice(database, 4, 80);
  questions = made.questions;
  world = await loadWorld(database.owner, made.orgId);
});
afterAll(() => database.drop());

/** How many plans the two disagree on while the database makes this mistake. */
async function disagreements(mistake?: (typeof MISTAKES)[number]): Promise<number> {
  const sql = await database.owner.connect();
  try {
    await sql.query("begin");
    if (mistake) {
      const { rows } = await sql.query<{ text: string }>("select pg_get_functiondef(p.oid) as text from pg_proc p where p.pronamespace = 'app_private'::regnamespace and p.proname = $1", [mistake.function]);
      expect(rows[0]?.text, `${mistake.function}() does not say this any more: state the mistake anew`).toContain(mistake.written);
      await sql.query(rows[0]!.text.replaceAll(mistake.written, mistake.becomes));
    }
    const { text, values } = settingsStatement(identitySettings(await identityOf(database, DIETITIAN)));
    await sql.query(text, values);
    const answers = await askDatabase(sql, questions);
    return questions.filter((q, n) => differences(evaluate(world, world.plans.get(q.versionId)!, q.period), answers[n]!).length > 0).length;
  } finally {
    await sql.query("rollback");
    sql.release();
  }
}

describe("the comparison can fail", () => {
  it("as the functions stand they agree", async () => {
    expect(await disagreements()).toBe(0);
  });
  it.each(MISTAKES)("it notices the mistake $sentence", async (mistake) => {
    expect(await disagreements(mistake)).toBeGreaterThan(0);
  });
});
