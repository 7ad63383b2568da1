import { describe, expect, it } from "vitest";

import { amountWords, dayName } from "../../../web/src/features/meal-plans/builder/document/plan-words.ts";
import {
  noNutrition,
  quantityOf,
  standingOf,
  type PlanNutrition,
} from "../../../web/src/features/meal-plans/builder/nutrition/plan-nutrition.ts";
import { shownNutrients } from "../../../web/src/features/meal-plans/builder/nutrition/shown-nutrients.ts";
import { totalLines } from "../../../web/src/features/meal-plans/builder/nutrition/total-columns.ts";
import { targetWords } from "../../../web/src/features/meal-plans/builder/nutrition/target-words.ts";
import { indexFindings, keepUnchanged } from "../../../web/src/features/meal-plans/builder/safety/findings-in-plan.ts";
import { markWords } from "../../../web/src/features/meal-plans/builder/safety/mark-words.ts";
import { focusInColumn, moveFocus } from "../../../web/src/features/meal-plans/builder/week/move-focus.ts";
import { parseAmount } from "../../../web/src/features/meal-plans/builder/week/parse-amount.ts";
import { weekRows } from "../../../web/src/features/meal-plans/builder/week/week-rows.ts";
import { groupFindings, limitWords, observedWords, parseFindings, type Finding } from "../../../web/src/features/medical/findings/finding.ts";
import { formatQuantity } from "../../../web/src/ui/numbers/format-quantity.ts";
import { aPlan, anItem } from "./a-plan.ts";

const sodium = aPlan().nutrients[1]!;
const quantity = (known: number | null, unknownCount = 0) => ({ known, unit: "mg", unknownCount });
const atMost = { minimum: null, maximum: 2000 };
const atLeast = { minimum: 1000, maximum: null };

describe("an interval against a target", () => {
  it.each([
    [quantity(1800), atMost, "within"],
    [quantity(2001), atMost, "above"],
    [quantity(2001, 1), atMost, "above"],
    [quantity(1180, 2), atMost, "undetermined"],
    [quantity(null, 1), atMost, "undetermined"],
    [quantity(1000, 1), atLeast, "within"],
    [quantity(900, 1), atLeast, "undetermined"],
    [quantity(900), atLeast, "below"],
    [quantity(900), undefined, "none"],
  ] as const)("%o against %o is %s", (amount, target, standing) => {
    expect(standingOf(amount, target)).toBe(standing);
  });
});

describe("the panel of an organisation", () => {
  const plan = (shownNutrientIds: number[], targets = aPlan().targets) => ({ ...aPlan(), shownNutrientIds, targets });

  it("lists what the organisation shows, in its order", () => {
    expect(shownNutrients(plan([307, 208])).map((nutrient) => nutrient.name)).toEqual(["Sodium", "Energy"]);
    expect(shownNutrients(plan([208], [])).map((nutrient) => nutrient.name)).toEqual(["Energy"]);
  });

  it("never hides what has a target, nor the energy under the week", () => {
    expect(shownNutrients(plan([208])).map((nutrient) => nutrient.name)).toEqual(["Energy", "Sodium"]);
    expect(totalLines(plan([307], [])).map((line) => line.short)).toEqual(["Energy", "Sodium"]);
    expect(totalLines(plan([208], [])).map((line) => line.short)).toEqual(["Energy"]);
  });
});

describe("a sum with unknowns", () => {
  const nutrition: PlanNutrition = { ...noNutrition, nutrientIds: [208, 307] };

  it("is an interval, and never a zero that nobody knows", () => {
    expect(formatQuantity(quantityOf({ known: [0, 1180], unknown: [0, 2] }, nutrition, sodium), "en")).toMatch(/^≥ 1,180\smg$/);
    expect(formatQuantity(quantityOf({ known: [0, 0], unknown: [0, 1] }, nutrition, sodium), "en")).toBe("—");
    expect(formatQuantity(quantityOf({ known: [0, 0], unknown: [0, 0] }, nutrition, sodium), "en")).toMatch(/^0\smg$/);
  });

  it("of no food at all is nothing", () => {
    expect(quantityOf(undefined, nutrition, sodium)).toEqual({ known: null, unit: "mg", unknownCount: 0 });
  });
});

