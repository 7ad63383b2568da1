import { describe, expect, it } from "vitest";

import type { PlanDocument } from "../../../web/src/features/meal-plans/builder/document/plan-document.ts";
import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { moveItem, removeItem, setAmount } from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
import type { PlanEdit } from "../../../web/src/features/meal-plans/builder/edits/plan-edit.ts";
import { emptyHistory, forget, redo, remember, undo } from "../../../web/src/features/meal-plans/builder/edits/undo-history.ts";
import { isAlreadyDone, rebaseChanges } from "../../../web/src/features/meal-plans/builder/saving/rebase-changes.ts";
import { aPlan, itemsOf } from "./a-plan.ts";

const grams = (plan: PlanDocument, id: string, amount: number) => setAmount(plan, id, { amount, foodPortionId: null, unitCode: "g" });

describe("the undo history", () => {
  const first = grams(aPlan(), "oats", 80);
  const middle = applyEdits(aPlan(), first)!;
  const second = removeItem(middle, "rice");
  const last = applyEdits(middle, second)!;
  const history = remember(remember(emptyHistory, aPlan(), "1", "Set oats", first), middle, "2", "Remove rice", second);

  it("takes back the newest change first and does it again", () => {
    const back = undo(history, last)!;
    expect(back.label).toBe("Remove rice");
    const restored = applyEdits(last, back.edits)!;
    expect(itemsOf(restored, "mon-dinner")).toEqual(["rice"]);
    const again = redo(back.history, restored)!;
    expect(itemsOf(applyEdits(restored, again.edits)!, "mon-dinner")).toEqual([]);
  });

  it("forgets what was undone when something new is done", () => {
    const back = undo(history, last)!;
    const after = remember(back.history, middle, "3", "Set milk", grams(middle, "milk", 10));
    expect(redo(after, middle)).toBeNull();
  });

  it("has nothing to take back at the start, nor what no longer applies", () => {
    expect(undo(emptyHistory, aPlan())).toBeNull();
    const gone = applyEdits(last, removeItem(last, "oats"))!;
    const onlyFirst = remember(emptyHistory, aPlan(), "1", "Set oats", first);
    expect(undo(onlyFirst, gone)).toBeNull();
  });

  it("drops a change that the server refused", () => {
    expect(undo(forget(history, "2"), middle)!.label).toBe("Set oats");
  });
});

describe("after somebody else's edit", () => {
  it("own changes are put on top, and those whose item is gone are named", () => {
    const theirs = applyEdits(aPlan(), removeItem(aPlan(), "rice"))!;
    const mine = [
      { id: "1", label: "Set rice", edits: grams(aPlan(), "rice", 90), was: {} },
      { id: "2", label: "Set oats", edits: grams(aPlan(), "oats", 90), was: {} },
    ];
    const { plan, kept, lost } = rebaseChanges(theirs, mine);
    expect(lost.map((one) => one.label)).toEqual(["Set rice"]);
    expect(kept.map((one) => one.label)).toEqual(["Set oats"]);
    expect(plan.days[0]!.meals[0]!.items[0]!.amount).toBe(90);
    expect(itemsOf(plan, "mon-dinner")).toEqual([]);
  });

  it("edits that the plan shows already are recognised, others are not", () => {
    const edits: PlanEdit[] = [
      ...grams(aPlan(), "oats", 90),
      ...moveItem(aPlan(), "milk", "tue-dinner", 0),
      ...removeItem(aPlan(), "rice"),
    ];
    expect(isAlreadyDone(applyEdits(aPlan(), edits)!, edits)).toBe(true);
    expect(isAlreadyDone(aPlan(), edits)).toBe(false);
  });
});
