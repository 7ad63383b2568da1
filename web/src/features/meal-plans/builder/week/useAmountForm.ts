import { computed, shallowRef, watch, type ShallowRef } from "vue";

import type { PlanDocument, PlanItem } from "../document/plan-document.ts";
import { unitLabel } from "../document/plan-words.ts";
import { setAmount, setFreeText } from "../edits/gestures.ts";
import type { PlanEdit } from "../edits/plan-edit.ts";
import { millilitres, missingVolumes, type MissingConversion } from "./missing-conversion.ts";
import { parseAmount } from "./parse-amount.ts";

export interface UnitChoice {
  /** `portion:<id>`, `unit:<code>`, or `missing:<code>` of a unit that this food does not convert from. */
  value: string;
  title: string;
}

/** What may follow an amount of this item: its food's portions, the units that convert to grams, and those that do not yet. */
export function unitChoices(plan: PlanDocument, item: PlanItem): { title: string; units: UnitChoice[] }[] {
  if (item.kind === "text") return [];
  const food = item.foodId ? plan.foods[item.foodId] : undefined;
  const portions = (food?.portions ?? []).map((portion) => ({
    value: `portion:${portion.id}`,
    title: `${portion.label} (${portion.grams} g)`,
  }));
  const codes = new Set(item.recipeId ? recipeUnits(plan, item.recipeId) : (food?.units ?? ["g"]));
  if (item.unitCode) codes.add(item.unitCode);
  const units = [...codes].map((code) => ({ value: `unit:${code}`, title: unitLabel(code) }));
  const missing = item.foodId ? missingVolumes([...codes]).map((code) => ({ value: `missing:${code}`, title: unitLabel(code) })) : [];
  return [
    { title: "Portions", units: portions },
    { title: item.recipeId ? "Recipe" : "Units", units },
    { title: "Not known what it weighs", units: missing },
  ].filter((group) => group.units.length > 0);
}

function recipeUnits(plan: PlanDocument, recipeId: string): string[] {
  return plan.recipes[recipeId]?.hasCookedWeight ? ["serving", "g"] : ["serving"];
}

/** The state of typing an amount (or the words of a free text); `edits` is null while it cannot be read. */
export function useAmountForm(plan: ShallowRef<PlanDocument>, item: PlanItem) {
  const isText = item.kind === "text";
  const text = shallowRef(isText ? item.name : String(item.amount));
  const unit = shallowRef(item.foodPortionId ? `portion:${item.foodPortionId}` : `unit:${item.unitCode ?? ""}`);
  const choices = computed(() => unitChoices(plan.value, item));
  const problem = shallowRef<string | null>(null);
  /** What has to be said before the amount can be taken; null = nothing. */
  const missing = shallowRef<MissingConversion | null>(null);
  watch(text, () => (problem.value = null));
  watch(unit, (value) => (missing.value = missingOf(value)));

  function missingOf(choice: string): MissingConversion | null {
    const food = item.foodId ? plan.value.foods[item.foodId] : undefined;
    if (!item.foodId || !choice.startsWith("missing:")) return null;
    const unitCode = choice.slice("missing:".length);
    return { foodId: item.foodId, foodName: item.name, isOwn: food?.isOwn ?? false, unitCode, millilitres: millilitres[unitCode] ?? Number.NaN };
  }

  function edits(): PlanEdit[] | null {
    if (isText) {
      if (text.value.trim()) return setFreeText(plan.value, item.id, text.value.trim());
      problem.value = "Write what it is, or press Esc and remove the item.";
      return null;
    }
    const parsed = parseAmount(text.value);
    const chosen = parsed && (unitTyped(parsed.words) ?? unit.value);
    if (!parsed || !chosen) {
      problem.value = "An amount is a number above 0, such as 60, 1.5 or 1/2.";
      return null;
    }
    missing.value = missingOf(chosen);
    if (missing.value) {
      // The number stays; the unit stands in the menu, so that the words need not be typed again.
      unit.value = chosen;
      text.value = String(parsed.amount);
      return null;
    }
    const id = chosen.slice(chosen.indexOf(":") + 1);
    const isPortion = chosen.startsWith("portion:");
    return setAmount(plan.value, item.id, { amount: parsed.amount, foodPortionId: isPortion ? id : null, unitCode: isPortion ? null : id });
  }

  /** "60 g": the unit may be typed after the number; null when nothing fits it. */
  function unitTyped(words: string): string | null {
    if (!words) return null;
    const wanted = words.toLowerCase();
    const units = choices.value.flatMap((group) => group.units);
    const names = (choice: UnitChoice): string => choice.title.toLowerCase().replace(/^1\s+/, "");
    const match = units.find((choice) => names(choice) === wanted) ?? units.find((choice) => names(choice).startsWith(wanted));
    return match?.value ?? null;
  }

  return { text, unit, choices, problem, missing, edits };
}
