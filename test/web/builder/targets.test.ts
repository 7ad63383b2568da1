import { describe, expect, it } from "vitest";

import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { setTarget } from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
import { invertEdits } from "../../../web/src/features/meal-plans/builder/edits/invert-edit.ts";
import type { PlanDocument, TargetBasis } from "../../../web/src/features/meal-plans/builder/document/plan-document.ts";
import { energyPercentOf } from "../../../web/src/features/meal-plans/builder/nutrition/plan-nutrition.ts";
import { basisLines } from "../../../web/src/features/meal-plans/builder/nutrition/target-words.ts";
import { toEditInput } from "../../../web/src/features/meal-plans/builder/saving/edit-input.ts";
import { parseProposals } from "../../../web/src/features/meal-plans/builder/targets/target-proposals.ts";
import { aPlan } from "./a-plan.ts";

const basis: TargetBasis = {
  formula: "10 × 68 kg = 680 kcal", sources: ["Am J Clin Nutr 1990"], inputs: [{ name: "Weight", value: "68 kg", on: "2026-10-01" }],
  warnings: ["The weight is old."], proposedOn: "2026-11-20",
};
const none: PlanDocument = { ...aPlan(), targets: [] };
const after = (plan: PlanDocument, ...edits: Parameters<typeof applyEdits>[1]) => applyEdits(plan, edits)!;

describe("how a target came about", () => {
  const proposed = after(none, ...setTarget(none, 208, 1800, 2000, basis));

  it("goes with what is proposed, to the plan and to the server", () => {
    expect(proposed.targets).toEqual([{ nutrientId: 208, minimum: 1800, maximum: 2000, basis }]);
    expect(toEditInput(setTarget(none, 208, 1800, 2000, basis)[0]!)).toEqual({ op: "set_target", nutrientId: 208, minimum: "1800", maximum: "2000", basis });
  });

  it("is forgotten when somebody types another one, and comes back when that is undone", () => {
    const typed = setTarget(proposed, 208, 1700, 2000);
    expect(basisLines(after(proposed, ...typed).targets[0]!)).toEqual(["Typed by hand."]);
    expect(after(after(proposed, ...typed), ...invertEdits(proposed, typed)).targets).toEqual(proposed.targets);
  });

  it("stays where somebody types what is there already, and follows another proposal of the same figures", () => {
    expect(setTarget(proposed, 208, 1800, 2000)).toEqual([]);
    expect(setTarget(proposed, 208, 1800, 2000, { ...basis, formula: "another" })).toHaveLength(1);
  });

  it("is told with its inputs, warnings and sources", () => {
    expect(basisLines(proposed.targets[0]!).join(" ")).toMatch(/^10 × 68 kg = 680 kcal Proposed on .* from Weight 68 kg \(.*\)\. The weight is old\. Am J Clin Nutr 1990$/);
  });
});

it("a target says when the client was weighed after it was proposed", () => {
  const target = { nutrientId: 208, minimum: 1800, maximum: 2000, basis };
  const weighed = (kind: "weight" | "dry_weight", measuredOn: string) => ({ weights: [{ kind, kg: 72.5, measuredOn }] });
  expect(basisLines(target, weighed("weight", "2026-11-25")).join(" ")).toMatch(/Weighed since then: 72\.5.kg \(/);
  for (const client of [weighed("weight", "2026-10-01"), weighed("dry_weight", "2026-11-25"), null]) expect(basisLines(target, client).join(" ")).not.toMatch(/since then/);
});

describe("percent of energy of a meal or an item (CLINICAL 5)", () => {
  const ids = [208, 203, 205, 204, 221];
  it("counts 4, 4, 9 and 7 kcal a gram over energy", () => {
    expect(energyPercentOf({ known: [200, 10, 20, 5, 2], unknown: [0, 0, 0, 0, 0] }, ids)).toEqual({ protein: 20, carbohydrate: 40, fat: 22.5, alcohol: 7 });
  });
  it("CLINICAL 19: is open where something is unknown, and over no energy", () => {
    expect(energyPercentOf({ known: [200, 10, 20, 5, 0], unknown: [0, 1, 0, 0, 0] }, ids)).toMatchObject({ protein: null, carbohydrate: 40 });
    expect(energyPercentOf({ known: [200, 10, 20, 5, 0], unknown: [1, 0, 0, 0, 0] }, ids)).toMatchObject({ protein: null, carbohydrate: null });
    expect(energyPercentOf({ known: [0, 10, 0, 0, 0], unknown: [0, 0, 0, 0, 0] }, ids)).toMatchObject({ protein: null });
    expect(energyPercentOf(undefined, ids)).toBeNull();
  });
});

it("an answer that is no list of proposals is none", () => {
  expect([parseProposals(null), parseProposals({}), parseProposals({ proposals: [] })?.withheld]).toEqual([null, null, []]);
});
