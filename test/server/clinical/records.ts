import type { Rational } from "./rational.ts";

/** What the evaluator judges: rows as they stand in the tables, with the names of the tables' columns in camel case. */

/** A day as Postgres writes it, "2026-03-01": days compare as strings. */
export type Day = string;
/** Half-open: the day `until` is not in it; null = without end. */
export type Period = { from: Day; until: Day | null };

export type Severity = "info" | "caution" | "contraindicated";
export type Scope = "item" | "meal" | "day" | "average_day";
export type Provenance = "declared" | "reviewed" | "inferred";
export type Presence = "contains" | "may_contain" | "free";
export type WeightKind = "weight" | "dry_weight" | "adjusted_weight";

/** Something with a wider thing above it: a condition, a medicine and its class, an allergen. */
export type Branch = { id: string; code: string; parentId: string | null };

export type Rule = {
  id: string;
  code: string;
  version: number;
  severity: Severity;
  conditionId: string | null;
  medicationId: string | null;
  allergenId: string | null;
  lifeStage: string | null;
  ageYearsFrom: Rational | null;
  ageYearsTo: Rational | null;
  labTestCode: string | null;
  labFrom: Rational | null;
  labTo: Rational | null;
  labMaxAgeDays: number | null;
  effect: string;
  nutrientId: number | null;
  scope: Scope | null;
  basis: "absolute" | "per_kg" | "energy_percent" | null;
  minimum: Rational | null;
  maximum: Rational | null;
  weightBasis: "actual" | "dry" | "adjusted" | null;
  weightMaxAgeDays: number | null;
  maxVariationPercent: Rational | null;
  tagCode: string | null;
  avoidAllergenId: string | null;
  supersedes: string[];
};

/** What an organisation has decided about a rule, as long as it stands. */
export type Adjustment = { ruleId: string; kind: "tighten" | "switch_off"; minimum: Rational | null; maximum: Rational | null };

/** A physician's order for one client, in the nutrient's unit. */
export type Limit = Spell & { nutrientId: number; scope: Scope; minimum: Rational | null; maximum: Rational | null; severity: Severity };

export type Spell = { startedOn: Day | null; endedOn: Day | null };
export type Profile = {
  bornOn: Day | null;
  conditions: (Spell & { conditionId: string })[];
  medications: (Spell & { medicationId: string })[];
  lifeStages: (Spell & { lifeStage: string })[];
  allergies: { allergenId: string; kind: "allergy" | "intolerance"; criticality: "low" | "high"; status: string }[];
  limits: Limit[];
  labs: { testCode: string; value: Rational; takenOn: Day; createdAt: string }[];
  metrics: { kind: string; value: Rational; measuredOn: Day; createdAt: string }[];
};

export type Food = { id: string; name: string; amounts: Map<number, Rational> };
export type Ingredient = {
  foodId: string | null;
  recipeId: string | null;
  grams: Rational | null;
  servings: Rational | null;
  discardedShare: Rational;
};
export type Recipe = { id: string; name: string; servings: Rational; cookedWeightG: Rational | null; ingredients: Ingredient[] };

/** `isOwn`: the organisation's own word, which counts before the knowledge base's. */
export type AllergenFact = { isOwn: boolean; foodId: string; allergenId: string; presence: Presence; provenance: Provenance };
export type TagFact = { isOwn: boolean; foodId: string; tagCode: string; isPresent: boolean; provenance: Provenance };

export type Item = {
  id: string;
  dayNumber: number;
  mealId: string;
  alternativeOfId: string | null;
  foodId: string | null;
  recipeId: string | null;
  freeText: string | null;
  amount: Rational;
  grams: Rational | null;
};
/** A version's days are counted also where nothing is planned. */
export type Plan = { id: string; clientId: string; dayNumbers: number[]; items: Item[] };

export type World = {
  nutrientCodes: Map<number, string>;
  conditions: Map<string, Branch>;
  medications: Map<string, Branch>;
  allergens: Map<string, Branch>;
  foods: Map<string, Food>;
  recipes: Map<string, Recipe>;
  /** By food. */
  allergenFacts: Map<string, AllergenFact[]>;
  tagFacts: Map<string, TagFact[]>;
  rules: Rule[];
  adjustments: Adjustment[];
  /** Whether the organisation takes "may contain" for as bad as "contains" (CLINICAL 22). */
  mayContainIsBreach: boolean;
  profiles: Map<string, Profile>;
  plans: Map<string, Plan>;
};

export type Finding = {
  ruleCode: string;
  ruleVersion: number;
  outcome: "warning" | "breach" | "undetermined";
  place: string;
  observed: Rational | null;
  observedIsMinimum: boolean;
  minimum: Rational | null;
  maximum: Rational | null;
  unknownFoods: string[];
  inferredFoods: string[];
  needsReason: boolean;
  needsAcknowledgement: boolean;
};