describe("amounts", () => {
  it.each([
    ["60", 60, ""],
    ["1,5", 1.5, ""],
    ["1.5 cups", 1.5, "cups"],
    ["1/2", 0.5, ""],
    ["1 1/2", 1.5, ""],
    ["½", 0.5, ""],
    ["2½", 2.5, ""],
    ["60g", 60, "g"],
    [".25", 0.25, ""],
  ])("%s is read as it is meant", (text, amount, words) => {
    expect(parseAmount(text)).toEqual({ amount, words });
  });

  it.each(["", "0", "-5", "some", "1/0", "1,500 g"])("%s is no amount", (text) => {
    expect(parseAmount(text)).toBeNull();
  });

  it("read with their unit", () => {
    const facts = aPlan().foods["food-oats"];
    expect(amountWords(anItem("oats"), facts)).toBe("60 g");
    expect(amountWords({ ...anItem("oats"), amount: 1, foodPortionId: "cup", unitCode: null }, facts)).toBe("1 cup, dry");
    expect(amountWords({ ...anItem("oats"), amount: 1.5, foodPortionId: "cup", unitCode: null }, facts)).toBe("1.5 × cup, dry");
    expect(amountWords({ kind: "recipe", amount: 2, foodPortionId: null, unitCode: "serving" }, undefined)).toBe("2 servings");
    expect(amountWords({ kind: "text", amount: 1, foodPortionId: null, unitCode: null }, undefined)).toBe("");
  });

  it("of targets read as bounds", () => {
    expect(targetWords({ minimum: 1800, maximum: 2000 }, "kcal")).toMatch(/^1,800–2,000\skcal$/);
    expect(targetWords(atMost, "mg")).toMatch(/^at most 2,000\smg$/);
    expect(targetWords(undefined, "mg")).toBeNull();
  });
});

describe("the week", () => {
  it("lines meals up by name, also where a day lacks one or has it twice", () => {
    const plan = aPlan();
    plan.days[1]!.meals.splice(1, 0, { id: "tue-snack", name: "Snack", timeOfDay: null, note: "", items: [] });
    plan.days[1]!.meals.push({ id: "tue-snack-2", name: "Snack", timeOfDay: null, note: "", items: [] });
    const rows = weekRows(plan.days);
    expect(rows.map((row) => row.name)).toEqual(["Breakfast", "Snack", "Dinner", "Snack"]);
    expect(rows.map((row) => row.meals.map((meal) => meal?.id ?? null))).toEqual([
      ["mon-breakfast", "tue-breakfast"],
      [null, "tue-snack"],
      ["mon-dinner", "tue-dinner"],
      [null, "tue-snack-2"],
    ]);
  });

  it("is walked by the arrows, item by item and past empty places", () => {
    const rows = weekRows(aPlan().days);
    expect(moveFocus(rows, "item:oats", "down")).toBe("item:muesli");
    expect(moveFocus(rows, "item:milk", "down")).toBe("meal:mon-breakfast");
    expect(moveFocus(rows, "meal:mon-breakfast", "down")).toBe("item:rice");
    expect(moveFocus(rows, "item:rice", "up")).toBe("meal:mon-breakfast");
    expect(moveFocus(rows, "item:milk", "right")).toBe("meal:tue-breakfast");
    expect(moveFocus(rows, "item:oats", "up")).toBeNull();
    expect(moveFocus(rows, "item:fish", "right")).toBeNull();
    expect(focusInColumn(rows, "item:rice", 1)).toBe("item:fish");
    expect(focusInColumn(rows, null, 0)).toBe("item:oats");
  });

  it("names days by the weekday or by their number", () => {
    const plan = aPlan();
    expect(dayName(plan, 1)).toBe("Monday");
    expect(dayName(plan, 9, "short")).toBe("Tue 2");
    expect(dayName({ version: { ...plan.version, dayMapping: "cyclic" } }, 3)).toBe("Day 3");
  });
});

