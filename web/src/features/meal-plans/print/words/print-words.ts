/** Everything that stands on paper beside the plan's own words. `{n}` and the like are filled in. */
export interface PrintWords {
  for: string;
  draft: string;
  day: string;
  week: string;
  /** With the first and the last day. */
  period: string;
  periodOpen: string;
  or: string;
  serving: string;
  servings: string;
  recipes: string;
  ingredientsPerServing: string;
  incompleteRecipe: string;
  preparation: string;
  shoppingList: string;
  shoppingDays: string;
  shoppingPeople: string;
  refuseUnknown: string;
  asWritten: string;
  otherGroup: string;
  about: string;
  /** What a shopper counts, by the word that a portion's label has for it. */
  pieces: Record<"medium" | "large" | "small" | "can" | "clove" | "head" | "bulb" | "piece", string>;
  times: string;
  choices: string;
  instead: string;
  atLeast: string;
  page: string;
  energy: string;
  protein: string;
  carbohydrate: string;
  fat: string;
  fibre: string;
  /** By the unit's code, where it is not written alike everywhere. */
  units: Record<string, string>;
  /** By USDA's code; a group without an entry keeps its own name. */
  groups: Record<string, string>;
}
