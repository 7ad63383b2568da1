import type { PlanDocument } from "../document/plan-document.ts";
import type { LibraryHit } from "./library-hit.ts";

const most = 40;

/** The foods and recipes that the plan uses already, most used first: what the library shows before a search. */
export function usedInPlan(plan: PlanDocument): LibraryHit[] {
  const uses = new Map<string, { count: number; hit: LibraryHit }>();
  for (const item of plan.days.flatMap((day) => day.meals.flatMap((meal) => meal.items))) {
    const id = item.foodId ?? item.recipeId;
    if (!id || item.kind === "text") continue;
    const known = uses.get(id);
    if (known) known.count += 1;
    else uses.set(id, { count: 1, hit: hitOf(plan, item.kind, id, item.name) });
  }
  return [...uses.values()]
    .sort((a, b) => b.count - a.count || a.hit.name.localeCompare(b.hit.name))
    .slice(0, most)
    .map((use) => use.hit);
}

function hitOf(plan: PlanDocument, kind: "food" | "recipe", id: string, name: string): LibraryHit {
  const food = plan.foods[id];
  const units = food?.units ?? (plan.recipes[id]?.hasCookedWeight ? ["serving", "g"] : ["serving"]);
  const portions = food?.portions ?? [];
  return { kind, id, name, brand: null, group: food?.group ?? null, kcalPer100g: null, portions, units, conflicts: [], preferences: [] };
}
