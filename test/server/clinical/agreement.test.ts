import { afterAll, beforeAll, expect, it } from "vitest";
import { asRole, createDatabase, identityOf, type TestDatabase } from "../../harness/database.ts";
import { askDatabase, type Question } from "./ask-database.ts";
import { differences } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { loadWorld } from "./load-world.ts";
import { DIETITIAN, makeRandomPractice } from "./random-practice.ts";
import { shrink } from "./shrink.ts";

const SEED = Number(process.env.PROOF_SEED ?? 4);
const PLANS = Number(process.env.PROOF_PLANS ?? 1000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

it(`the database and the independent evaluator agree on ${PLANS} random plans and profiles`, { timeout: 300_000 }, async () => {
  const { orgId, questions } = await makeRandomPractice(database, SEED, PLANS);
  const wrong: { question: Question; says: string }[] = [];
  const met = new Map<string, number>();
  const compare = async (some: readonly Question[]) => {
    const world = await loadWorld(database.owner, orgId);
    const answers = await asRole(database, DIETITIAN, (sql) => askDatabase(sql, some));
    for (const [n, question] of some.entries()) {
      const expected = evaluate(world, world.plans.get(question.versionId)!, question.period);
      for (const { ruleCode, outcome } of expected) {
        const kind = `${/^(allergy|limit)\./.exec(ruleCode)?.[1] ?? "rule"} ${outcome}`;
        met.set(kind, (met.get(kind) ?? 0) + 1);
      }
      const difference = differences(expected, answers[n]!);
      const { from, until } = question.period;
      if (difference.length > 0) wrong.push({ question, says: `Case ${n} of seed ${SEED}, ${from} to ${until ?? "…"}:\n${difference.join("\n")}` });
    }
  };
  await compare(questions);
  await database.owner.query("update app_public.organizations set may_contain_is_breach = true where id = $1", [orgId]);
  await compare(questions.slice(0, PLANS / 10));

  // Plans of which nothing is said would agree as well.
  const kinds = ["rule", "allergy", "limit"].flatMap((origin) => ["warning", "breach", "undetermined"].map((outcome) => `${origin} ${outcome}`));
  expect(kinds.filter((kind) => (met.get(kind) ?? 0) < PLANS / 50)).toEqual([]);
  const smallest = wrong[0] && (await shrink(database.owner, await identityOf(database, DIETITIAN), wrong[0].question));
  expect([...wrong.slice(0, 3).map((w) => w.says), ...(smallest ? [`The first of them, taken apart:\n${smallest}`] : [])].join("\n\n")).toBe("");
});
