import type { FoodFacts, Portion, RecipeFacts } from "../document/plan-document.ts";
import type { NewItem } from "../edits/gestures.ts";
import { bySeverity, parseFindings, type Finding } from "../../../medical/findings/finding.ts";

/** What speaks against a hit by what the client likes or chose to eat. It colours, and never blocks. */
export interface Preference {
  kind: "dislike" | "diet";
  label: string;
}

/** A food or recipe that can be put on the plan, as `search_foods` answers it. */
export interface LibraryHit {
  kind: "food" | "recipe";
  id: string;
  name: string;
  brand: string | null;
  group: string | null;
  kcalPer100g: number | null;
  portions: Portion[];
  units: string[];
  /** What the rules say about this food and this client. */
  conflicts: Finding[];
  preferences: Preference[];
}

/** Reads the answer of `search_foods`. */
export function parseHits(answer: unknown): LibraryHit[] {
  return (Array.isArray(answer) ? (answer as LibraryHit[]) : []).map((hit) => ({
    ...hit,
    portions: hit.portions ?? [],
    units: hit.units ?? [],
    conflicts: parseFindings(hit.conflicts),
    preferences: hit.preferences ?? [],
  }));
}

/** The conflicts of a hit, each told as loudly as it is sure. */
export interface HitConflicts {
  /** What a rule or an allergy says of it, the gravest first. */
  told: Finding[];
  /** Nobody knows whether it is what they want avoided. */
  unknown: Finding[];
  /** It is only inferred not to be. */
  inferred: Finding[];
}

export function conflictsOf({ conflicts }: Pick<LibraryHit, "conflicts">): HitConflicts {
  const sorted = [...conflicts].sort(bySeverity);
  const isOnlyInferred = (finding: Finding) => finding.unknownFoods.length === 0 && finding.inferredFoods.length > 0;
  const open = sorted.filter(({ outcome }) => outcome === "undetermined");
  return {
    told: sorted.filter(({ outcome }) => outcome !== "undetermined"),
    unknown: open.filter((finding) => !isOnlyInferred(finding)),
    inferred: open.filter(isOnlyInferred),
  };
}

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

/** The facts that the amount menu needs for a hit. */
export function factsOfHit(hit: LibraryHit): { foods?: Record<string, FoodFacts>; recipes?: Record<string, RecipeFacts> } {
  const { id, name, group, portions, units } = hit;
  if (hit.kind === "food") return { foods: { [id]: { name, group, portions, units } } };
  return { recipes: { [id]: { name, servings: 1, hasCookedWeight: units.includes("g") } } };
}
