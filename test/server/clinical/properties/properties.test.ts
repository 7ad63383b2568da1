import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../records.ts";
import { type SmallCase, smallCase, VERSION_ID, withDish, withFood } from "./small-cases.ts";
import { type Judgement, openStage, OUTCOMES, type Stage } from "./stage.ts";

/** How often each property is tried; more, or from another seed: PROPERTY_RUNS=500 PROPERTY_SEED=7. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 20);
const seed = Number(process.env.PROPERTY_SEED ?? 4);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.database.drop());

/** Tries a property; what does not hold is shrunk and named with the seed. */
const holds = <T>(cases: fc.Arbitrary<T>, property: (it: T) => Promise<void>, numRuns = RUNS) =>
  fc.assert(fc.asyncProperty(cases, property), { seed, numRuns });

/** A finding as far as people see it. */
const said = (f: Finding): string =>
  JSON.stringify({ ...f, observed: f.observed?.toFixed(6), minimum: f.minimum?.toFixed(6), maximum: f.maximum?.toFixed(6), unknownFoods: [...new Set(f.unknownFoods)].sort() });
const all = (findings: readonly Finding[]) => findings.map(said).sort();

const allRules = () => Object.values(stage.rules).flat();
/** Of these rules none is less bad afterwards. */
function expectNoBetter(rules: readonly string[], before: Judgement, after: Judgement) {
  const better = rules.filter((r) => after.worst(r) < before.worst(r)).map((r) => `${r}: ${OUTCOMES[before.worst(r)]} became ${OUTCOMES[after.worst(r)]}`);
  expect(better).toEqual([]);
}

/** A case and one of its dishes, by day, meal and slot. */
const caseAndSlot = smallCase.chain((it) =>
  fc.nat(it.days.length - 1).chain((d) =>
    fc.nat(it.days[d]!.length - 1).chain((m) => fc.nat(it.days[d]![m]!.length - 1).map((s) => ({ it, d, m, s, meal: it.days[d]![m]!, slot: it.days[d]![m]![s]! }))),
  ),
);

describe("what changes nothing", () => {
  it("CLINICAL 27: the order of meals and items is no evidence: every finding and its key stay", () =>
    holds(smallCase, async (it) => {
      const key = (sql: Parameters<Parameters<Stage["within"]>[1]>[0]) =>
        sql.query(`select f.key, f.evidence_hash from app_public.meal_plan_versions v, app_private.meal_plan_version_findings(v.org_id, v.id, v.client_id, daterange('2026-03-01', '2026-04-01')) f where v.id = $1 order by 1`, [VERSION_ID]);
      const reversed = (count: number) => Array.from({ length: count }, (_, n) => count - 1 - n);
      const before = await stage.within(it, key);
      const after = await stage.within(it, key, reversed);
      expect(after.rows).toEqual(before.rows);
      expect(all((await stage.judge(it, { order: reversed })).findings)).toEqual(all((await stage.judge(it)).findings));
    }));

  it("CLINICAL 3: an item split in two halves holds the same: meals, days, the average day and their variation are judged alike", () =>
    holds(caseAndSlot, async ({ it, d, m, s, meal, slot }) => {
      const halves = slot.length > 1 ? [slot] : [slot.map((dish) => ({ ...dish, grams: dish.grams / 2 })), slot.map((dish) => ({ ...dish, grams: dish.grams / 2 }))];
      const before = await stage.judge(it);
      const after = await stage.judge(withDish(it, d, m, [...meal.slice(0, s), ...meal.slice(s + 1), ...halves]));
      const ofSums = (j: Judgement) => all(j.findings.filter((f) => /_(meal|day|average_day|variation)$/.test(f.ruleCode)));
      expect(ofSums(after)).toEqual(ofSums(before));
      for (const rule of stage.rules.avoid) expect(after.worst(rule), rule).toBe(before.worst(rule));
    }));

  it("CLINICAL 6: a food is judged alike where it is the only ingredient of a recipe of one serving", () =>
    holds(smallCase, async (it) => {
      const nested: SmallCase = { ...it, days: it.days.map((meals) => meals.map((slots) => slots.map((slot) => slot.map((dish) => ({ ...dish, nested: true }))))) };
      expect(all((await stage.judge(nested)).findings)).toEqual(all((await stage.judge(it)).findings));
    }));
});

