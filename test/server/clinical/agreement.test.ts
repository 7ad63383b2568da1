import { afterAll, beforeAll, expect, it } from "vitest";
import { asRole, createDatabase, identityOf, type TestDatabase } from "../../harness/database.ts";
import { askAlone, askDatabase, type LoneQuestion, type Question } from "./ask-database.ts";
import { differences } from "./compare.ts";
import { evaluate, evaluateAlone } from "./evaluate.ts";
import { loadWorld } from "./load-world.ts";
import { Rational } from "./rational.ts";
import { DIETITIAN, makeRandomPractice } from "./random-practice.ts";
import { shrink } from "./shrink.ts";

const SEED = Number(process.env.PROOF_SEED ?? 4);
const PLANS = Number(process.env.PROOF_PLANS ?? 1000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

it(`the database and the independent evaluator agree on ${PLANS} random plans and profiles`, async () => {
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
  // Amounts with more decimals than food_panels has room for, and grams with more than are weighed without a shift.
  await database.owner.query(
    `update app_public.meal_plan_items i set grams = i.grams + 1.000000000003 from app_public.meal_plan_versions v
      where (v.org_id, v.id) = (i.org_id, i.meal_plan_version_id) and v.status = 'draft' and i.org_id = $1 and i.food_id is not null`,
    [orgId],
  );
  await compare(questions.slice(0, PLANS / 10));
  await database.owner.query(
    "update app_public.food_nutrients n set amount = n.amount + 0.500003 from app_public.foods f where (f.org_id, f.id) = (n.org_id, n.food_id) and f.name like 'Proof %' and f.id::text < '8' and n.amount > 0",
  );
  await compare(questions.slice(0, PLANS / 10));

  // Plans of which nothing is said would agree as well.
  const kinds = ["rule", "allergy", "limit"].flatMap((origin) => ["warning", "breach", "undetermined"].map((outcome) => `${origin} ${outcome}`));
  expect(kinds.filter((kind) => (met.get(kind) ?? 0) < PLANS / 50)).toEqual([]);
  const smallest = wrong[0] && (await shrink(database.owner, await identityOf(database, DIETITIAN), wrong[0].question));
  expect([...wrong.slice(0, 3).map((w) => w.says), ...(smallest ? [`The first of them, taken apart:\n${smallest}`] : [])].join("\n\n")).toBe("");
});

it("they agree on single foods and recipes, before any is planned", async () => {
  const { orgId } = await identityOf(database, DIETITIAN);
  const world = await loadWorld(database.owner, orgId!);
  const { rows } = await database.owner.query<{ today: string }>("select (now() at time zone time_zone)::date::text as today from app_public.organizations where id = $1", [orgId]);
  const period = { from: rows[0]!.today, until: null };
  const things = [...world.foods.values(), ...world.recipes.values()].filter((thing) => thing.name.startsWith("Proof "));
  const clientIds = [...world.plans.values()].map((plan) => plan.clientId);
  const questions = clientIds.slice(0, Math.ceil(PLANS / 2)).map((clientId, n): LoneQuestion => {
    const thing = things[n % things.length]!;
    return { kind: world.foods.has(thing.id) ? "food" : "recipe", id: thing.id, clientId, grams: [30, 100, 250][n % 3]! };
  });
  const answers = await asRole(database, DIETITIAN, (sql) => askAlone(sql, questions));
  const wrong = questions.flatMap(({ kind, id, clientId, grams }, n) => {
    const item = { id, dayNumber: 1, mealId: "alone", alternativeOfId: null, freeText: null, amount: Rational.of(1) };
    const dish = kind === "food" ? { foodId: id, recipeId: null, grams: Rational.of(grams) } : { foodId: null, recipeId: id, grams: null };
    const difference = differences(evaluateAlone(world, clientId, { ...item, ...dish }, period), answers[n]!);
    return difference.length > 0 ? [`${grams} g of ${kind} ${id} for client ${clientId}, from ${period.from}:\n${difference.join("\n")}`] : [];
  });
  expect(answers.flat().length).toBeGreaterThan(questions.length);
  expect(wrong.slice(0, 5).join("\n\n")).toBe("");
});
