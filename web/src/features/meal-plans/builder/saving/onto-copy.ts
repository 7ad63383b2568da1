import type { PlanDocument, PlanItem, PlanMeal } from "../document/plan-document.ts";
import type { Change, PlanEdit } from "../edits/plan-edit.ts";

/**
 * Changes of a published version, as a draft that was begun as its copy takes them: a copy has ids of its own. What a change names
 * and the draft has not (any more) keeps its id, so that the change does not apply there and is told as such.
 */
export function ontoCopy(version: PlanDocument, draft: PlanDocument, changes: readonly Change[]): Change[] {
  const ids = copiedIds(version, draft);
  const inCopy = (id: string): string => ids.get(id) ?? id;
  return changes.map((change) => ({
    ...change,
    edits: change.edits.map((edit) => renamed(edit, inCopy)),
    was: Object.fromEntries(Object.entries(change.was).map(([key, words]) => [key.replace(/^(item|meal|day):(.*)$/, (_, kind, id) => `${kind}:${inCopy(id)}`), words])),
  }));
}

const naming = ["id", "dayId", "mealId", "alternativeOfId"] as const;

function renamed(edit: PlanEdit, inCopy: (id: string) => string): PlanEdit {
  const named = edit as Partial<Record<(typeof naming)[number], string | null>>;
  return { ...edit, ...Object.fromEntries(naming.flatMap((field) => (typeof named[field] === "string" ? [[field, inCopy(named[field])]] : []))) };
}

/** Ids of the copy by those of the version: the same day, in it the meal of that name, and in that the same food, the first with the first. */
function copiedIds(version: PlanDocument, draft: PlanDocument): Map<string, string> {
  const days = pairs(version.days, draft.days, (day) => String(day.dayNumber));
  const meals = days.flatMap(([day, copy]) => {
    const byName = pairs(day.meals, copy.meals, (meal) => meal.name);
    const rest = (all: PlanMeal[], side: 0 | 1) => all.map((meal, position) => ({ meal, position })).filter(({ meal }) => !byName.some((pair) => pair[side] === meal));
    const renamedMeals = pairs(rest(day.meals, 0), rest(copy.meals, 1), ({ position }) => String(position));
    return [...byName, ...renamedMeals.map(([one, other]): [PlanMeal, PlanMeal] => [one.meal, other.meal])];
  });
  const inPlace = meals.flatMap(([meal, copy]) => pairs(meal.items, copy.items, thingOf));
  const rest = (plan: PlanDocument, side: 0 | 1) => itemsOf(plan).filter((item) => !inPlace.some((pair) => pair[side] === item));
  // What was taken elsewhere there is known by being the only one of its kind.
  const single = (items: PlanItem[]) => items.filter((item) => items.filter((other) => thingOf(other) === thingOf(item)).length === 1);
  const moved = pairs(single(rest(version, 0)), single(rest(draft, 1)), thingOf);
  return new Map([...days, ...meals, ...inPlace, ...moved].map(([one, copy]) => [one.id, copy.id]));
}

const itemsOf = (plan: PlanDocument): PlanItem[] => plan.days.flatMap((day) => day.meals.flatMap((meal) => meal.items));
const thingOf = (item: PlanItem): string => item.foodId ?? item.recipeId ?? `text ${item.name}`;

/** Those of both lists that are called the same: the first with the first, the second with the second. */
function pairs<One>(list: readonly One[], copies: readonly One[], nameOf: (one: One) => string): [One, One][] {
  const left = new Map<string, One[]>();
  for (const copy of copies) left.set(nameOf(copy), [...(left.get(nameOf(copy)) ?? []), copy]);
  return list.flatMap((one): [One, One][] => {
    const copy = left.get(nameOf(one))?.shift();
    return copy ? [[one, copy]] : [];
  });
}
