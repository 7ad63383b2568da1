/**
 * The document that the builder opens with, as `meal_plan_version_document` answers it. Amounts are plain numbers in
 * the unit that stands beside them; grams are edible grams.
 */
export interface PlanDocument {
  plan: { id: string; name: string; isTemplate: boolean };
  version: VersionHead;
  /** Where the review of a draft stands; null = nobody has asked for one. */
  review: PlanReview | null;
  client: PlanClient | null;
  /** All that are computed, in the order of the panel. */
  nutrients: Nutrient[];
  /** Those that the organisation shows, in its order. */
  shownNutrientIds: number[];
  targets: Target[];
  days: PlanDay[];
  foods: Record<string, FoodFacts>;
  recipes: Record<string, RecipeFacts>;
  versions: VersionSummary[];
  assignments: PlanAssignment[];
  /** Of a draft: a mark of the library that it was read with. */
  librarySeen?: string | null;
  canEdit: boolean;
  canPublish: boolean;
  canAssign: boolean;
}

export type DayMapping = "cyclic" | "weekday";

export interface VersionHead {
  id: string;
  number: number;
  status: "draft" | "published";
  revision: number;
  dayMapping: DayMapping;
  isRepeating: boolean;
  note: string;
  changeNote: string;
  publishedAt: string | null;
  publishedBy: string | null;
  contentHash: string | null;
  savedAt: string | null;
}

/** A draft that waits for whoever may publish it, or came back from there. */
export interface PlanReview {
  requestedAt: string | null;
  requestedBy: string | null;
  /** Whoever looks asked for it. */
  isMine: boolean;
  /** What was said to be ready: where the draft's own is another, it was changed since. */
  revision: number | null;
  note: string;
  returnedAt: string | null;
  returnedBy: string | null;
  returnNote: string;
}

export interface VersionSummary {
  id: string;
  number: number;
  status: "draft" | "published";
  publishedAt: string | null;
}

export interface PlanAssignment {
  id: string;
  mealPlanVersionId?: string;
  versionNumber?: number;
  startsOn: string;
  /** Exclusive; null = until further notice. */
  endsOn: string | null;
  status: "active" | "suspended" | "cancelled";
}

export interface PlanClient {
  id: string;
  fullName: string;
  bornOn: string | null;
  sex: "female" | "male" | null;
  allergies: { name: string; criticality: "low" | "high"; kind: "allergy" | "intolerance"; status: string }[];
  conditions: { name: string; startedOn: string | null }[];
  medications: { name: string; dose: string | null }[];
  lifeStages: { stage: "pregnancy" | "lactation"; startedOn: string }[];
  /** Physicians' orders that hold or begin later; `endsOn` is the day after the last. */
  limits: PlanLimit[];
  /** The latest of each kind. */
  weights: { kind: "weight" | "dry_weight" | "adjusted_weight"; kg: number; measuredOn: string }[];
}

export interface PlanLimit {
  nutrient: string;
  unit: string;
  scope: "item" | "meal" | "day" | "average_day";
  minimum: number | null;
  maximum: number | null;
  severity: "info" | "caution" | "contraindicated";
  orderedBy: string;
  startsOn: string;
  endsOn: string | null;
}

export interface Nutrient {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
}

/** Bounds of a day, in the nutrient's unit; at least one of them is a number. */
export interface Target {
  nutrientId: number;
  minimum: number | null;
  maximum: number | null;
  /** How it came about; nothing = typed by hand. */
  basis?: TargetBasis | null;
}

/** A proposal as it was when it was taken: the formula with its numbers put in, and what it rests on. */
export interface TargetBasis {
  formula: string;
  sources: string[];
  inputs: { name: string; value: string; on: string | null }[];
  warnings: string[];
  proposedOn: string;
}

export interface PlanDay {
  id: string;
  dayNumber: number;
  note: string;
  meals: PlanMeal[];
}

export interface PlanMeal {
  id: string;
  name: string;
  timeOfDay: string | null;
  note: string;
  /** In order; the alternatives of an item follow it. */
  items: PlanItem[];
}

export type ItemKind = "food" | "recipe" | "text";

export interface PlanItem {
  id: string;
  alternativeOfId: string | null;
  kind: ItemKind;
  foodId: string | null;
  recipeId: string | null;
  /** The food's or recipe's name, or the free text itself. */
  name: string;
  amount: number;
  foodPortionId: string | null;
  /** The portion's words as the server knows them; a published version brings no list of portions. */
  portionLabel?: string | null;
  unitCode: string | null;
  /** Edible grams; null while the server has not resolved them, and for servings and free text. */
  grams: number | null;
  note: string;
  /** The food's facts differ from those at publish. */
  changed?: boolean;
}

export interface Portion {
  id: string;
  label: string;
  grams: number;
}

export interface FoodFacts {
  name: string;
  group: string | null;
  /** The organisation's own: it may state its density. */
  isOwn?: boolean;
  /** Searches leave it out; the plan goes on with it. */
  isArchived?: boolean;
  portions: Portion[];
  /** Codes of the units that convert to grams. */
  units: string[];
}

export interface RecipeFacts {
  name: string;
  servings: number;
  hasCookedWeight: boolean;
  /** Of a published version: the recipe as it was published, its ingredients taken apart into foods. */
  frozen?: FrozenRecipe;
}

export interface FrozenRecipe {
  preparation: string;
  ingredients: { foodId: string; name: string; gramsPerServing: number }[];
}
