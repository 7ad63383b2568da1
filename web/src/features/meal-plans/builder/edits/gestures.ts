import { newId } from "../../../../graphql/new-id.ts";
import { findItem, findMeal, groupOf } from "../document/find-in-plan.ts";
import type { PlanDay, PlanDocument, PlanItem, PlanMeal, TargetBasis } from "../document/plan-document.ts";
import { updateOf } from "./invert-edit.ts";
import type { AddItem, PlanEdit } from "./plan-edit.ts";

/** What a food, recipe or free text brings when it is put on a meal. */
export type NewItem = Pick<AddItem, "kind" | "foodId" | "recipeId" | "name" | "amount" | "foodPortionId" | "unitCode">;

export interface Amount {
  amount: number;
  foodPortionId: string | null;
  unitCode: string | null;
}

/** Puts an item at the end of a meal, or at `position` (from 1). */
export function addItem(plan: PlanDocument, mealId: string, item: NewItem, position?: number): PlanEdit[] {
  const place = findMeal(plan, mealId);
  if (!place) return [];
  const at = position ?? place.meal.items.length + 1;
  return [{ op: "add_item", id: newId(), mealId, position: at, alternativeOfId: null, note: "", ...item }];
}

/** Adds an "or" after the item and its other alternatives. */
export function addAlternative(plan: PlanDocument, itemId: string, item: NewItem): PlanEdit[] {
  const place = findItem(plan, itemId);
  if (!place) return [];
  const firstId = place.item.alternativeOfId ?? itemId;
  const last = groupOf(place.meal.items, firstId).at(-1);
  const position = (last ? place.meal.items.indexOf(last) : place.index) + 2;
  return [{ op: "add_item", id: newId(), mealId: place.meal.id, position, alternativeOfId: firstId, note: "", ...item }];
}

/** Puts another food where this item is; its "or" alternatives stay with the new one. */
export function substitute(plan: PlanDocument, itemId: string, item: NewItem): PlanEdit[] {
  const place = findItem(plan, itemId);
  if (!place) return [];
  const id = newId();
  const { alternativeOfId } = place.item;
  const rest = groupOf(place.meal.items, itemId).filter((one) => one.id !== itemId);
  return [
    ...removeItem(plan, itemId),
    { op: "add_item", id, mealId: place.meal.id, position: place.index + 1, alternativeOfId, note: "", ...item },
    ...rest.map((one, offset) => copyOf(one, place.meal.id, place.index + 2 + offset, id)),
  ];
}

/** Removes an item; its alternatives go with it, each by an edit of its own. */
export function removeItem(plan: PlanDocument, itemId: string): PlanEdit[] {
  const place = findItem(plan, itemId);
  if (!place) return [];
  const group = groupOf(place.meal.items, itemId);
  return group.reverse().map((item) => ({ op: "remove_item", id: item.id }));
}

/** Sets how much of an item; empty when that is what it is already. */
export function setAmount(plan: PlanDocument, itemId: string, amount: Amount): PlanEdit[] {
  const item = findItem(plan, itemId)?.item;
  if (!item) return [];
  const same = item.amount === amount.amount && item.foodPortionId === amount.foodPortionId && item.unitCode === amount.unitCode;
  return same ? [] : [{ ...updateOf(item), ...amount }];
}

/** Sets an item's note. */
export function setItemNote(plan: PlanDocument, itemId: string, note: string): PlanEdit[] {
  const item = findItem(plan, itemId)?.item;
  return item && item.note !== note ? [{ ...updateOf(item), note }] : [];
}

/** Renames a free-text item. */
export function setFreeText(plan: PlanDocument, itemId: string, freeText: string): PlanEdit[] {
  const item = findItem(plan, itemId)?.item;
  return item?.kind === "text" && item.name !== freeText ? [{ ...updateOf(item), freeText }] : [];
}

/** Copies an item and its alternatives to just below them. */
export function duplicateItem(plan: PlanDocument, itemId: string): PlanEdit[] {
  const place = findItem(plan, itemId);
  if (!place) return [];
  const group = groupOf(place.meal.items, itemId);
  const last = place.meal.items.indexOf(group.at(-1)!);
  return copiesOf(group, place.meal.id, last + 2);
}

/**
 * Moves an item with its alternatives before the item that is at `index` (from 0) of the meal now, never between
 * another item and its alternatives. An alternative moves among its own only.
 */
export function moveItem(plan: PlanDocument, itemId: string, mealId: string, index: number): PlanEdit[] {
  const from = findItem(plan, itemId);
  const to = findMeal(plan, mealId);
  if (!from || !to) return [];
  const group = groupOf(from.meal.items, itemId);
  const rest = to.meal.items.filter((item) => !group.includes(item));
  let place = index - to.meal.items.slice(0, index).filter((item) => group.includes(item)).length;
  const firstId = from.item.alternativeOfId;
  if (firstId) {
    if (from.meal.id !== mealId) return [];
    const first = rest.findIndex((item) => item.id === firstId);
    place = Math.min(Math.max(place, first + 1), first + groupOf(rest, firstId).length);
  } else {
    while (rest[place]?.alternativeOfId) place += 1;
  }
  if (from.meal.id === mealId && from.index === place) return [];
  return [{ op: "move_item", id: itemId, mealId, position: place + 1, alternativeOfId: firstId }];
}