describe("findings", () => {
  const [sodiumDay, peanut, peanutToo, allergyOpen] = parseFindings([
    {
      key: "1",
      ruleCode: "hypertension.sodium_day",
      ruleVersion: 1,
      outcome: "warning",
      severity: "caution",
      scope: "day",
      place: "day:1",
      dayNumber: 1,
      observed: 2640,
      observedIsMinimum: true,
      maximum: 2000,
      minimum: null,
      unit: "mg",
      message: "Sodium",
    },
    {
      key: "2",
      ruleCode: "allergy.peanut",
      ruleVersion: 1,
      outcome: "breach",
      severity: "contraindicated",
      scope: "item",
      place: "item:oats",
      itemId: "oats",
      dayNumber: 1,
      needsReason: true,
      message: "Peanut",
    },
    {
      key: "3",
      ruleCode: "allergy.peanut",
      ruleVersion: 1,
      outcome: "breach",
      severity: "contraindicated",
      scope: "item",
      place: "item:fish",
      itemId: "fish",
      dayNumber: 2,
      needsReason: true,
      message: "Peanut",
    },
    {
      key: "4",
      ruleCode: "allergy.peanut",
      ruleVersion: 1,
      outcome: "undetermined",
      severity: "contraindicated",
      scope: "item",
      place: "version",
      needsAcknowledgement: true,
      message: "Not known",
      unknownFoods: ["rice"],
      contributors: [{ itemId: "rice" }],
    },
  ]) as [Finding, Finding, Finding, Finding];
  const all = [sodiumDay, peanut, peanutToo, allergyOpen];

  it("say what was observed against which limit", () => {
    expect(observedWords(sodiumDay)).toMatch(/^≥ 2,640\smg$/);
    expect(limitWords(sodiumDay)).toMatch(/^at most 2,000\smg$/);
    expect(observedWords(peanut)).toBeNull();
    const almost = { observed: 3.97, observedIsMinimum: true, minimum: 4, maximum: null, unit: "µg" };
    expect(observedWords(almost), "a breach is seen in the figure, too").toMatch(/^≥ 3.97\sµg$/);
  });

  it("stand beside the item, meal or day that they are about, also one that is about several foods", () => {
    const index = indexFindings(all);
    expect([...index.keys()].sort()).toEqual(["day 1", "fish", "oats", "rice"]);
    expect(keepUnchanged(index, indexFindings(parseFindings(all))).get("oats")).toBe(index.get("oats"));
  });

  it("of one rule with the same words stand together", () => {
    expect(groupFindings(all).map((group) => group.length)).toEqual([1, 2, 1]);
  });
});

describe("the mark beside an item", () => {
  const finding = (message: string, outcome: Finding["outcome"], severity: Finding["severity"] = "caution") => ({ key: message, message, outcome, severity });

  it("says what speaks against it, the gravest first, each sentence once", () => {
    const findings = parseFindings([finding("Peanut.", "breach"), finding("Fish.", "undetermined"), finding("Fish.", "undetermined"), finding("Salty.", "warning"), finding("Rich.", "warning", "info")]);
    expect(markWords(findings, "; ")).toBe("Breach: Peanut.; Not ruled out: Fish.; Warning: Salty.; Info: Rich.");
  });

  it("counts what it has no room for, which the list of warnings says", () => {
    const findings = parseFindings(Array.from({ length: 6 }, (_, n) => finding(`No ${n}.`, "warning")));
    expect(markWords(findings, "; ")).toBe("Warning: No 0.; Warning: No 1.; Warning: No 2.; Warning: No 3.; and 2 more");
  });
});
