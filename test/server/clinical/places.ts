import type { Plan, Scope } from "./records.ts";
import { type Slot, slotsOf } from "./slots.ts";

/** A part of a plan that a rule judges as one. */
export type Place = { name: string; slots: Slot[] };

/** Every place of a scope that holds something. Each alternative is an item of its own (CLINICAL 8); an empty day is nothing to judge. */
export function placesOf(plan: Plan, scope: Scope): Place[] {
  if (scope === "item") return plan.items.map((item) => ({ name: `item:${item.id}`, slots: [[item]] }));
  const groups = new Map<string, Plan["items"]>();
  for (const item of plan.items) {
    const name = scope === "meal" ? `meal:${item.mealId}` : scope === "day" ? `day:${item.dayNumber}` : "average_day";
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups].map(([name, items]) => ({ name, slots: slotsOf(items) }));
}

/** The days with something on them. */
export const plannedDays = (plan: Plan): Place[] => placesOf(plan, "day");
