import { describe, expect, it } from "vitest";

import type { PlanDocument } from "../../../web/src/features/meal-plans/builder/document/plan-document.ts";
import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { addMeal, moveItem, removeItem, setAmount } from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
import type { Change, PlanEdit } from "../../../web/src/features/meal-plans/builder/edits/plan-edit.ts";
import { chosenChanges, compareChanges } from "../../../web/src/features/meal-plans/builder/saving/conflict.ts";
import { ontoCopy } from "../../../web/src/features/meal-plans/builder/saving/onto-copy.ts";
import { placesOf, wordsAt } from "../../../web/src/features/meal-plans/builder/saving/plan-places.ts";
import { aPlan, itemsOf } from "./a-plan.ts";

/** The plan as a copy that somebody began has it: the same, and nothing in it is called by the same id. */
function copyOf(plan: PlanDocument): PlanDocument {
  const own = (id: string) => `copy of ${id}`;
  const days = plan.days.map((day) => ({
    ...day,
    id: own(day.id),
    meals: day.meals.map((meal) => ({
      ...meal,
      id: own(meal.id),
      items: meal.items.map((item) => ({ ...item, id: own(item.id), alternativeOfId: item.alternativeOfId && own(item.alternativeOfId) })),
    })),
  }));
  return { ...plan, days, version: { ...plan.version, id: "draft", number: 2, revision: 1 } };
}

const grams = (plan: PlanDocument, id: string, amount: number) => setAmount(plan, id, { amount, foodPortionId: null, unitCode: "g" });

function changeOf(plan: PlanDocument, label: string, edits: PlanEdit[]): Change {
  return { id: label, label, edits, was: Object.fromEntries(edits.flatMap((edit) => placesOf(plan, edit)).map((key) => [key, wordsAt(plan, key)])) };
}

const labels = (changes: readonly Change[]) => changes.map(({ label }) => label);

describe("changes of a published version, on the draft that a colleague began from it", () => {
  const published = aPlan();

  it("name what the draft calls otherwise: items, meals, days, and what an item stands for", () => {
    const changes = [
      changeOf(published, "set oats", grams(published, "oats", 75)),
      changeOf(published, "move rice", moveItem(published, "rice", "tue-breakfast", 0)),
      changeOf(published, "remove muesli", removeItem(published, "muesli")),
    ];
    const draft = copyOf(published);
    const { kept, lost } = chosenChanges(null, draft, ontoCopy(published, draft, changes));
    expect([labels(kept), labels(lost)]).toEqual([["set oats", "move rice", "remove muesli"], []]);
    const plan = kept.reduce((before, change) => applyEdits(before, change.edits)!, draft);
    expect(itemsOf(plan, "copy of mon-breakfast")).toEqual(["copy of oats", "copy of milk"]);
    expect(itemsOf(plan, "copy of tue-breakfast")).toEqual(["copy of rice"]);
    expect(plan.days[0]!.meals[0]!.items[0]!.amount).toBe(75);
    expect(compareChanges(null, draft, kept, null).choices.flatMap(({ contested }) => contested), "nothing there is another than it was").toEqual([]);
  });

  it("bring what they add, under its own id", () => {
    const edits = addMeal(published, "mon", null, "Tea", null, false);
    const draft = copyOf(published);
    const [change] = ontoCopy(published, draft, [changeOf(published, "add tea", edits)]);
    const added = applyEdits(draft, change!.edits)!.days[0]!.meals.find(({ name }) => name === "Tea");
    expect(added?.id).toBe(applyEdits(published, edits)!.days[0]!.meals.find(({ name }) => name === "Tea")!.id);
  });

  it("find what the colleague moved, and a meal that has another name now", () => {
    const copy = copyOf(published);
    const moved = applyEdits(copy, moveItem(copy, "copy of milk", "copy of tue-dinner", 0))!;
    const draft = applyEdits(moved, [{ op: "update_meal", id: "copy of mon-dinner", name: "Supper", timeOfDay: null, note: "" }])!;
    const changes = [changeOf(published, "set milk", grams(published, "milk", 250)), changeOf(published, "set rice", grams(published, "rice", 90))];
    const { kept } = chosenChanges(null, draft, ontoCopy(published, draft, changes));
    expect(labels(kept)).toEqual(["set milk", "set rice"]);
    expect(compareChanges(null, draft, kept, null).choices.map(({ contested }) => contested.length), "both places say something else there").toEqual([1, 1]);
  });

  it("are told where the draft has no place for them any more", () => {
    const copy = copyOf(published);
    const draft = applyEdits(copy, removeItem(copy, "copy of rice"))!;
    const changes = [changeOf(published, "set rice", grams(published, "rice", 90)), changeOf(published, "set fish", grams(published, "fish", 90))];
    const { kept, lost } = chosenChanges(null, draft, ontoCopy(published, draft, changes));
    expect([labels(kept), labels(lost)]).toEqual([["set fish"], ["set rice"]]);
  });
});
