import { computed, shallowRef, watch } from "vue";

import { typedNumber } from "../../../ui/numbers/typed-number.ts";
import { unitLabel } from "../../meal-plans/builder/document/plan-words.ts";
import type { FoodDocument } from "./food-document.ts";
import type { UnitFactor } from "./useFood.ts";

/** The amount that a food's figures are shown for beside 100 g: so many of a portion, or of a unit that converts (CLINICAL 9). */
export function useServing(food: () => FoodDocument, units: () => readonly UnitFactor[]) {
  const amount = shallowRef("1");
  /** `portion:<id>` or `unit:<code>`. */
  const measure = shallowRef("unit:g");

  const choices = computed(() => {
    const { portions, units: codes } = food();
    return [
      { title: "Portions", options: portions.map(({ id, label, grams }) => ({ value: `portion:${id}`, title: `${label} (${grams} g)` })) },
      { title: "Units", options: codes.map((code) => ({ value: `unit:${code}`, title: unitLabel(code) })) },
    ].filter(({ options }) => options.length > 0);
  });
  // Another food begins with its first portion; a portion that is gone leaves 100 g.
  watch(
    () => [food().id, choices.value] as const,
    ([id], before) => {
      const isThere = choices.value.some(({ options }) => options.some(({ value }) => value === measure.value));
      if (isThere && before?.[0] === id) return;
      const [first] = food().portions;
      measure.value = first ? `portion:${first.id}` : "unit:g";
      amount.value = first ? "1" : "100";
    },
    { immediate: true },
  );

  /** Grams of edible portion; null while the amount cannot be read. */
  const grams = computed(() => {
    const count = typedNumber(amount.value);
    const [kind, key] = [measure.value.slice(0, measure.value.indexOf(":")), measure.value.slice(measure.value.indexOf(":") + 1)];
    const unit = units().find(({ code }) => code === key);
    const one =
      kind === "portion" ? food().portions.find(({ id }) => id === key)?.grams : unit && unit.factor * (unit.isVolume ? (food().densityGPerMl ?? Number.NaN) : 1);
    const total = count * (one ?? Number.NaN);
    return total > 0 && Number.isFinite(total) ? total : null;
  });

  return { amount, measure, choices, grams };
}
