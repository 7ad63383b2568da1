import { afterEach, describe, expect, it } from "vitest";
import {
  explainQuantity,
  formatAmount,
  formatAmountBeside,
  formatHeight,
  formatPercent,
  formatQuantity,
  formatWeight,
} from "../../../web/src/ui/numbers/format-quantity.ts";
import { showUnits, toShown, toStored } from "../../../web/src/ui/numbers/shown-units.ts";

const plain = (text: string) => text.replace(/\s/g, " ");
const amount = (value: number, unit: string) => plain(formatAmount(value, unit, "en"));

describe("an amount", () => {
  it("has no decimals in kcal, one in grams, and none in milligrams from 10 up", () => {
    expect(amount(1842.4, "kcal")).toBe("1,842 kcal");
    expect(amount(92, "g")).toBe("92.0 g");
    expect(amount(1180.6, "mg")).toBe("1,181 mg");
    expect(amount(9.96, "mg")).toBe("10 mg");
    expect(amount(1.24, "mg")).toBe("1.2 mg");
    expect(amount(0.084, "mg")).toBe("0.08 mg");
  });

  it("is written as the person's language writes numbers", () => {
    expect(plain(formatAmount(1842.4, "kcal", "de"))).toBe("1.842 kcal");
    expect(plain(formatAmount(2.5, "g", "de"))).toBe("2,5 g");
  });

  it("is an interval when foods have no value, and says how many", () => {
    const quantity = { known: 1180, unit: "mg", unknownCount: 2 };
    expect(plain(formatQuantity(quantity, "en"))).toBe("≥ 1,180 mg");
    expect(explainQuantity(quantity)).toBe("At least this much: no value for 2 foods");
  });

  it("is a dash with a reason when nothing is known, and never 0", () => {
    expect(formatQuantity({ known: null, unit: "mg", unknownCount: 1 }, "en")).toBe("—");
    expect(explainQuantity({ known: null, unit: "mg", unknownCount: 1 })).toBe("Unknown: no value for 1 food");
  });

  it("says when the source assumed it", () => {
    expect(explainQuantity({ known: 0, unit: "g", assumed: true })).toBe("Assumed by the source, not measured");
    expect(explainQuantity({ known: 3, unit: "g" })).toBeNull();
  });
});

describe("an organisation that reads other units", () => {
  afterEach(() => showUnits({ energyUnit: "kcal", unitSystem: "metric" }));

  it("sees energy in kJ, 4.184 to the kcal, always with the unit", () => {
    showUnits({ energyUnit: "kJ", unitSystem: "metric" });
    expect(amount(2000, "kcal")).toBe("8,368 kJ");
    expect(plain(formatQuantity({ known: 1842.4, unit: "kcal", unknownCount: 2 }, "en"))).toBe("≥ 7,709 kJ");
    expect(formatQuantity({ known: null, unit: "kcal", unknownCount: 1 }, "en")).toBe("—");
    expect(plain(formatAmountBeside(2000.05, "kcal", [2000], "en"))).toBe("8,368.2 kJ");
  });

  it("sees nothing else converted, a source's own kJ included", () => {
    showUnits({ energyUnit: "kJ", unitSystem: "us" });
    expect(amount(418, "kJ")).toBe("418 kJ");
    expect(amount(92, "g")).toBe("92.0 g");
    expect(amount(1180, "mg")).toBe("1,180 mg");
    expect(amount(35, "%")).toBe("35 %");
  });

  it("sees weight in lb and height in in", () => {
    expect(plain(formatWeight(72.5, "en"))).toBe("72.5 kg");
    expect(plain(formatHeight(170, "en"))).toBe("170 cm");
    showUnits({ energyUnit: "kcal", unitSystem: "us" });
    expect(plain(formatWeight(72.5, "en"))).toBe("159.8 lb");
    expect(plain(formatHeight(170, "en"))).toBe("66.9 in");
  });

  it("finds again what it typed", () => {
    showUnits({ energyUnit: "kJ", unitSystem: "us" });
    for (const [measure, typed] of [["energy", 8000], ["weight", 150], ["height", 67]] as const) {
      expect(Number(toShown(measure, toStored(measure, typed)).toFixed(1))).toBe(typed);
    }
    expect(toStored("weight", 150)).toBe(68.039);
  });
});

describe("a percentage", () => {
  it("of nothing is a dash", () => {
    expect(formatPercent(null, "en")).toBe("—");
    expect(plain(formatPercent(0.857, "en"))).toBe("86 %");
    expect(plain(formatPercent(0, "en"))).toBe("0 %");
  });
});