describe("what can only make it worse", () => {
  it("CLINICAL 8: another alternative makes no maximum, minimum, variation, tag or allergen better", () =>
    holds(fc.tuple(caseAndSlot, fc.nat(2), fc.integer({ min: 1, max: 6 })), async ([{ it, d, m, s, meal, slot }, food, portions]) => {
      const before = await stage.judge(it);
      const after = await stage.judge(withDish(it, d, m, meal.map((was, n) => (n === s ? [...slot, { food, grams: portions * 50 }] : was))));
      expectNoBetter(allRules(), before, after);
    }));

  it("CLINICAL 3, 7, 19: an item of which nothing is known makes no maximum better and none kept, and takes no breach away", () =>
    holds(caseAndSlot, async ({ it, d, m, meal }) => {
      const before = await stage.judge(it);
      const after = await stage.judge(withDish(it, d, m, [...meal, [{ food: "cake", grams: 100 }]]));
      expectNoBetter([...stage.rules.maxima.filter((r) => !r.includes("fat_")), ...stage.rules.avoid], before, after);
      const known = [...stage.rules.maxima, ...stage.rules.avoid].filter((r) => after.worst(r) === 0);
      expect(known, "nothing is kept whatever the cake is").toEqual([]);
    }));

  it("CLINICAL 19: an item of which nothing is known leaves a minimum that is kept as it is", () =>
    holds(caseAndSlot, async ({ it, d, m, meal }) => {
      const before = await stage.judge(it);
      const after = await stage.judge(withDish(it, d, m, [...meal, [{ food: "cake", grams: 100 }]]));
      // a bound per item judges the cake itself, and a share may fall with its energy
      const sums = ["meal", "day", "average_day"].map((scope) => `proof.sodium_min_${scope}`).filter((r) => before.worst(r) === 0);
      for (const rule of sums) expect(after.worst(rule), rule).toBe(0);
    }));

  it("CLINICAL 19: more sodium never turns a broken maximum into a kept one, nor a kept minimum into a broken one", () =>
    holds(fc.tuple(smallCase, fc.nat(2), fc.integer({ min: 1, max: 5 })), async ([it, index, hundreds]) => {
      const food = it.foods[index]!;
      const before = await stage.judge(it);
      const after = await stage.judge(withFood(it, index, { ...food, sodium: (food.sodium ?? 0) + hundreds * 100 }));
      const scopes = ["item", "meal", "day", "average_day"];
      if (food.sodium !== null) expectNoBetter(scopes.map((s) => `proof.sodium_max_${s}`), before, after);
      else for (const s of scopes) expect(after.worst(`proof.sodium_max_${s}`) >= (before.worst(`proof.sodium_max_${s}`) === 3 ? 3 : 0), s).toBe(true);
      const kept = scopes.map((s) => `proof.sodium_min_${s}`).filter((r) => before.worst(r) === 0);
      for (const rule of kept) expect(after.worst(rule), rule).toBe(0);
    }));

  it("CLINICAL 21, 22: taking back what is known of a food clears nothing", () =>
    holds(fc.tuple(smallCase, fc.nat(2), fc.constantFrom("liquorice" as const, "allergen" as const)), async ([it, index, fact]) => {
      const before = await stage.judge(it);
      const after = await stage.judge(withFood(it, index, { ...it.foods[index]!, [fact]: null }));
      const cleared = stage.rules.avoid.filter((r) => before.worst(r) > 0 && after.worst(r) === 0);
      expect(cleared).toEqual([]);
    }));

  it("CLINICAL 21: what was declared and is only inferred now is no better known", () =>
    holds(fc.tuple(smallCase, fc.nat(2)), async ([it, index]) => {
      const food = it.foods[index]!;
      const inferred = <T extends object>(fact: T | null) => fact && { ...fact, provenance: "inferred" as const };
      const before = await stage.judge(it);
      const after = await stage.judge(withFood(it, index, { ...food, liquorice: inferred(food.liquorice), allergen: inferred(food.allergen) }));
      const cleared = stage.rules.avoid.filter((r) => before.worst(r) > 0 && after.worst(r) === 0);
      expect(cleared).toEqual([]);
    }));

  it("CLINICAL 29: an organisation that tightens a bound clears nothing", () =>
    holds(fc.tuple(smallCase, fc.integer({ min: 1, max: 9 })), async ([it, tenths]) => {
      const before = await stage.judge(it);
      const after = await stage.judge(it, {
        arrange: (sql) =>
          sql.query(
            `insert into app_public.rule_adjustments (org_id, rule_id, kind, minimum, maximum, reason)
             select c.org_id, r.id, 'tighten', r.minimum * (1 + $2 * 0.1), coalesce(r.maximum, r.max_variation_percent) * (1 - $2 * 0.1), 'Stricter, for a property'
               from app_public.clients c, app_public.contraindication_rules r
              where c.id = $1 and r.code like 'proof.%' and r.effect in ('nutrient_bound', 'nutrient_variation')`,
            [stage.clientId, tenths],
          ),
      });
      expectNoBetter(allRules(), before, after);
    }));

  it("CLINICAL 22: where the organisation says that may contain is a breach, nothing is better", () =>
    holds(smallCase, async (it) => {
      const before = await stage.judge(it);
      const after = await stage.judge(it, { arrange: (sql) => sql.query("update app_public.organizations set may_contain_is_breach = true") });
      expectNoBetter(allRules(), before, after);
    }));
});

