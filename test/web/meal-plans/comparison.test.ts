import { describe, expect, it } from "vitest";
import { boundsWords, changeWords, countChanges, differenceWords, onlyChanges, sizeWords, versionTitle, type ComparedDay, type ComparedItem, type ComparedVersion } from "../../../web/src/features/meal-plans/compare/comparison.ts";

const item = (some: Partial<ComparedItem> = {}): ComparedItem => ({ name: "Oats", kind: "food", amount: 40, portionLabel: null, unitCode: "g", grams: 40, note: "", isAlternative: false, ...some });
const sums = (difference: number | null, differenceAtLeast: number | null, differenceAtMost: number | null) => ({ nutrientId: 208, before: null, after: null, difference, differenceAtLeast, differenceAtMost });
const plain = (words: string | null) => words?.replaceAll(/[\u2009\u202f\u00a0]/g, " ") ?? null;

describe("the difference of two sums (CLINICAL 3)", () => {
  it("is exact where both are known, and empty where there is none", () => {
    expect(plain(differenceWords(sums(120, null, null), "kcal"))).toBe("+120 kcal");
    expect(plain(differenceWords(sums(-2.5, null, null), "g"))).toBe("−2.5 g");
    expect(differenceWords(sums(0, null, null), "g")).toBe("");
    expect(differenceWords(sums(0.001, null, null), "g")).toBe("");
  });
  it("is a bound where one is only known to be “at least”", () => {
    expect(plain(differenceWords(sums(null, 12, null), "g"))).toBe("≥ +12.0 g");
    expect(plain(differenceWords(sums(null, null, -3), "g"))).toBe("≤ −3.0 g");
    expect(plain(differenceWords(sums(null, 0, null), "g"))).toBe("≥ 0.0 g");
  });
  it("is not stated where both are", () => {
    expect(differenceWords(sums(null, null, null), "g")).toBeNull();
  });
});

describe("what changed about an item", () => {
  it("says what it was and what it is", () => {
    expect(changeWords(item(), item({ amount: 60, grams: 60 }))).toEqual(["40 g → 60 g"]);
    expect(changeWords(item({ note: "cold" }), item({ note: "" }))).toEqual(["note removed: “cold”"]);
    expect(changeWords(item(), item({ note: "warm" }))).toEqual(["note added: “warm”"]);
    expect(changeWords(item(), item({ isAlternative: true }))).toEqual(["now an alternative"]);
  });
  it("says that the same portion weighs something else", () => {
    const spoon = { amount: 1, portionLabel: "1 spoon", unitCode: null };
    expect(changeWords(item({ ...spoon, grams: 10 }), item({ ...spoon, grams: 12 })).map(plain)).toEqual(["1 spoon: 10.0 g → 12.0 g"]);
  });
  it("names sizes as people do", () => {
    expect([sizeWords(item()), sizeWords(item({ portionLabel: "1 slice", amount: 3 })), sizeWords(item({ unitCode: "serving", amount: 2 })), sizeWords(item({ kind: "text", amount: 1, unitCode: null }))]).toEqual(["40 g", "3 × slice", "2 servings", ""]);
  });
});

describe("the days of a comparison", () => {
  const meal = (changes: ComparedDay["meals"][number]["items"][number]["change"][], name = "Lunch") => ({
    nameBefore: name, nameAfter: name, timeBefore: null, timeAfter: null, noteBefore: "", noteAfter: "",
    items: changes.map((change) => ({ change, name: "Oats", before: item(), after: item() })),
  });
  const day = (dayNumber: number, ...meals: ComparedDay["meals"]): ComparedDay => ({ dayNumber, isBefore: true, isAfter: true, noteBefore: "", noteAfter: "", meals, nutrition: [] });

  it("filtered, hold only what differs", () => {
    const shown = onlyChanges([day(1, meal(["same", "changed"]), meal(["same"], "Dinner")), day(2, meal(["same"]))]);
    expect(shown.map(({ dayNumber, meals }) => [dayNumber, meals.map(({ items }) => items.map(({ change }) => change))])).toEqual([[1, [["changed"]]]]);
  });
  it("keep a day whose note differs, or that only one has", () => {
    expect(onlyChanges([{ ...day(1), noteAfter: "Training" }, { ...day(2), isBefore: false }, day(3)]).map(({ dayNumber }) => dayNumber)).toEqual([1, 2]);
  });
  it("count what moved once", () => {
    expect(countChanges([day(1, meal(["added", "moved_away"])), day(2, meal(["moved_here", "removed", "same"]))])).toEqual({ added: 1, removed: 1, changed: 0, moved: 1 });
  });
});

it("a version is named by its number, and by its plan where the other is of another plan", () => {
  const version = { id: "1", number: 2, status: "draft", planId: "p", planName: "Less salt" } as ComparedVersion;
  expect(versionTitle(version, version)).toBe("Version 2 (draft)");
  expect(versionTitle(version, { ...version, planId: "q" })).toBe("Less salt, version 2 (draft)");
});

it("targets are told with what there is of them", () => {
  expect([boundsWords({ minimum: 60, maximum: null }, "g"), boundsWords({ minimum: null, maximum: 2000 }, "mg"), boundsWords(null, "g")].map(plain)).toEqual(["at least 60.0 g", "at most 2,000 mg", "none"]);
});
