import { computed, nextTick, shallowRef, type ShallowRef } from "vue";

import { findItem, findMeal, type ItemPlace, type MealPlace } from "./document/find-in-plan.ts";
import type { PlanDay, PlanDocument } from "./document/plan-document.ts";
import { idOf, type FocusKey } from "./week/move-focus.ts";

/**
 * Where the person is in the plan: the line of the grid that has, or last had, the focus. Everything else follows from
 * it: the meal that new foods go to, the day and meal whose nutrition is shown.
 */
export function useSelection(plan: ShallowRef<PlanDocument>) {
  const line = shallowRef<FocusKey | null>(null);
  const dayId = shallowRef<string | null>(null);

  const item = computed((): ItemPlace | null => {
    const key = line.value;
    return key?.startsWith("item:") ? findItem(plan.value, key.slice(5)) : null;
  });

  const day = computed((): PlanDay | null => {
    const days = plan.value.days;
    return item.value?.day ?? days.find((one) => one.id === dayId.value) ?? days[0] ?? null;
  });

  const meal = computed((): MealPlace | null => {
    if (item.value) return item.value;
    const key = line.value;
    const place = key?.startsWith("meal:") ? findMeal(plan.value, key.slice(5)) : null;
    if (place) return place;
    const first = day.value?.meals[0];
    return day.value && first ? { day: day.value, meal: first } : null;
  });

  /** Remembers the line that just got the focus. */
  function select(key: FocusKey): void {
    line.value = key;
    const place = key.startsWith("item:") ? findItem(plan.value, idOf(key)) : findMeal(plan.value, idOf(key));
    if (key.startsWith("day:")) dayId.value = idOf(key);
    else if (place) dayId.value = place.day.id;
  }

  /** Goes to a day without choosing a meal of it. */
  function selectDay(id: string): void {
    dayId.value = id;
    if (meal.value?.day.id !== id) line.value = null;
  }

  /** Puts the focus on a line, once the screen shows it. */
  async function focus(key: FocusKey): Promise<void> {
    select(key);
    await nextTick();
    lineElement(key)?.focus();
  }

  return { line, day, meal, item, select, selectDay, focus };
}

export type Selection = ReturnType<typeof useSelection>;

/** The element of the grid that stands for a line. */
export function lineElement(key: FocusKey): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-line="${key}"]`);
}