/** Copies an item with its alternatives before the item that is at `index` (from 0) of a meal, never between another and its alternatives. */
export function copyItem(plan: PlanDocument, itemId: string, mealId: string, index: number): PlanEdit[] {
  const from = findItem(plan, itemId);
  const to = findMeal(plan, mealId);
  if (!from || !to) return [];
  let place = index;
  while (to.meal.items[place]?.alternativeOfId) place += 1;
  const firstId = from.item.alternativeOfId;
  const group = groupOf(from.meal.items, itemId).map((item) => (item.id === itemId && firstId ? { ...item, alternativeOfId: null } : item));
  return copiesOf(group, mealId, place + 1);
}

/** Makes an item, with its own alternatives, an "or" of the item that counts above it in its meal; empty where there is none. */
export function makeAlternative(plan: PlanDocument, itemId: string): PlanEdit[] {
  const place = findItem(plan, itemId);
  if (!place || place.item.alternativeOfId) return [];
  const { items, id: mealId } = place.meal;
  const first = items.slice(0, place.index).findLast((item) => !item.alternativeOfId);
  if (!first) return [];
  const group = groupOf(items, itemId);
  const position = items.indexOf(first) + groupOf(items, first.id).length + 1;
  // Its own come first: an alternative stands for an item that counts, never for another alternative.
  const [own, ...others] = group;
  return [
    ...others.map((item, offset): PlanEdit => ({ op: "move_item", id: item.id, mealId, position: position + offset, alternativeOfId: first.id })),
    { op: "move_item", id: own!.id, mealId, position, alternativeOfId: first.id },
  ];
}

/** Makes an alternative an item that counts itself, after what it was an alternative of. */
export function makeOwn(plan: PlanDocument, itemId: string): PlanEdit[] {
  const place = findItem(plan, itemId);
  const firstId = place?.item.alternativeOfId;
  if (!place || !firstId) return [];
  const rest = place.meal.items.filter((item) => item.id !== itemId);
  const end = rest.findIndex((item) => item.id === firstId) + groupOf(rest, firstId).length;
  return [{ op: "move_item", id: itemId, mealId: place.meal.id, position: end + 1, alternativeOfId: null }];
}

/** Makes an alternative the one that counts; the item that did so, and the others, become alternatives of it. */
export function makeFirst(plan: PlanDocument, itemId: string): PlanEdit[] {
  const place = findItem(plan, itemId);
  const firstId = place?.item.alternativeOfId;
  if (!place || !firstId) return [];
  const mealId = place.meal.id;
  const at = place.meal.items.findIndex((item) => item.id === firstId);
  const others = groupOf(place.meal.items, firstId).filter((item) => item.id !== itemId);
  return [
    { op: "move_item", id: itemId, mealId, position: at + 1, alternativeOfId: null },
    ...others.map((item, offset): PlanEdit => ({ op: "move_item", id: item.id, mealId, position: at + 2 + offset, alternativeOfId: itemId })),
  ];
}

/** Moves all that a meal holds to the end of another. */
export function moveMealItems(plan: PlanDocument, mealId: string, targetId: string): PlanEdit[] {
  const source = findMeal(plan, mealId)?.meal;
  const target = findMeal(plan, targetId)?.meal;
  if (!source || !target || source === target) return [];
  let position = target.items.length + 1;
  return source.items
    .filter((item) => !item.alternativeOfId)
    .map((item): PlanEdit => {
      const edit: PlanEdit = { op: "move_item", id: item.id, mealId: targetId, position, alternativeOfId: null };
      position += groupOf(source.items, item.id).length;
      return edit;
    });
}

/** Adds a meal to a day after another (null = at the end), or to every day after the meal of that name. */
export function addMeal(plan: PlanDocument, dayId: string, afterId: string | null, name: string, timeOfDay: string | null, everyDay: boolean): PlanEdit[] {
  const after = afterId ? findMeal(plan, afterId)?.meal : undefined;
  return plan.days
    .filter((day) => everyDay || day.id === dayId)
    .map((day): PlanEdit => {
      const index = after ? day.meals.findLastIndex((meal) => meal.id === after.id || meal.name === after.name) : -1;
      return { op: "add_meal", id: newId(), dayId: day.id, position: (index < 0 ? day.meals.length : index + 1) + 1, name, timeOfDay, note: "" };
    });
}

