import { describe, expect, it } from "vitest";
import { explainQuantity, formatAmount, formatPercent, formatQuantity } from "../../../web/src/ui/numbers/format-quantity.ts";

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

describe("a percentage", () => {
  it("of nothing is a dash", () => {
    expect(formatPercent(null, "en")).toBe("—");
    expect(plain(formatPercent(0.857, "en"))).toBe("86 %");
    expect(plain(formatPercent(0, "en"))).toBe("0 %");
  });
});
