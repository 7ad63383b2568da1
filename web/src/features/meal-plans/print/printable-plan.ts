/** A plan version as its client reads it: what `printable_meal_plan` answers. */
export interface PrintablePlan {
  clinic: string;
  /** BCP 47. */
  locale: string;
  energyUnit: "kcal" | "kJ";
  /** Null for a template. */
  clientName: string | null;
  status: "draft" | "published";
  plan: { id: string; name: string };
  version: { number: number; dayMapping: "cyclic" | "weekday"; isRepeating: boolean; note: string };
  days: PrintableDay[];
  recipes: Record<string, PrintableRecipe>;
  nutrition: { nutrientIds: number[]; days: { dayNumber: number; known: (number | null)[]; unknown: number[] }[] };
  /** `endsOn` is the day after the last; null = until further notice. */
  periods: { startsOn: string; endsOn: string | null }[];
}

export interface PrintableDay {
  dayNumber: number;
  note: string;
  meals: { id: string; name: string; timeOfDay: string | null; note: string; items: PrintableItem[] }[];
}

export interface PrintableItem {
  id: string;
  alternativeOfId: string | null;
  kind: "food" | "recipe" | "text";
  recipeId: string | null;
  name: string;
  amount: number;
  portionLabel: string | null;
  unitCode: string | null;
  grams: number | null;
  note: string;
}

export interface PrintableRecipe {
  name: string;
  servings: number;
  preparation: string;
  ingredients: { foodId: string; name: string | null; gramsPerServing: number }[];
  isIncomplete?: boolean;
}

/** What `shopping_list` answers; grams for as many people as were asked for. */
export interface ShoppingList {
  dayNumbers: number[];
  people: number;
  groups: {
    code: string | null;
    name: string | null;
    foods: { foodId: string; name: string; edibleG: number; boughtG: number; isRefuseKnown: boolean; pieces: { count: number; label: string } | null }[];
  }[];
  written: { text: string; times: number; isRecipe: boolean }[];
  choices: { dayNumber: number; meal: string; counted: string; others: string[] }[];
}

export function parsePrintable(answer: unknown): PrintablePlan | null {
  const wire = answer as PrintablePlan | null | undefined;
  return wire && Array.isArray(wire.days) ? wire : null;
}

export function parseShoppingList(answer: unknown): ShoppingList | null {
  const wire = answer as ShoppingList | null | undefined;
  return wire && Array.isArray(wire.groups) ? wire : null;
}