describe("what does not count any more", () => {
  it("CLINICAL 22: a resolved or refuted allergy warns of nothing, and triggers no rule", () =>
    holds(fc.tuple(smallCase, fc.constantFrom("resolved", "refuted")), async ([it, status]) => {
      const after = await stage.judge(it, { arrange: (sql) => sql.query("update app_public.client_allergies set status = $1::app_public.allergy_status where client_id = $2", [status, stage.clientId]) });
      expect(after.findings.filter((f) => f.ruleCode === "allergy.legumes" || f.ruleCode === "proof.allergic")).toEqual([]);
    }));

  it("CLINICAL 23: after a condition has ended its rules say nothing", () =>
    holds(smallCase, async (it) => {
      const after = await stage.judge(it, { arrange: (sql) => sql.query("update app_public.client_conditions set ended_on = '2026-03-01' where client_id = $1", [stage.clientId]) });
      expect(after.findings.filter((f) => f.ruleCode.startsWith("proof.") && f.ruleCode !== "proof.allergic")).toEqual([]);
    }));

  it("CLINICAL 16, 27: a clone is judged as the version it was made of, and inherits no decision", () =>
    holds(
      smallCase,
      (it) =>
        stage.within(it, async (sql, actAsDietitian) => {
          await actAsDietitian();
          const check = async (version: string) =>
            (await sql.query("select f.* from app_public.explain_finding($1, $2, null, '2026-03-01', '2026-04-01') f", [version, stage.clientId])).rows;
          const original = await check(VERSION_ID);
          const { rows: decided } = await sql.query<{ asked: number }>(
            `with answer as (select array_agg(row(f.key, 'Decided for a property')::app_public.safety_decision) as decisions, count(*)::integer as asked
                               from app_public.explain_finding($1, $2, null) f where f.needs_reason or f.needs_acknowledgement)
             select a.asked, app_public.publish_meal_plan_version(v.id, v.revision, 'For a property', coalesce(a.decisions, '{}'))
               from app_public.meal_plan_versions v, answer a where v.id = $1`,
            [VERSION_ID, stage.clientId],
          );
          const { rows: clones } = await sql.query<{ id: string; revision: number }>("select c.id, c.revision from app_public.clone_meal_plan_version(uuidv7(), $1) c", [VERSION_ID]);
          const clone = clones[0]!;
          const alike = (rows: Record<string, unknown>[]) =>
            rows.map((r) => JSON.stringify([r.rule_code, r.outcome, r.scope, r.day_number, r.observed, r.minimum, r.maximum, r.unknown_foods, r.inferred_foods, r.food_names])).sort();
          expect(alike(await check(clone.id))).toEqual(alike(original));
          const { rows: inherited } = await sql.query("select 1 from app_public.safety_overrides where meal_plan_version_id = $1", [clone.id]);
          expect(inherited).toEqual([]);
          const publishing = sql.query("select app_public.publish_meal_plan_version($1, $2, 'Clone')", [clone.id, clone.revision]);
          if (decided[0]!.asked > 0) await expect(publishing).rejects.toMatchObject({ code: expect.stringMatching(/^TF02[23]$/) });
          else await publishing;
        }),
      Math.ceil(RUNS / 2),
    ));
});
