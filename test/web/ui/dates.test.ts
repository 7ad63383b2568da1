import { describe, expect, it } from "vitest";
import { addDays, ageOn, dayOf } from "../../../web/src/ui/numbers/dates.ts";

describe("a day", () => {
  it("depends on where the clock hangs", () => {
    const moment = new Date("2026-03-04T23:30:00Z");
    expect(dayOf(moment, "Europe/Berlin")).toBe("2026-03-05");
    expect(dayOf(moment, "America/New_York")).toBe("2026-03-04");
  });

  it("plus days crosses months, leap days and changes of the clock", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });
});

describe("an age", () => {
  it("grows on the birthday", () => {
    expect(ageOn("1968-04-12", "2026-04-11")).toBe(57);
    expect(ageOn("1968-04-12", "2026-04-12")).toBe(58);
  });
});
