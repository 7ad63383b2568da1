import { portionLabel, unitLabel } from "../../../meal-plans/builder/document/plan-words.ts";
import type { Ingredient, MeasuredFood, MeasuredRecipe } from "../recipe-document.ts";

export interface UnitChoice {
  /** `portion:<id>` or `unit:<code>`. */
  value: string;
  title: string;
}

/** What an amount of the ingredient may count: portions of its food and units that convert, or servings and grams of a recipe. */
export function unitChoices(
  ingredient: Pick<Ingredient, "foodId" | "recipeId" | "unitCode">,
  foods: Record<string, MeasuredFood>,
  recipes: Record<string, MeasuredRecipe>,
): { title: string; units: UnitChoice[] }[] {
  const food = ingredient.foodId ? foods[ingredient.foodId] : undefined;
  const ofRecipe = ingredient.recipeId && recipes[ingredient.recipeId]?.hasCookedWeight ? ["serving", "g"] : ["serving"];
  const codes = new Set(ingredient.recipeId ? ofRecipe : (food?.units ?? ["g"]));
  if (ingredient.unitCode) codes.add(ingredient.unitCode);
  const portions = (food?.portions ?? []).map(({ id, label, grams }) => ({ value: `portion:${id}`, title: `${portionLabel(label)} (${grams} g)` }));
  return [
    { title: "Portions", units: portions },
    { title: "Units", units: [...codes].map((code) => ({ value: `unit:${code}`, title: code === "serving" ? "servings" : unitLabel(code) })) },
  ].filter(({ units }) => units.length > 0);
}

export const unitOf = ({ foodPortionId, unitCode }: Pick<Ingredient, "foodPortionId" | "unitCode">): string =>
  foodPortionId ? `portion:${foodPortionId}` : `unit:${unitCode ?? "g"}`;

export function measuredIn(unit: string): Pick<Ingredient, "foodPortionId" | "unitCode"> {
  const of = unit.slice(unit.indexOf(":") + 1);
  return unit.startsWith("portion:") ? { foodPortionId: of, unitCode: null } : { foodPortionId: null, unitCode: of };
}
