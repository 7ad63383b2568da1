import { describe, expect, it } from "vitest";

import { ageText, comparatorAdvice, formatLab, formatResult, tooOldText } from "../../../web/src/features/clients/medical/lab-words.ts";
import { expectedOn, isOverdue, lifeStageText } from "../../../web/src/features/clients/medical/life-stage-words.ts";
import { boundsShort, boundsText, limitState, periodText, toNutrientUnit, typedUnits } from "../../../web/src/features/clients/medical/limit-words.ts";
import { foundFoods, preferenceText } from "../../../web/src/features/clients/medical/preference-words.ts";

const plain = (text: string | null) => text?.replaceAll(/\s/g, " ") ?? null;

describe("a laboratory value", () => {
  it("is written with the decimals of its test, and never as a zero that it is not", () => {
    expect(formatLab("5.3", "mmol/L", 1, "en")).toBe("5.3 mmol/L");
    expect(formatLab("7.6408", "%", 1, "en")).toBe("7.6 %");
    expect(formatLab("236", "µmol/L", 0, "en")).toBe("236 µmol/L");
    expect(formatLab("0.004", "mIU/L", 2, "en")).toBe("0.004 mIU/L");
    expect(formatLab("10.6", "g/dL", undefined, "en")).toBe("10.6 g/dL");
  });

  it("does not say its unit where that is the test's name", () => {
    expect(formatResult("2.4", { name: "INR", unit: "INR", decimals: 1 }, "en")).toBe("2.4");
    expect(formatResult("5.3", { name: "Potassium", unit: "mmol/L", decimals: 1 }, "en")).toBe("5.3 mmol/L");
  });

  it("says how old it is", () => {
    expect(ageText("2026-11-26", "2026-11-26", "en")).toBe("today");
    expect(ageText("2026-11-25", "2026-11-26", "en")).toBe("yesterday");
    expect(ageText("2026-11-07", "2026-11-26", "en")).toBe("19 days ago");
    expect(ageText("2026-08-22", "2026-11-26", "en")).toBe("3 months ago");
    expect(ageText("2024-10-01", "2026-11-26", "en")).toBe("2 years ago");
  });

  it("says for which rules in force it is too old", () => {
    const rule = (labMaxAgeDays: number | null, retiredAt: string | null = null) => ({ labMaxAgeDays, retiredAt });
    expect(tooOldText("2026-06-01", "2026-11-26", [])).toBeNull();
    expect(tooOldText("2026-11-01", "2026-11-26", [rule(30), rule(90)])).toBeNull();
    expect(tooOldText("2026-06-01", "2026-11-26", [rule(90, "2026-01-01T00:00:00Z"), rule(null)])).toBeNull();
    expect(tooOldText("2026-06-01", "2026-11-26", [rule(90)])).toBe("Too old for the rule that looks at it: the oldest that counts is 90 days.");
    expect(tooOldText("2026-06-01", "2026-11-26", [rule(30), rule(90)])).toBe("Too old for the rules that look at it: the oldest that counts is 90 days.");
    expect(tooOldText("2026-10-01", "2026-11-26", [rule(30), rule(90)])).toBe("Too old for 1 of the 2 rules that look at it: the oldest that counts is 30 days.");
  });

  it("that was printed as a bound gets advice instead of a guess", () => {
    expect(comparatorAdvice("< 15")).toContain("the number just below 15");
    expect(comparatorAdvice(">90")).toContain("the number just above 90");
    expect(comparatorAdvice("5,3")).toBeNull();
    expect(comparatorAdvice("")).toBeNull();
  });
});

describe("a physician's limit", () => {
  it("says its bounds in words and in signs", () => {
    expect(plain(boundsText({ scope: "day", minimum: null, maximum: 2000 }, "mg"))).toMatch(/^at most 2.?000 mg a day$/);
    expect(plain(boundsText({ scope: "average_day", minimum: 60, maximum: 80 }, "g"))).toBe("at least 60.0 g and at most 80.0 g on the average day");
    expect(plain(boundsShort({ scope: "day", minimum: null, maximum: 800 }, "mg"))).toBe("≤ 800 mg/day");
    expect(plain(boundsShort({ scope: "meal", minimum: 20, maximum: null }, "mg"))).toBe("≥ 20 mg/meal");
    expect(plain(boundsShort({ scope: "day", minimum: 20, maximum: 40 }, "mg"))).toBe("20 mg – 40 mg/day");
  });

  it("holds from its first day up to, but without, the day on which it ends", () => {
    const state = (startsOn: string, endsOn: string | null) => limitState({ startsOn, endsOn }, "2026-11-26");
    expect(state("2026-11-26", null)).toBe("holds");
    expect(state("2026-11-27", null)).toBe("upcoming");
    expect(state("2026-11-01", "2026-11-27")).toBe("holds");
    expect(state("2026-11-01", "2026-11-26")).toBe("ended");
    expect(state("2026-11-30", "2026-11-30")).toBe("taken back");
  });

  it("shows its last day inclusive", () => {
    expect(periodText({ startsOn: "2026-05-03", endsOn: "2026-08-02" }, "2026-06-01")).toMatch(/^until .*1.*2026$/);
    expect(periodText({ startsOn: "2026-05-03", endsOn: null }, "2026-06-01")).toBe("");
    expect(periodText({ startsOn: "2026-07-03", endsOn: null }, "2026-06-01")).toMatch(/^from /);
  });

  it("is typed in any unit of mass, and kept in the nutrient's", () => {
    expect(typedUnits("mg")).toEqual(["mg", "g", "µg"]);
    expect(typedUnits("kcal")).toEqual(["kcal"]);
    expect(toNutrientUnit(2, "g", "mg")).toBe(2000);
    expect(toNutrientUnit(0.3, "mg", "µg")).toBe(300);
    expect(toNutrientUnit(1800, "kcal", "kcal")).toBe(1800);
  });
});

describe("a pregnancy", () => {
  it("is counted in weeks from the first day of the last period", () => {
    expect(lifeStageText({ stage: "pregnancy", startedOn: "2026-11-26" }, "2026-11-26")).toBe("Pregnant, week 1");
    expect(lifeStageText({ stage: "pregnancy", startedOn: "2026-11-19" }, "2026-11-26")).toBe("Pregnant, week 2");
    expect(lifeStageText({ stage: "lactation", startedOn: "2026-11-19" }, "2026-11-26")).toMatch(/^Breastfeeding since /);
  });

  it("is expected to end after 280 days, and asked about three weeks later: it never ends by itself", () => {
    expect(expectedOn("2026-01-01")).toBe("2026-10-08");
    expect(isOverdue("2026-01-01", "2026-10-29")).toBe(false);
    expect(isOverdue("2026-01-01", "2026-10-30")).toBe(true);
  });
});

describe("a preference", () => {
  it("is called by what it is about", () => {
    const none = { diet: null, food: null, tag: null, foodGroup: null };
    expect(preferenceText({ ...none, diet: { name: "Vegetarian" } })).toBe("Vegetarian");
    expect(preferenceText({ ...none, tag: { name: "Fish" } })).toBe("Dislikes fish");
  });

  it("is of foods, not of recipes that a search finds too", () => {
    expect(foundFoods([{ kind: "food", id: "1", name: "Leek" }, { kind: "recipe", id: "2", name: "Leek soup" }]).map(({ id }) => id)).toEqual(["1"]);
    expect(foundFoods(null)).toEqual([]);
  });
});
