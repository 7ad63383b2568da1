import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { carriedAmount, placesLike, replaceEverywhere } from "../../../web/src/features/meal-plans/builder/edits/replace-everywhere.ts";
import { differenceWords, parseSubstitutes, questionFor, sourceAmount } from "../../../web/src/features/meal-plans/builder/substitutes/substitute.ts";
import type { Finding } from "../../../web/src/features/medical/findings/finding.ts";
import { anItem, aPlan, itemsOf } from "./a-plan.ts";

/** Oats on Monday's breakfast, as an "or" of the milk there, and on Tuesday's dinner. */
function oftenOats() {
  const plan = aPlan();
  const oats = (id: string) => ({ ...anItem("oats"), id });
  plan.days[0]!.meals[0]!.items.push({ ...oats("or-oats"), alternativeOfId: "milk", amount: 1, unitCode: null, foodPortionId: "cup", grams: 80 });
  plan.days[1]!.meals[1]!.items.push({ ...oats("late-oats"), amount: 200, grams: 200 });
  return plan;
}
const millet = { kind: "food" as const, foodId: "food-millet", recipeId: null, name: "millet" };
const grams = (amount: number) => ({ amount, foodPortionId: null, unitCode: "g" });

describe("one food by another across the plan", () => {
  it("finds every place, the alternatives too", () => {
    expect(placesLike(oftenOats(), "oats").map(({ item }) => item.id)).toEqual(["oats", "or-oats", "late-oats"]);
    expect(placesLike(oftenOats(), "nothing")).toEqual([]);
  });

  it("puts it there, and keeps the order, the alternatives and everything else", () => {
    const plan = oftenOats();
    const edits = replaceEverywhere(plan, millet, new Map([["oats", grams(60)], ["or-oats", grams(80)], ["late-oats", grams(200)]]));
    const after = applyEdits(plan, edits)!;
    const breakfast = after.days[0]!.meals[0]!.items;
    expect(breakfast.map(({ name }) => name)).toEqual(["millet", "muesli", "milk", "millet"]);
    expect(breakfast[1]!.alternativeOfId).toBe(breakfast[0]!.id);
    expect(breakfast[3]!.alternativeOfId).toBe("milk");
    expect(after.days[1]!.meals[1]!.items.map(({ name, amount }) => [name, amount])).toEqual([["fish", 60], ["millet", 200]]);
    expect(itemsOf(plan, "mon-breakfast")).toEqual(["oats", "muesli", "milk", "or-oats"]);
  });

  it("replaces an item and its own alternative of the same food", () => {
    const plan = oftenOats();
    plan.days[0]!.meals[0]!.items.splice(1, 0, { ...anItem("oats"), id: "same", alternativeOfId: "oats" });
    const after = applyEdits(plan, replaceEverywhere(plan, millet, new Map([["oats", grams(60)], ["same", grams(30)]])))!;
    const [first, second, third] = after.days[0]!.meals[0]!.items;
    expect([first, second, third].map((item) => [item!.name, item!.amount, item!.alternativeOfId])).toEqual([["millet", 60, null], ["millet", 30, first!.id], ["muesli", 60, first!.id]]);
  });

  it("keeps an amount in a unit that both have", () => {
    expect(carriedAmount({ ...anItem("milk"), amount: 2, unitCode: "cup_us" }, { kind: "food", units: ["g", "cup_us"] }, null)).toEqual({ amount: 2, foodPortionId: null, unitCode: "cup_us" });
  });

  it("else carries the grams over, in the proportion that brings the same energy", () => {
    const cup = { ...anItem("oats"), amount: 1, unitCode: null, foodPortionId: "cup", grams: 80 };
    expect(carriedAmount(cup, { kind: "food", units: ["g"] }, null)).toEqual(grams(80));
    expect(carriedAmount(cup, { kind: "food", units: ["g"] }, 1.3)).toEqual(grams(105));
    expect(carriedAmount({ ...cup, grams: 8 }, { kind: "food", units: ["g"] }, 1.3)).toEqual(grams(10));
  });

  it("asks where nobody can know", () => {
    const stew = { ...anItem("stew"), kind: "recipe" as const, foodId: null, recipeId: "stew", amount: 1, unitCode: "serving", grams: null };
    expect(carriedAmount(stew, { kind: "food", units: ["g"] }, null)).toBeNull();
    expect(carriedAmount(stew, { kind: "recipe", units: ["serving"] }, 1.4)).toEqual({ amount: 1.5, foodPortionId: null, unitCode: "serving" });
    expect(carriedAmount(anItem("oats"), { kind: "recipe", units: ["serving"] }, null)).toBeNull();
  });
});

describe("substitutes", () => {
  const difference = (code: string, unit: string, before: number, after: number) => ({ code, name: code[0]!.toUpperCase() + code.slice(1), unit, before, after });

  it("tell what changes: what was asked for first, then the energy, then what changes most of a day", () => {
    const differences = [
      difference("sodium", "mg", 500, 80), difference("energy", "kcal", 250, 252), difference("protein", "g", 6, 9), difference("fat", "g", 3, 3.1),
      difference("fibre", "g", 2, 8), difference("potassium", "mg", 100, 300), difference("phosphorus", "mg", 100, 130),
    ];
    expect(differenceWords({ differences }, "sodium").replaceAll(/[   ]/g, " ")).toBe("−420 mg sodium · same energy · +6.0 g fibre · +200 mg potassium · +3.0 g protein");
    expect(differenceWords({ differences: differences.slice(1, 2) }, null)).toBe("same energy");
    expect(differenceWords({ differences: [] }, "sodium")).toBe("");
  });

  it("are asked for by what a finding says is too much, or too little", () => {
    const plan = oftenOats();
    const item = plan.days[0]!.meals[0]!.items[0]!;
    const finding = { nutrientCode: "sodium", minimum: null, maximum: 2000 } as Finding;
    expect(questionFor(plan, item, finding)).toMatchObject({ foodId: "food-oats", amount: "60", lessOf: "sodium", moreOf: null });
    expect(questionFor(plan, item, { ...finding, minimum: 30, maximum: null })).toMatchObject({ lessOf: null, moreOf: "sodium" });
    expect(questionFor(plan, item, null)).toMatchObject({ lessOf: null, moreOf: null, clientId: null });
  });

  it("are reckoned from the portion while the server has not said the grams", () => {
    expect(sourceAmount(oftenOats(), { ...anItem("oats"), amount: 2, unitCode: null, foodPortionId: "cup", grams: null })).toBe(160);
  });

  it("are read with their hit", () => {
    expect(parseSubstitutes([{ hit: { kind: "food", id: "1", name: "Rye" }, amount: 105, unitCode: "g" }])).toMatchObject([{ hit: { id: "1", conflicts: [], portions: [] }, amount: 105, differences: [] }]);
    expect(parseSubstitutes(null)).toEqual([]);
  });
});
