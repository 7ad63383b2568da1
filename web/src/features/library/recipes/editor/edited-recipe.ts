import { newId } from "../../../../graphql/new-id.ts";
import { typedNumber } from "../../../../ui/numbers/typed-number.ts";
import type { Ingredient, RecipeDocument } from "../recipe-document.ts";

/** A recipe as somebody writes it. Servings and cooked weight are the text that was typed; nothing of it is ever changed in place. */
export interface EditedRecipe {
  name: string;
  servings: string;
  cookedWeight: string;
  preparation: string;
  ingredients: readonly Ingredient[];
}

export const emptyRecipe: EditedRecipe = { name: "", servings: "4", cookedWeight: "", preparation: "", ingredients: [] };

export function editedFrom(recipe: RecipeDocument): EditedRecipe {
  return {
    name: recipe.name,
    servings: String(recipe.servings),
    cookedWeight: recipe.cookedWeightG === null ? "" : String(recipe.cookedWeightG),
    preparation: recipe.preparation,
    ingredients: recipe.ingredients.map(({ id, foodId, recipeId, amount, foodPortionId, unitCode, discardedShare }) => ({
      id, foodId, recipeId, amount, foodPortionId, unitCode, discardedShare,
    })),
  };
}

export const isSameRecipe = (a: EditedRecipe, b: EditedRecipe): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A number above 0 that was typed, null for nothing, NaN for anything else. */
export function typedAbove0(text: string): number | null {
  if (text.trim() === "") return null;
  const number = typedNumber(text);
  return number > 0 ? number : Number.NaN;
}

export function withIngredient(recipe: EditedRecipe, id: string, patch: Partial<Ingredient>): EditedRecipe {
  return { ...recipe, ingredients: recipe.ingredients.map((one) => (one.id === id ? { ...one, ...patch } : one)) };
}

export function withoutIngredient(recipe: EditedRecipe, id: string): EditedRecipe {
  return { ...recipe, ingredients: recipe.ingredients.filter((one) => one.id !== id) };
}

export function withNewIngredient(recipe: EditedRecipe, ingredient: Omit<Ingredient, "id">): { recipe: EditedRecipe; id: string } {
  const id = newId();
  return { recipe: { ...recipe, ingredients: [...recipe.ingredients, { id, ...ingredient }] }, id };
}

/** Puts an ingredient at another place, counted from 0. */
export function withMoved(recipe: EditedRecipe, id: string, to: number): EditedRecipe {
  const moved = recipe.ingredients.find((one) => one.id === id);
  if (!moved) return recipe;
  const others = recipe.ingredients.filter((one) => one.id !== id);
  const at = Math.min(Math.max(to, 0), others.length);
  return { ...recipe, ingredients: [...others.slice(0, at), moved, ...others.slice(at)] };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Amounts, servings and cooked weight grow alike, so that a serving stays what it is. */
export function scaled(recipe: EditedRecipe, factor: number): EditedRecipe {
  const grown = (text: string): string => {
    const number = typedAbove0(text);
    return number === null || Number.isNaN(number) ? text : String(rounded(number * factor));
  };
  return {
    ...recipe,
    servings: grown(recipe.servings),
    cookedWeight: grown(recipe.cookedWeight),
    ingredients: recipe.ingredients.map((one) => ({ ...one, amount: rounded(one.amount * factor) })),
  };
}

/** The ingredients as the API takes them: decimals travel as text. */
export function toLines(ingredients: readonly Ingredient[]) {
  return ingredients.map(({ id, foodId, recipeId, amount, foodPortionId, unitCode, discardedShare }) => ({
    rowId: id, foodId, recipeId, amount: String(amount), foodPortionId, unitCode, discardedShare: String(discardedShare),
  }));
}
