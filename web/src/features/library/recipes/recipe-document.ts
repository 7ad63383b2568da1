/** A recipe as `recipe_document` answers it. Decimals are numbers here: they are shown, and what is saved is what was typed. */
export interface RecipeDocument {
  id: string;
  name: string;
  servings: number;
  cookedWeightG: number | null;
  preparation: string;
  revision: number;
  isOwn: boolean;
  isArchived: boolean;
  library: string | null;
  copiedFrom: { id: string; name: string } | null;
  savedAt: string;
  savedBy: string | null;
  canEdit: boolean;
  ingredients: Ingredient[];
  foods: Record<string, MeasuredFood>;
  recipes: Record<string, MeasuredRecipe>;
  nutrients: Nutrient[];
  shownNutrientIds: number[];
  figures: Figures;
  usedIn: Uses;
}

/** So much of a food, or of another recipe. */
export interface Ingredient {
  id: string;
  foodId: string | null;
  recipeId: string | null;
  amount: number;
  foodPortionId: string | null;
  unitCode: string | null;
  discardedShare: number;
  /** What the amount came to when it was saved; null for servings. */
  grams?: number | null;
}

/** What a food is measured in. */
export interface MeasuredFood {
  name: string;
  group: string | null;
  isArchived?: boolean;
  portions: { id: string; label: string; grams: number }[];
  units: string[];
}

export interface MeasuredRecipe {
  name: string;
  hasCookedWeight: boolean;
}

export interface Nutrient {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
}

/** Sums in the order of `nutrientIds`: what is known, and how many foods have no value. */
export interface Amounts {
  known: number[];
  unknown: number[];
}

/** What ingredients come to: CLINICAL 6. */
export interface Figures {
  nutrientIds: number[];
  whole: Amounts;
  perServing: Amounts | null;
  per100g: Amounts | null;
  energyPercent: { protein: number | null; carbohydrate: number | null; fat: number | null; alcohol: number | null };
  /** Grams of the ingredients together, as far as they are known. */
  weightG: number | null;
  lines: Amounts[];
  isIncomplete: boolean;
  foods: { id: string; name: string; grams: number; unknownNutrientIds: number[] }[];
  facts: Fact[];
}

export type FactAnswer = "contains" | "may_contain" | "free" | "has" | "has_not";

/** What the dish contains or is, with the foods that say so; no answer = nobody knows. */
export interface Fact {
  kind: "allergen" | "tag";
  code: string;
  name: string;
  answer: FactAnswer | null;
  provenance: "declared" | "reviewed" | "inferred" | null;
  there: string[];
  doubtful: string[];
  inferred: string[];
  unknown: string[];
  /** Something in it is not known at all. */
  unnamed: boolean;
}

/** Where the practice uses it: counts of plans, of nobody in particular. */
export interface Uses {
  recipes: { id: string; name: string; isDirect: boolean }[];
  drafts: number;
  templates: number;
  published: number;
  active: number;
}

/** What a recipe that is being written comes to, as `preview_recipe` answers it. */
export interface RecipePreview {
  problems: { n: number; code: string; message: string }[];
  grams: (number | null)[];
  figures: Figures;
  changes: RecipeChanges | null;
  /** Of a new recipe only: one that is there brings them itself. */
  nutrients?: Nutrient[] | null;
  shownNutrientIds?: number[] | null;
}

/** What saving would change of a recipe that is there already. */
export interface RecipeChanges {
  perServing: Amounts | null;
  per100g: Amounts | null;
  facts: { kind: "allergen" | "tag"; code: string; name: string; before: FactAnswer | null; after: FactAnswer | null }[];
  usedIn: Uses;
}

/** One line of `recipe_list`. */
export interface ListedRecipe {
  id: string;
  name: string;
  isOwn: boolean;
  library: string | null;
  servings: number;
  cookedWeightG: number | null;
  ingredients: number;
  kcalPerServing: number | null;
  unknown: number | null;
  isArchived: boolean;
  savedAt: string;
  savedBy: string | null;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Reads the answer of `recipe_document`. */
export const parseRecipe = (answer: unknown): RecipeDocument | null => (isObject(answer) ? (answer as RecipeDocument) : null);

/** Reads the answer of `preview_recipe`. */
export const parsePreview = (answer: unknown): RecipePreview | null => (isObject(answer) ? (answer as RecipePreview) : null);

/** Reads the answer of `recipe_list`. */
export function parseRecipeList(answer: unknown): { total: number; recipes: ListedRecipe[] } | null {
  return isObject(answer) ? (answer as { total: number; recipes: ListedRecipe[] }) : null;
}
