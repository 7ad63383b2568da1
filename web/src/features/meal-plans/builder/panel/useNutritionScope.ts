import { computed } from "vue";

import type { PlanItem } from "../document/plan-document.ts";
import { energyPercentOf } from "../nutrition/plan-nutrition.ts";
import type { Builder } from "../useBuilder.ts";

/** A food of the scope that has no value for a nutrient, and where it stands. */
export interface UnknownFood {
  itemId: string;
  name: string;
  place: string;
}

/** How much of a nutrient a food brings into the scope. */
export interface Contribution extends UnknownFood {
  /** In the nutrient's unit; of the average day, a day. */
  amount: number;
  /** Of all that is known, 0 to 1. */
  share: number;
  /** How often it stands there. */
  times: number;
}

/** What the nutrition panel shows: the chosen day, the average day, or the meal or item that has the focus. */
export function useNutritionScope({ plan, editing, selection, scope, dayName }: Builder) {
  const { nutrition } = editing;

  /** An empty day is not a day of nothing (CLINICAL 3). */
  const daysWithFood = computed(() => plan.value.days.filter((day) => day.meals.some((meal) => meal.items.length)).length);

  const title = computed(() => {
    const { day, meal, item } = selection;
    if (scope.value === "average") return daysWithFood.value === 1 ? "Average of the day with food" : `Average of ${daysWithFood.value} days with food`;
    if (scope.value === "meal" && meal.value) return `${dayName(meal.value.day.dayNumber)}, ${meal.value.meal.name}`;
    if (scope.value === "item") return item.value?.item.name ?? "Item";
    return day.value ? dayName(day.value.dayNumber) : "";
  });

  const dayAmounts = computed(() => {
    if (scope.value === "average") return nutrition.value.average;
    return scope.value === "day" ? nutrition.value.days.get(selection.day.value?.id ?? "") : undefined;
  });

  const amounts = computed(() => {
    const { meal, item } = selection;
    if (scope.value === "meal") return nutrition.value.meals.get(meal.value?.meal.id ?? "");
    if (scope.value === "item") return nutrition.value.items.get(item.value?.item.id ?? "");
    return dayAmounts.value;
  });

  const places = computed((): { item: PlanItem; place: string }[] => {
    const { day, meal, item } = selection;
    if (scope.value === "item") return item.value ? [{ item: item.value.item, place: "" }] : [];
    if (scope.value === "meal") return (meal.value?.meal.items ?? []).map((one) => ({ item: one, place: "" }));
    const days = scope.value === "average" ? plan.value.days : plan.value.days.filter((one) => one === day.value);
    return days.flatMap((one) =>
      one.meals.flatMap((its) =>
        its.items.map((its1) => ({
          item: its1,
          place: scope.value === "average" ? `${dayName(one.dayNumber, "short")}, ${its.name}` : its.name,
        })),
      ),
    );
  });

  /** Who is behind "n foods unknown": the counting items of the scope that have no value for the nutrient. */
  function unknownFoods(nutrientId: number): UnknownFood[] {
    const index = nutrition.value.nutrientIds.indexOf(nutrientId);
    return places.value
      .filter(({ item }) => scope.value === "item" || item.alternativeOfId === null)
      .filter(({ item }) => (nutrition.value.items.get(item.id)?.unknown[index] ?? 0) > 0)
      .map(({ item, place }) => ({ itemId: item.id, name: item.name, place }));
  }

  /** What brings most of a nutrient, the greatest first; on the average day one line a food. */
  function contributions(nutrientId: number): Contribution[] {
    const index = nutrition.value.nutrientIds.indexOf(nutrientId);
    const isAverage = scope.value === "average";
    const lines = new Map<string, Contribution>();
    for (const { item, place } of places.value) {
      const known = nutrition.value.items.get(item.id)?.known[index] ?? 0;
      if (known <= 0 || (item.alternativeOfId !== null && scope.value !== "item")) continue;
      const amount = isAverage ? known / (daysWithFood.value || 1) : known;
      const key = isAverage ? item.name : item.id;
      const line = lines.get(key);
      if (line) lines.set(key, { ...line, amount: line.amount + amount, times: line.times + 1, place: "" });
      else lines.set(key, { itemId: item.id, name: item.name, place, amount, share: 0, times: 1 });
    }
    const total = [...lines.values()].reduce((sum, { amount }) => sum + amount, 0);
    return [...lines.values()].map((line) => ({ ...line, share: line.amount / total })).sort((a, b) => b.amount - a.amount);
  }

  return {
    title,
    amounts,
    /** Targets are of days. */
    isDaily: computed(() => scope.value === "day" || scope.value === "average"),
    energyPercent: computed(() => (dayAmounts.value ? dayAmounts.value.energyPercent : energyPercentOf(amounts.value ?? undefined, nutrition.value.nutrientIds))),
    unknownFoods,
    contributions,
  };
}
