import { findItem, findMeal } from "../document/find-in-plan.ts";
import type { PlanDocument } from "../document/plan-document.ts";
import { amountWords, dayName, placeWords } from "../document/plan-words.ts";
import { targetBounds } from "../edits/describe-edit.ts";
import type { PlanEdit } from "../edits/plan-edit.ts";

/** A part of a plan that two people may both change. */
export type PlaceKey = `item:${string}` | `meal:${string}` | `day:${string}` | `target:${number}` | "version";

/** What stands at a place, in words; null = nothing (any more). The order among neighbours is not part of it. */
export function wordsAt(plan: PlanDocument, key: PlaceKey): string | null {
  if (key === "version") {
    const { dayMapping, isRepeating, note } = plan.version;
    const days = dayMapping === "weekday" ? "Monday to Sunday" : "counted from the first day";
    return [`days ${days}`, isRepeating ? "starts again" : "does not start again", withNote(note)].filter(Boolean).join(", ");
  }
  const id = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("item:")) {
    const place = findItem(plan, id);
    if (!place) return null;
    const { item, meal, day } = place;
    const amount = amountWords(item, item.foodId ? plan.foods[item.foodId] : undefined);
    const first = item.alternativeOfId ? findItem(plan, item.alternativeOfId)?.item.name : null;
    const words = [item.name, amount, first && `or instead of ${first}`, withNote(item.note)].filter(Boolean).join(", ");
    return `${words} (${placeWords(plan, day, meal.name)})`;
  }
  if (key.startsWith("meal:")) {
    const place = findMeal(plan, id);
    if (!place) return null;
    const { meal, day } = place;
    return `${[meal.name, meal.timeOfDay, withNote(meal.note)].filter(Boolean).join(", ")} (${dayName(plan, day.dayNumber, "short")})`;
  }
  if (key.startsWith("day:")) {
    const day = plan.days.find((one) => one.id === id);
    return day ? [dayName(plan, day.dayNumber), withNote(day.note)].filter(Boolean).join(", ") : null;
  }
  const target = plan.targets.find((one) => String(one.nutrientId) === id);
  const nutrient = plan.nutrients.find((one) => String(one.id) === id);
  return target ? `${nutrient?.name ?? "Target"}${targetBounds(target)}` : null;
}

/** The places that an edit changes in `plan`: with a meal or a day goes what is in it. */
export function placesOf(plan: PlanDocument, edit: PlanEdit): PlaceKey[] {
  switch (edit.op) {
    case "add_item":
    case "update_item":
    case "move_item":
    case "remove_item":
      return [`item:${edit.id}`];
    case "add_meal":
    case "update_meal":
    case "move_meal":
      return [`meal:${edit.id}`];
    case "remove_meal": {
      const meal = findMeal(plan, edit.id)?.meal;
      return [`meal:${edit.id}`, ...(meal?.items ?? []).map((item): PlaceKey => `item:${item.id}`)];
    }
    case "add_day":
    case "update_day":
    case "move_day":
      return [`day:${edit.id}`];
    case "remove_day": {
      const day = plan.days.find((one) => one.id === edit.id);
      const inside = (day?.meals ?? []).flatMap((meal): PlaceKey[] => [`meal:${meal.id}`, ...meal.items.map((item): PlaceKey => `item:${item.id}`)]);
      return [`day:${edit.id}`, ...inside];
    }
    case "set_target":
    case "remove_target":
      return [`target:${edit.nutrientId}`];
    case "update_version":
      return ["version"];
  }
}

/** Places that say something else in one plan than in the other. */
export function differences(before: PlanDocument, after: PlanDocument): PlaceKey[] {
  const keys = new Set([...keysOf(before), ...keysOf(after)]);
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return [...keys].filter((key) => was.get(key) !== is.get(key));
}

/** Whether both plans hold the very same, order included: everything that people edit, nothing that the server computes. */
export function isSameContent(a: PlanDocument, b: PlanDocument): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

function contentOf({ days, targets, version }: PlanDocument): unknown {
  return [
    days.map((day) => [day.id, day.note, day.meals.map(({ id, name, timeOfDay, note, items }) => [id, name, timeOfDay, note, items.map((item) => {
      const { id: itemId, alternativeOfId, kind, foodId, recipeId, amount, foodPortionId, unitCode, note: itemNote } = item;
      return [itemId, alternativeOfId, foodId, recipeId, kind === "text" ? item.name : null, amount, foodPortionId, unitCode, itemNote];
    })])]),
    targets.map(({ nutrientId, minimum, maximum }) => [nutrientId, minimum, maximum]).sort((a, b) => Number(a[0]) - Number(b[0])),
    [version.note, version.dayMapping, version.isRepeating],
  ];
}

function keysOf(plan: PlanDocument): PlaceKey[] {
  return [
    "version",
    ...plan.targets.map((target): PlaceKey => `target:${target.nutrientId}`),
    ...plan.days.flatMap((day): PlaceKey[] => [
      `day:${day.id}`,
      ...day.meals.flatMap((meal): PlaceKey[] => [`meal:${meal.id}`, ...meal.items.map((item): PlaceKey => `item:${item.id}`)]),
    ]),
  ];
}

function wordsOf(plan: PlanDocument): Map<PlaceKey, string | null> {
  return new Map(keysOf(plan).map((key) => [key, wordsAt(plan, key)]));
}

const withNote = (note: string): string => (note ? `note “${note}”` : "");
