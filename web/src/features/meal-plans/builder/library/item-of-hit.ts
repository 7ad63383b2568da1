import type { LibraryHit } from "../../../library/search/library-hit.ts";
import type { FoodFacts, RecipeFacts } from "../document/plan-document.ts";
import { amountWords } from "../document/plan-words.ts";
import type { NewItem } from "../edits/gestures.ts";

/** What a hit brings to the plan: its first portion, a serving of a recipe, else 100 g. */
export function itemOfHit(hit: LibraryHit): NewItem {
  const base = { kind: hit.kind, name: hit.name, foodId: null, recipeId: null, foodPortionId: null, unitCode: null };
  if (hit.kind === "recipe") return { ...base, recipeId: hit.id, amount: 1, unitCode: "serving" };
  const portion = hit.portions[0];
  if (portion) return { ...base, foodId: hit.id, amount: 1, foodPortionId: portion.id };
  return { ...base, foodId: hit.id, amount: 100, unitCode: "g" };
}

/** Words of the person's own instead of a food: one unknown food for every nutrient and allergen. */
export function itemOfText(text: string): NewItem {
  return { kind: "text", name: text.trim(), foodId: null, recipeId: null, amount: 1, foodPortionId: null, unitCode: null };
}

/** What Enter puts on the meal, in words. */
export function portionOfHit(hit: LibraryHit): string {
  return amountWords(itemOfHit(hit), { name: hit.name, group: hit.group, portions: hit.portions, units: hit.units });
}

/** The facts that the amount menu needs for a hit. */
export function factsOfHit(hit: LibraryHit): { foods?: Record<string, FoodFacts>; recipes?: Record<string, RecipeFacts> } {
  const { id, name, group, portions, units } = hit;
  if (hit.kind === "food") return { foods: { [id]: { name, group, portions, units } } };
  return { recipes: { [id]: { name, servings: 1, hasCookedWeight: units.includes("g") } } };
}
