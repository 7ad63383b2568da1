import { Rational } from "./rational.ts";
import type { Item, Recipe, World } from "./records.ts";

/** A food that somebody eats with an item; no id where nothing is known of it: free text, or a recipe that nobody has filled. */
export type EatenFood = { foodId: string | null; name: string; grams: Rational };

/** What an item holds of a nutrient: exactly `known`, or [known, ∞) where it is open because of foods without a value (CLINICAL 3). */
export type Amount = { known: Rational; isOpen: boolean; unknownFoods: string[] };

const ONE = Rational.of(1);
const HUNDRED = Rational.of(100);

/**
 * CLINICAL 6: the foods of so much of a recipe (1 = all of it), those of the recipes in it included, without what is thrown
 * away. Of one that nobody has filled nothing is known: it is named by the dish that is planned.
 */
function foodsOfRecipe(world: World, recipe: Recipe, share: Rational, dish: string): EatenFood[] {
  if (recipe.ingredients.length === 0) return [{ foodId: null, name: dish, grams: Rational.zero }];
  return recipe.ingredients.flatMap((ingredient) => {
    const eaten = share.times(ONE.minus(ingredient.discardedShare));
    if (ingredient.foodId !== null) {
      return [{ foodId: ingredient.foodId, name: world.foods.get(ingredient.foodId)!.name, grams: ingredient.grams!.times(eaten) }];
    }
    const inner = world.recipes.get(ingredient.recipeId!)!;
    return foodsOfRecipe(world, inner, shareOf(inner, ingredient.grams, ingredient.servings).times(eaten), dish);
  });
}

const shareOf = (recipe: Recipe, grams: Rational | null, servings: Rational | null): Rational =>
  grams !== null ? grams.over(recipe.cookedWeightG!) : servings!.over(recipe.servings);

const taken = new WeakMap<Item, EatenFood[]>();

/** The foods of an item; free text is one food of which nothing is known (CLINICAL 7). Rules ask again and again, so they are kept. */
export function foodsOf(world: World, item: Item): EatenFood[] {
  const foods = taken.get(item) ?? takenApart(world, item);
  taken.set(item, foods);
  return foods;
}

function takenApart(world: World, item: Item): EatenFood[] {
  if (item.freeText !== null) return [{ foodId: null, name: item.freeText, grams: Rational.zero }];
  if (item.foodId !== null) return [{ foodId: item.foodId, name: world.foods.get(item.foodId)!.name, grams: item.grams! }];
  const recipe = world.recipes.get(item.recipeId!)!;
  return foodsOfRecipe(world, recipe, shareOf(recipe, item.grams, item.amount), recipe.name);
}

/** CLINICAL 2 and 3: values are per 100 g; no value is unknown, also of a little. */
export function amountOf(world: World, item: Item, nutrientId: number): Amount {
  let known = Rational.zero;
  const unknownFoods: string[] = [];
  for (const food of foodsOf(world, item)) {
    const per100 = food.foodId === null ? undefined : world.foods.get(food.foodId)!.amounts.get(nutrientId);
    if (per100 === undefined) unknownFoods.push(food.name);
    else known = known.plus(per100.times(food.grams).over(HUNDRED));
  }
  return { known, isOpen: unknownFoods.length > 0, unknownFoods };
}