/** Moves a meal up or down among those of its day, and with `everyDay` its namesakes among those of theirs. */
export function moveMeal(plan: PlanDocument, mealId: string, step: 1 | -1, everyDay: boolean): PlanEdit[] {
  const name = findMeal(plan, mealId)?.meal.name;
  return plan.days.flatMap((day) => {
    const index = day.meals.findIndex((meal) => meal.id === mealId || (everyDay && meal.name === name));
    const meal = day.meals[index];
    if (!meal || !day.meals[index + step]) return [];
    return [{ op: "move_meal" as const, id: meal.id, dayId: day.id, position: index + step + 1 }];
  });
}

/** A new day after another: empty with the same meals, or a copy of it. */
export function addDay(plan: PlanDocument, dayId: string, isCopy: boolean): PlanEdit[] {
  const source = plan.days.find((day) => day.id === dayId);
  if (!source) return [];
  const day: PlanDay = { id: newId(), dayNumber: source.dayNumber + 1, note: isCopy ? source.note : "", meals: [] };
  const meals = source.meals.map((meal) => (isCopy ? meal : { ...meal, items: [] }));
  return [{ op: "add_day", id: day.id, dayNumber: day.dayNumber, note: day.note }, ...meals.flatMap((meal, index) => addMealLike(meal, day, index + 1))];
}

/** Moves a day so that it is the one of that number. */
export function moveDay(plan: PlanDocument, dayId: string, dayNumber: number): PlanEdit[] {
  const day = plan.days.find((one) => one.id === dayId);
  const to = Math.min(Math.max(dayNumber, 1), plan.days.length);
  return day && day.dayNumber !== to ? [{ op: "move_day", id: dayId, dayNumber: to }] : [];
}

/** Copies what a meal holds to other meals, after what is there or instead of it. */
export function copyMeal(plan: PlanDocument, mealId: string, targetIds: readonly string[], replace: boolean): PlanEdit[] {
  const source = findMeal(plan, mealId)?.meal;
  if (!source) return [];
  return targetIds.flatMap((targetId) => {
    const target = findMeal(plan, targetId)?.meal;
    return target && target !== source ? copyInto(source, target, replace) : [];
  });
}

/** Copies a day's meals to other days: meals are matched by name and order, missing ones are added. */
export function copyDay(plan: PlanDocument, dayId: string, targetIds: readonly string[], replace: boolean): PlanEdit[] {
  const source = plan.days.find((day) => day.id === dayId);
  if (!source) return [];
  return plan.days
    .filter((day) => targetIds.includes(day.id) && day !== source)
    .flatMap((target) => {
      const free = [...target.meals];
      let end = target.meals.length;
      return source.meals.flatMap((meal) => {
        const index = free.findIndex((one) => one.name === meal.name);
        const match = index >= 0 ? free.splice(index, 1)[0]! : null;
        return match ? copyInto(meal, match, replace) : addMealLike(meal, target, (end += 1));
      });
    });
}

/** Sets or, with both null, removes a nutrient's target; without a basis it is typed by hand. */
export function setTarget(plan: PlanDocument, nutrientId: number, minimum: number | null, maximum: number | null, basis: TargetBasis | null = null): PlanEdit[] {
  const now = plan.targets.find((one) => one.nutrientId === nutrientId);
  if (minimum === null && maximum === null) return now ? [{ op: "remove_target", nutrientId }] : [];
  if (now?.minimum === minimum && now?.maximum === maximum && (!basis || now.basis?.formula === basis.formula)) return [];
  return [{ op: "set_target", nutrientId, minimum, maximum, ...(basis && { basis }) }];
}

function copyInto(source: PlanMeal, target: PlanMeal, replace: boolean): PlanEdit[] {
  const removed = replace ? [...target.items].reverse().map((item): PlanEdit => ({ op: "remove_item", id: item.id })) : [];
  return [...removed, ...copiesOf(source.items, target.id, replace ? 1 : target.items.length + 1)];
}

function addMealLike(meal: PlanMeal, day: PlanDay, position: number): PlanEdit[] {
  const id = newId();
  const { name, timeOfDay, note } = meal;
  return [{ op: "add_meal", id, dayId: day.id, position, name, timeOfDay, note }, ...copiesOf(meal.items, id, 1)];
}

function copiesOf(items: readonly PlanItem[], mealId: string, position: number): PlanEdit[] {
  const newIds = new Map<string, string>();
  return items.map((item, offset) => {
    const first = item.alternativeOfId ? (newIds.get(item.alternativeOfId) ?? item.alternativeOfId) : null;
    const copy = copyOf(item, mealId, position + offset, first);
    newIds.set(item.id, copy.id);
    return copy;
  });
}

function copyOf(item: PlanItem, mealId: string, position: number, alternativeOfId: string | null): AddItem {
  const { kind, foodId, recipeId, name, amount, foodPortionId, unitCode, note } = item;
  return {
    op: "add_item",
    id: newId(),
    mealId,
    position,
    alternativeOfId,
    kind,
    foodId,
    recipeId,
    name,
    amount,
    foodPortionId,
    unitCode,
    note,
  };
}
