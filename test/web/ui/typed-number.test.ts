import { describe, expect, it } from "vitest";

import { numberProblem, typedNumber } from "../../../web/src/ui/numbers/typed-number.ts";

describe("a number that somebody types", () => {
  it("has a comma or a point before its decimals, wherever they live", () => {
    for (const locale of ["en", "de"]) {
      expect(typedNumber("5,3", locale)).toBe(5.3);
      expect(typedNumber(" 5.3 ", locale)).toBe(5.3);
      expect(typedNumber("2000", locale)).toBe(2000);
      expect(typedNumber("0,125", locale)).toBe(0.125);
    }
    expect(typedNumber("1.234", "en")).toBe(1.234);
    expect(typedNumber("1,234", "de")).toBe(1.234);
  });

  it("is not guessed where a thousand would be taken for one", () => {
    expect(typedNumber("1,800", "en")).toBeNaN();
    expect(typedNumber("1.800", "de")).toBeNaN();
    expect(typedNumber("1,234,567.8", "en")).toBeNaN();
    expect(numberProblem("1,800", "en")).toBe("Write 1800, without a sign between thousands");
    expect(numberProblem("1.800", "de")).toBe("Write 1800, without a sign between thousands");
  });

  it("is nothing else, and nothing is no problem yet", () => {
    expect([typedNumber("five"), typedNumber("")]).toEqual([Number.NaN, Number.NaN]);
    expect(numberProblem("five")).toBe("Enter a number");
    expect(numberProblem("")).toBeUndefined();
    expect(numberProblem("2000")).toBeUndefined();
  });
});
