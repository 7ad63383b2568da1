import { findItem } from "../document/find-in-plan.ts";
import type { PlanDocument } from "../document/plan-document.ts";
import type { PlanEdit, UpdateItem } from "../edits/plan-edit.ts";
import type { Amounts, PlanNutrition } from "./plan-nutrition.ts";

/**
 * The totals that changed amounts will come to, before the server has said so: what an item brings is in proportion to its amount
 * (CLINICAL 2, 6), so the new totals are the old ones and the difference. `nutrition` is that of `saved`; everything but amounts
 * in the same unit, and the percent of energy, waits for the server's answer, which replaces all of it.
 */
export function foreseenNutrition(nutrition: PlanNutrition, saved: PlanDocument, pending: readonly PlanEdit[]): PlanNutrition {
  const last = new Map<string, UpdateItem>();
  for (const edit of pending) if (edit.op === "update_item") last.set(edit.id, edit);
  return [...last.values()].reduce((sum, edit) => withAmount(sum, saved, edit), nutrition);
}

function withAmount(nutrition: PlanNutrition, saved: PlanDocument, edit: UpdateItem): PlanNutrition {
  const place = findItem(saved, edit.id);
  const now = nutrition.items.get(edit.id);
  if (!place || !now || place.item.kind === "text" || place.item.amount === edit.amount) return nutrition;
  const { item, meal, day } = place;
  if (item.unitCode !== edit.unitCode || item.foodPortionId !== edit.foodPortionId) return nutrition;

  const share = edit.amount / item.amount - 1;
  const delta = now.known.map((known) => (known === null ? 0 : known * share));
  const items = new Map(nutrition.items).set(item.id, plus(now, delta));
  if (item.alternativeOfId) return { ...nutrition, items }; // totals count the first (CLINICAL 8)

  const planned = [...nutrition.days.values()].filter(({ known }) => known.some((value) => value !== null)).length;
  return {
    ...nutrition,
    items,
    meals: withDelta(nutrition.meals, meal.id, delta),
    days: withDelta(nutrition.days, day.id, delta),
    average: nutrition.average && planned > 0 ? plus(nutrition.average, delta.map((value) => value / planned)) : nutrition.average,
  };
}

function withDelta<Part extends Amounts>(parts: Map<string, Part>, id: string, delta: readonly number[]): Map<string, Part> {
  const now = parts.get(id);
  return now ? new Map(parts).set(id, plus(now, delta)) : parts;
}

function plus<Part extends Amounts>(part: Part, delta: readonly number[]): Part {
  return { ...part, known: part.known.map((known, index) => (known === null ? null : known + delta[index]!)) };
}
