import { describe, expect, it } from "vitest";
import { comingChanges, type Assignment } from "../../../web/src/features/clients/components/assignment-fields.ts";
import { overlapWords, plansInPeriod } from "../../../web/src/features/meal-plans/assign/running-plan.ts";
import { namesClient, wordsOfPlan } from "../../../web/src/features/meal-plans/builder/dialogs/plan-notes.ts";
import { aPlan } from "../builder/a-plan.ts";

const assignment = (name: string, startsOn: string, endsOn: string | null, status: Assignment["status"] = "active"): Assignment =>
  ({ id: name, rowId: name, startsOn, endsOn, status, statusReason: null, note: "", mealPlanVersion: { id: name, rowId: name, number: 1, dayMapping: "cyclic", mealPlanId: name, mealPlan: { id: name, name } } }) as Assignment;

describe("the plans that a period would meet", () => {
  const assignments = [assignment("A", "2026-11-01", null), assignment("C", "2026-10-01", "2026-11-01"), assignment("X", "2026-11-20", null, "cancelled")];
  it("tell the one that runs from those that are over or cancelled", () => {
    expect(plansInPeriod(assignments, "2026-12-07", null)).toMatchObject({ running: { rowId: "A" }, inTheWay: [] });
    expect(plansInPeriod([assignment("A", "2026-11-01", "2026-12-07")], "2026-12-07", null).running).toBeNull();
  });
  it("tell what begins later from what could end the day before", () => {
    const later = assignment("B", "2026-12-10", null);
    expect(plansInPeriod([later], "2026-12-07", null)).toMatchObject({ running: null, inTheWay: [{ rowId: "B" }] });
    expect(plansInPeriod([later], "2026-12-07", "2026-12-10")).toEqual({ running: null, inTheWay: [] });
    expect(plansInPeriod([later], "2026-12-10", null)).toMatchObject({ running: null, inTheWay: [{ rowId: "B" }] });
  });
});

it("a refusal says what is in the way and what to do, in days that people read", () => {
  expect(overlapWords({ code: "TF024", detail: { startsOn: "2026-03-01", endsOn: "2026-03-08", endsBefore: true } })).toMatch(/^Another plan is assigned from .*1.* to .*7.*\. Choose what happens to it/);
  expect(overlapWords({ code: "TF024", detail: { startsOn: "2026-03-01", endsOn: null } })).toMatch(/until further notice\. End that one first/);
  expect(overlapWords({ code: "TF025" })).toBeNull();
});

describe("coming changes", () => {
  it("tell what begins together with what ends the day before", () => {
    const [change, ...rest] = comingChanges([assignment("A", "2026-11-01", "2026-12-07"), assignment("B", "2026-12-07", null)], "2026-11-26");
    expect(rest).toEqual([]);
    expect(change).toMatch(/^From .*7.*: B, version 1; A, version 1 ends .*6/);
  });
  it("tell an end after which nothing follows, and no change that is past or cancelled", () => {
    expect(comingChanges([assignment("A", "2026-11-01", "2026-12-07")], "2026-11-26")[0]).toMatch(/^A, version 1 ends .*6.*; nothing is assigned after it$/);
    expect(comingChanges([assignment("A", "2026-11-01", null), assignment("B", "2026-12-07", null, "cancelled")], "2026-11-26")).toEqual([]);
  });
});

describe("what a template would tell of a client", () => {
  it("is seen by any part of their name, as a word", () => {
    expect(namesClient("As Maria likes them", "Maria Keller")).toBe(true);
    expect(namesClient("Maria's oats", "Maria Keller")).toBe(true);
    expect(namesClient("marinated", "Maria Keller")).toBe(false);
    expect(namesClient("anything", null)).toBe(false);
  });
  it("is every note, and the words of items that are no food", () => {
    const plan = aPlan();
    const [day] = plan.days;
    const words = wordsOfPlan({ ...plan, version: { ...plan.version, note: "For her" }, days: [{ ...day!, note: "Training", meals: [] }] });
    expect(words.map(({ text, isNote }) => [text, isNote])).toEqual([["For her", true], ["Training", true]]);
  });
});
