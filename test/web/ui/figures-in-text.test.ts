import { expect, it } from "vitest";
import { figuresAsRead } from "../../../web/src/ui/numbers/figures-in-text.ts";

it("thousands in a sentence of the server are written as the figures beside it", () => {
  const sentence = "Sodium at most 2\u00a0000\u00a0mg on each day, energy from 1\u00a0234\u00a0567.5\u00a0kcal";
  expect(figuresAsRead(sentence, "en")).toBe("Sodium at most 2,000\u00a0mg on each day, energy from 1,234,567.5\u00a0kcal");
  expect(figuresAsRead("The guideline restricts phosphorus to 800–1\u00a0000 mg a day.", "en")).toBe("The guideline restricts phosphorus to 800–1,000 mg a day.");
  expect(figuresAsRead(sentence, "de")).toBe("Sodium at most 2.000\u00a0mg on each day, energy from 1.234.567,5\u00a0kcal");
});

it("whatever else stands in a sentence stays: units, years, page numbers, and amounts below a thousand", () => {
  for (const sentence of ["at most 1.3\u00a0g", "EFSA Journal 2015;13(5):4101", "2\u00a0g (5\u00a0g of salt)", "800–950\u00a0mg", "version 2 100 times"]) expect(figuresAsRead(sentence, "en")).toBe(sentence);
});

it("two numbers that a writer put beside each other never become one", () => {
  for (const sentence of ["vitamin B12 100 µg", "omega-3 250 mg", "CYP3A4 200 mg", "2 500 mg tablets", "type 2 500 mg", "B12\u00a0100\u00a0µg", "restricts phosphorus to 800–1 000 mg"]) {
    expect(figuresAsRead(sentence, "en")).toBe(sentence);
  }
});
