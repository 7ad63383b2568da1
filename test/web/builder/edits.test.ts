import { describe, expect, it } from "vitest";

import { applyEdit, applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { describeEdits } from "../../../web/src/features/meal-plans/builder/edits/describe-edit.ts";
import {
  addAlternative,
  addDay,
  addItem,
  addMeal,
  copyDay,
  copyItem,
  copyMeal,
  duplicateItem,
  makeAlternative,
  makeFirst,
  makeOwn,
  moveDay,
  moveItem,
  moveMeal,
  moveMealItems,
  removeItem,
  setAmount,
  setTarget,
  substitute,
  type NewItem,
} from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
import { invertEdits } from "../../../web/src/features/meal-plans/builder/edits/invert-edit.ts";
import type { PlanEdit } from "../../../web/src/features/meal-plans/builder/edits/plan-edit.ts";
import { toEditInput } from "../../../web/src/features/meal-plans/builder/saving/edit-input.ts";
import { aPlan, itemsOf } from "./a-plan.ts";

const banana: NewItem = {
  kind: "food",
  name: "banana",
  foodId: "food-banana",
  recipeId: null,
  amount: 1,
  foodPortionId: null,
  unitCode: "g",
};

/** Each gesture on the small plan, by name. */
const gestures: Record<string, PlanEdit[]> = {
  "adding an item": addItem(aPlan(), "mon-breakfast", banana),
  "adding an item in the middle": addItem(aPlan(), "mon-breakfast", banana, 1),
  "adding an alternative": addAlternative(aPlan(), "oats", banana),
  "replacing an item that has alternatives": substitute(aPlan(), "oats", banana),
  "removing an item with its alternatives": removeItem(aPlan(), "oats"),
  "removing an alternative": removeItem(aPlan(), "muesli"),
  "changing an amount": setAmount(aPlan(), "oats", { amount: 1, foodPortionId: "cup", unitCode: null }),
  "moving an item down": moveItem(aPlan(), "oats", "mon-breakfast", 3),
  "moving an item to another day": moveItem(aPlan(), "oats", "tue-breakfast", 0),
  "duplicating an item with its alternatives": duplicateItem(aPlan(), "oats"),
  "copying a meal over another": copyMeal(aPlan(), "mon-dinner", ["tue-dinner"], true),
  "copying a day after another": copyDay(aPlan(), "mon", ["tue"], false),
  "copying an item with its alternatives into another meal": copyItem(aPlan(), "oats", "tue-dinner", 0),
  "making an item an alternative of the one above": makeAlternative(aPlan(), "milk"),
  "letting an alternative count by itself": makeOwn(aPlan(), "muesli"),
  "making an alternative the first": makeFirst(aPlan(), "muesli"),
  "moving all that a meal holds": moveMealItems(aPlan(), "mon-breakfast", "tue-dinner"),
  "adding a meal to every day": addMeal(aPlan(), "mon", "mon-breakfast", "Tea", "16:00", true),
  "moving a meal up in every day": moveMeal(aPlan(), "mon-dinner", -1, true),
  "adding an empty day": addDay(aPlan(), "mon", false),
  "duplicating a day": addDay(aPlan(), "mon", true),
  "moving a day": moveDay(aPlan(), "mon", 2),
  "setting a new target": setTarget(aPlan(), 208, 1800, 2000),
  "changing a target": setTarget(aPlan(), 307, null, 1500),
  "removing a target": setTarget(aPlan(), 307, null, null),
  "removing a meal": [{ op: "remove_meal", id: "mon-breakfast" }],
  "removing a day": [{ op: "remove_day", id: "mon" }],
  "moving a meal to another day": [{ op: "move_meal", id: "mon-dinner", dayId: "tue", position: 1 }],
  "renaming a meal": [{ op: "update_meal", id: "mon-dinner", name: "Supper", timeOfDay: "18:30", note: "" }],
  "writing a day's note": [{ op: "update_day", id: "tue", note: "Blood test in the morning" }],
  "letting days count from the start": [{ op: "update_version", note: "", dayMapping: "cyclic", isRepeating: false }],
};

describe("undo", () => {
  it.each(Object.entries(gestures))("takes %s back to the very same plan", (_name, edits) => {
    const before = aPlan();
    const after = applyEdits(before, edits);
    expect(after).not.toBeNull();
    expect(after).not.toEqual(before);
    const inverse = invertEdits(before, edits);
    expect(withoutGrams(applyEdits(after!, inverse))).toEqual(withoutGrams(before));
  });

  it("done again after undo gives the same plan as before", () => {
    for (const edits of Object.values(gestures)) {
      const after = applyEdits(aPlan(), edits)!;
      const undone = applyEdits(after, invertEdits(aPlan(), edits))!;
      expect(withoutGrams(applyEdits(undone, edits))).toEqual(withoutGrams(after));
    }
  });
});

describe("alternatives", () => {
  const kinds = (plan: ReturnType<typeof aPlan>) => plan.days[0]!.meals[0]!.items.map((item) => (item.alternativeOfId ? `(${item.id})` : item.id)).join(" ");

  it("are made of the item above, with what stood for it, and count by themselves again", () => {
    const made = applyEdits(aPlan(), makeAlternative(aPlan(), "milk"))!;
    expect(kinds(made)).toBe("oats (muesli) (milk)");
    expect(kinds(applyEdits(made, makeOwn(made, "muesli"))!)).toBe("oats (milk) muesli");
    expect(makeAlternative(aPlan(), "oats"), "nothing stands above the first").toEqual([]);
    const withOwn = applyEdits(aPlan(), [...moveItem(aPlan(), "milk", "mon-breakfast", 0)])!;
    expect(kinds(withOwn)).toBe("milk oats (muesli)");
    expect(kinds(applyEdits(withOwn, makeAlternative(withOwn, "oats"))!), "an alternative of an alternative there is not").toBe("milk (oats) (muesli)");
  });

  it("change places with the first, which then stands for the other", () => {
    expect(kinds(applyEdits(aPlan(), makeFirst(aPlan(), "muesli"))!)).toBe("muesli (oats) milk");
  });
});

describe("an edit", () => {
  it("leaves every other day and meal the same object, so that only the change is rendered", () => {
    const before = aPlan();
    const after = applyEdits(before, gestures["changing an amount"]!)!;
    expect(after.days[1]).toBe(before.days[1]);
    expect(after.days[0]!.meals[1]).toBe(before.days[0]!.meals[1]);
    expect(after.days[0]!.meals[0]!.items[2]).toBe(before.days[0]!.meals[0]!.items[2]);
  });

  it("of something that is gone does not apply", () => {
    expect(applyEdit(aPlan(), { op: "remove_item", id: "nobody" })).toBeNull();
    expect(applyEdit(aPlan(), { op: "move_item", id: "oats", mealId: "nowhere", position: 1, alternativeOfId: null })).toBeNull();
  });

  it("forgets the grams of an amount that the server has not resolved yet", () => {
    const after = applyEdits(aPlan(), gestures["changing an amount"]!)!;
    expect(after.days[0]!.meals[0]!.items[0]).toMatchObject({ amount: 1, foodPortionId: "cup", unitCode: null, grams: null });
  });

  it("travels with its decimals as text and without what stays as it is", () => {
    expect(toEditInput(gestures["changing an amount"]![0]!)).toEqual({
      op: "update_item",
      rowId: "oats",
      amount: "1",
      foodPortionId: "cup",
      note: "",
    });
    expect(toEditInput(gestures["changing a target"]![0]!)).toEqual({ op: "set_target", nutrientId: 307, maximum: "1500" });
  });

  it("says in words what it does", () => {
    expect(describeEdits(aPlan(), gestures["changing an amount"]!)).toEqual(["Set oats to 1 cup, dry (Mon, Breakfast)"]);
    expect(describeEdits(aPlan(), gestures["moving an item to another day"]!)).toEqual(["Move oats (Mon, Breakfast) to Tue, Breakfast"]);
    expect(describeEdits(aPlan(), gestures["changing a target"]!)).toEqual(["Set the target of Sodium to at most 1500"]);
  });
});

describe("moving", () => {
  const after = (edits: PlanEdit[], mealId: string) => itemsOf(applyEdits(aPlan(), edits)!, mealId);

  it("takes the alternatives along", () => {
    expect(after(moveItem(aPlan(), "oats", "mon-breakfast", 3), "mon-breakfast")).toEqual(["milk", "oats", "muesli"]);
    expect(after(moveItem(aPlan(), "oats", "tue-dinner", 1), "tue-dinner")).toEqual(["fish", "oats", "muesli"]);
  });

  it("never puts an item between another and its alternatives", () => {
    expect(after(moveItem(aPlan(), "milk", "mon-breakfast", 1), "mon-breakfast")).toEqual(["oats", "muesli", "milk"]);
    expect(after(moveItem(aPlan(), "rice", "mon-breakfast", 1), "mon-breakfast")).toEqual(["oats", "muesli", "rice", "milk"]);
  });

  it("keeps an alternative with what it stands for", () => {
    expect(moveItem(aPlan(), "muesli", "tue-dinner", 0)).toEqual([]);
    expect(moveItem(aPlan(), "muesli", "mon-breakfast", 0)).toEqual([]);
  });

  it("to where it is already does nothing", () => {
    expect(moveItem(aPlan(), "milk", "mon-breakfast", 3)).toEqual([]);
  });
});

describe("copying", () => {
  it("a day matches meals by name and keeps what is there", () => {
    const plan = applyEdits(aPlan(), copyDay(aPlan(), "mon", ["tue"], false))!;
    expect(plan.days[1]!.meals.map((meal) => meal.items.map((item) => item.name))).toEqual([
      ["oats", "muesli", "milk"],
      ["fish", "rice"],
    ]);
  });

  it("points copied alternatives to the copy", () => {
    const plan = applyEdits(aPlan(), copyDay(aPlan(), "mon", ["tue"], true))!;
    const [oats, muesli] = plan.days[1]!.meals[0]!.items;
    expect(muesli!.alternativeOfId).toBe(oats!.id);
    expect(oats!.id).not.toBe("oats");
  });

  it("adds the meals that the other day lacks, in order", () => {
    const before = applyEdits(aPlan(), [
      { op: "remove_meal", id: "tue-breakfast" },
      { op: "remove_meal", id: "tue-dinner" },
    ])!;
    const plan = applyEdits(before, copyDay(before, "mon", ["tue"], false))!;
    expect(plan.days[1]!.meals.map((meal) => meal.name)).toEqual(["Breakfast", "Dinner"]);
  });
});

/** Grams are the server's: an edit that touches an amount forgets them until the answer comes. */
function withoutGrams(plan: unknown): unknown {
  return JSON.parse(JSON.stringify(plan, (key: string, value: unknown) => (key === "grams" ? undefined : value)));
}
