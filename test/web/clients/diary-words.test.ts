import { describe, expect, it } from "vitest";
import type { DiaryDay, DiaryLog, EatenItem, PlannedItem } from "../../../web/src/features/clients/diary/client-diary.ts";
import { dayWords, eatenWords, logWords, mealRows, reviewState, shareOf, waits } from "../../../web/src/features/clients/diary/diary-words.ts";

const sums = { known: [100], unknown: [0] };
const planned = (id: string, more: Partial<PlannedItem> = {}): PlannedItem => ({
  ...sums, id, kind: "food", name: `Food ${id}`, alternativeOfId: null, amount: 100, foodPortionId: null, portionLabel: null, unitCode: "g", note: "", grams: 100, servings: null, isChanged: false, ...more,
});
const eaten = (id: string, more: Partial<EatenItem> = {}): EatenItem => ({ ...sums, id, planItemId: null, name: `Food ${id}`, grams: 100, servings: null, ...more });
const log = (items: EatenItem[], more: Partial<DiaryLog> = {}): DiaryLog => ({
  ...sums, id: "log", mealName: "Lunch", outcome: "eaten", note: "", occurredAt: "2026-03-01T11:30:00Z", utcOffsetMinutes: 60, revision: 1, arrivedAt: "2026-03-01T11:31:00Z", amendedAt: null, loggedBy: null, items, ...more,
});
const day = (more: Partial<DiaryDay>): DiaryDay => ({
  date: "2026-03-01", status: "prescribed", mealPlanVersionId: null, versionNumber: 1, planName: "Plan", dayNumber: 1, note: null, isLogged: true, prescribedMeals: 4, eatenMeals: 3, adherencePercent: 75,
  planned: sums, eaten: sums, meals: [], otherLogs: [], comments: [], seen: "x", review: null, ...more,
});

describe("a meal's lines", () => {
  it("have what was eaten beside what was prescribed, and what was eaten besides below", () => {
    const rows = mealRows({ items: [planned("a"), planned("b")] }, [log([eaten("x"), eaten("1", { name: "Food b", planItemId: "b" })])]);
    expect(rows.map((row) => [row.planned?.id, row.eaten?.id])).toEqual([["a", undefined], ["b", "1"], [undefined, "x"]]);
  });

  it("begin at the top with another meal altogether", () => {
    const rows = mealRows({ items: [planned("a"), planned("b")] }, [log([eaten("x"), eaten("y"), eaten("z")], { outcome: "alternative" })]);
    expect(rows.map((row) => [row.planned?.id, row.eaten?.id, row.isAsPlanned, row.isOtherAmount])).toEqual([["a", "x", false, false], ["b", "y", false, false], [undefined, "z", false, false]]);
  });

  it("say the prescribed amount in its own words, and another one as another", () => {
    const same = mealRows({ items: [planned("a")] }, [log([eaten("1", { name: "Food a", planItemId: "a" })])]);
    expect(same[0]).toMatchObject({ isAsPlanned: true, isOtherAmount: false });
    const half = mealRows({ items: [planned("a")] }, [log([eaten("1", { name: "Food a", planItemId: "a", grams: 50 })])]);
    expect(half[0]).toMatchObject({ isAsPlanned: false, isOtherAmount: true });
    const dish = mealRows({ items: [planned("a", { grams: null, servings: 1 })] }, [log([eaten("1", { name: "Food a", planItemId: "a", grams: null, servings: 0.5 })])]);
    expect(dish[0]).toMatchObject({ isAsPlanned: false, isOtherAmount: true });
  });

  it("show a meal that was logged twice with both, the prescribed item once", () => {
    const rows = mealRows({ items: [planned("a")] }, [log([eaten("1", { planItemId: "a" })]), log([eaten("2", { planItemId: "a" })])]);
    expect(rows.map((row) => [row.planned?.id, row.eaten?.id])).toEqual([["a", "1"], [undefined, "2"]]);
  });
});

describe("a day", () => {
  it("CLINICAL 14: without a log it is not logged, never 0 %", () => {
    expect(dayWords(day({ isLogged: false, adherencePercent: null }))).toBe("Not logged");
    expect(dayWords(day({}))).toBe("3 of 4 meals");
    expect(dayWords(day({ status: "stopped", isLogged: false }))).toBe("Stopped");
    expect(dayWords(day({ status: "nothing", isLogged: false }))).toBe("Nothing prescribed");
  });

  it("waits while something was logged that nobody has seen", () => {
    const review = { id: "r", reviewedAt: "2026-03-02T08:00:00Z", reviewedBy: "Hannah" };
    expect(reviewState(day({}))).toBe("open");
    expect(reviewState(day({ isLogged: false }))).toBe("none");
    expect(reviewState(day({ review: { ...review, isCurrent: true } }))).toBe("reviewed");
    expect(reviewState(day({ review: { ...review, isCurrent: false } }))).toBe("changed");
    expect([day({}), day({ isLogged: false }), day({ review: { ...review, isCurrent: true } })].map(waits)).toEqual([true, false, false]);
  });

  it("CLINICAL 19: has no share where anything is unknown", () => {
    expect(shareOf({ known: [50], unknown: [0] }, { known: [100], unknown: [0] }, 0)).toBe(0.5);
    expect(shareOf({ known: [50], unknown: [1] }, { known: [100], unknown: [0] }, 0)).toBeNull();
    expect(shareOf({ known: [50], unknown: [0] }, { known: [100], unknown: [2] }, 0)).toBeNull();
    expect(shareOf({ known: [50], unknown: [0] }, { known: [0], unknown: [0] }, 0)).toBeNull();
  });
});

describe("a log", () => {
  it("says when it was eaten on the device's clock, and how late it came", () => {
    expect(logWords(log([]), "2026-03-01")).toBe("12:30");
    expect(logWords(log([], { arrivedAt: "2026-03-05T09:00:00Z", loggedBy: "Anna Keller, mother", amendedAt: "2026-03-05T10:00:00Z" }), "2026-03-01")).toBe("12:30 · logged 4 days later · logged by Anna Keller, mother · amended");
  });

  it("has its amounts without digits that say nothing", () => {
    expect(eatenWords(eaten("1", { grams: 80 }))).toBe("80 g");
    expect(eatenWords(eaten("1", { grams: null, servings: 0.5 }))).toBe("0.5 servings");
    expect(eatenWords(eaten("1", { grams: null }))).toBe("");
  });
});
