/** What somebody knows of a food: of an allergen it contains, may contain or is free of it; a property it has or has not. */
export type Answer = "contains" | "may_contain" | "free" | "has" | "has_not";

export interface FoodFact {
  answer: Answer;
  provenance: "declared" | "reviewed" | "inferred";
  /** The organisation's own word; otherwise the knowledge base's. */
  isOwn: boolean;
  /** The narrower allergen that is in it, or the wider one that it is free of. */
  through: string | null;
  /** Where it was read, or why it is inferred. */
  note: string | null;
}

export interface ReviewedFood {
  id: string;
  name: string;
  brand: string | null;
  group: string | null;
  isOwn: boolean;
  assignments: number;
  plans: number;
  recipes: number;
  logs: number;
  /** By the code of the allergen or property; no entry = nobody knows. */
  facts: Partial<Record<string, FoodFact>>;
}

export interface FactColumn {
  code: string;
  name: string;
}

export interface Worklist {
  columns: FactColumn[];
  total: number;
  foods: ReviewedFood[];
}

/** What the facts are about. */
export type About = "allergens" | "tags";

/** Which foods are listed. */
export type ListedState = "open" | "unknown" | "inferred" | "all";

/** Reads the answer of `food_fact_worklist`. */
export function parseWorklist(answer: unknown): Worklist | null {
  const list = answer as Partial<Worklist> | null | undefined;
  return list?.columns && list.foods ? { columns: list.columns, total: list.total ?? 0, foods: list.foods } : null;
}

/** How much work the foods are: facts that nobody knows, and facts that are only inferred. */
export function openFacts(foods: readonly ReviewedFood[], columns: readonly FactColumn[]): { unknown: number; inferred: number } {
  const facts = foods.flatMap((food) => columns.map(({ code }) => food.facts[code]));
  return { unknown: facts.filter((fact) => !fact).length, inferred: facts.filter((fact) => fact?.provenance === "inferred").length };
}
