import { afterEach, describe, expect, it } from "vitest";

import { amountOf, doubts, pastedValues, typedOf, typedUnit, valueProblem } from "../../../web/src/features/library/foods/nutrient-values.ts";
import { showUnits } from "../../../web/src/ui/numbers/shown-units.ts";

const nutrients = [
  { id: 208, name: "Energy", unit: "kcal" },
  { id: 203, name: "Protein", unit: "g" },
  { id: 204, name: "Fat", unit: "g" },
  { id: 404, name: "Thiamin (B1)", unit: "mg" },
  { id: 415, name: "Vitamin B6", unit: "mg" },
].map((nutrient) => ({ ...nutrient, isPanel: true, isSummable: true }));

afterEach(() => showUnits({ energyUnit: "kcal", unitSystem: "metric" }));

describe("what is typed for a nutrient", () => {
  it("left empty is unknown, and 0 is a measured zero", () => {
    expect(amountOf("  ", "g")).toBeNull();
    expect(amountOf("0", "g")).toBe(0);
  });

  it("takes a comma or a point before the decimals", () => {
    expect(amountOf("3,5", "g")).toBe(3.5);
    expect(amountOf("3.5", "g")).toBe(3.5);
  });

  it("is refused in words where 100 g cannot hold it, or it is no number", () => {
    expect(valueProblem("101", "g")).toBe("Between 0 and 100 g in 100 g");
    expect(valueProblem("-1", "mg")).toMatch(/^Between 0 and/);
    expect(valueProblem("12 or so", "g")).toBe("Enter a number");
    expect(valueProblem("100", "g")).toBeUndefined();
    expect(valueProblem("", "g")).toBeUndefined();
  });

  it("is energy in the unit that the organisation reads, and comes back as it was typed", () => {
    showUnits({ energyUnit: "kJ", unitSystem: "metric" });
    expect(typedUnit("kcal")).toBe("kJ");
    expect(amountOf("418.4", "kcal")).toBe(100);
    expect(typedOf(116, "kcal")).toBe("485.344");
    expect(amountOf(typedOf(116, "kcal"), "kcal")).toBe(116);
  });
});

describe("values that do not go together", () => {
  it("are refused where the parts weigh more than the whole", () => {
    expect(doubts(new Map([[203, 40], [204, 40], [205, 30]]))).toEqual([{ isRefused: true, words: "Protein, fat, carbohydrate, alcohol and water come to 110 g in 100 g. Are these values per 100 g?" }]);
    expect(doubts(new Map([[203, 20], [204, 40], [205, 30]]))).toEqual([]);
  });

  it("are doubted, and no more, where a part is larger than its whole or the energy does not fit", () => {
    expect(doubts(new Map([[205, 5], [269, 12]]))).toEqual([{ isRefused: false, words: "There is more sugar than carbohydrate." }]);
    expect(doubts(new Map([[208, 1500 / 4], [203, 5], [204, 1], [205, 15]]))[0]?.words).toBe("The energy is 375 kcal; protein, carbohydrate, fat and alcohol would give about 89.");
    expect(doubts(new Map([[208, 92], [203, 5], [204, 1], [205, 15]]))).toEqual([]);
  });

  it("are not doubted while something is unknown", () => {
    expect(doubts(new Map([[208, 375], [203, 5], [205, 15]]))).toEqual([]);
  });
});

describe("what is pasted", () => {
  it("as a column goes down from the field it is pasted into, and an empty line keeps what is there", () => {
    const { values, unread } = pastedValues("5,2\n\n0.3\n", nutrients, 203);
    expect([...values]).toEqual([[203, "5,2"], [404, "0.3"]]);
    expect(unread).toEqual([]);
  });

  it("as names and figures finds its nutrients, with or without units and brackets", () => {
    const { values, unread } = pastedValues("Fat\t12 g\r\nvitamin b-6\t0,4\tmg\r\nThiamin\t0.1\r\nGluten\t3", nutrients, 208);
    expect([...values]).toEqual([[204, "12"], [415, "0,4"], [404, "0.1"]]);
    expect(unread).toEqual(["Gluten\t3"]);
  });

  it("tells what it cannot read instead of guessing", () => {
    expect(pastedValues("traces\n2", nutrients, 203)).toEqual({ values: new Map([[204, "2"]]), unread: ["traces"] });
  });
});
