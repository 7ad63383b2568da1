/** What `food_document` answers: everything about a food. */
export interface FoodDocument {
  id: string;
  name: string;
  kind: FoodKind;
  synonyms: string[];
  brand: string | null;
  barcode: string | null;
  groupCode: string | null;
  group: string | null;
  usdaNdbNumber: string | null;
  source: string;
  sourceVersion: string | null;
  /** A day. */
  sourceOn: string | null;
  isOwn: boolean;
  isArchived: boolean;
  revision: number;
  updatedAt: string;
  updatedBy: string | null;
  copiedFrom: { id: string; name: string; isOwn: boolean; isChangedSince: boolean } | null;
  refuseShare: number | null;
  densityGPerMl: number | null;
  portions: FoodPortion[];
  units: string[];
  nutrients: FoodNutrient[];
  /** Percent of energy by 4 / 4 / 9 / 7 kcal a g (CLINICAL 5); null = undetermined. */
  energyPercent: Record<"protein" | "carbohydrate" | "fat" | "alcohol", number | null>;
  allergens: (FoodFactEntry & { presence: "contains" | "may_contain" | "free" })[];
  tags: (FoodFactEntry & { isPresent: boolean })[];
}

export type FoodKind = "food" | "supplement" | "sip_feed" | "fluid";

export interface FoodPortion {
  id: string;
  label: string;
  /** Edible grams. */
  grams: number;
  /** The organisation states it. */
  isOwn: boolean;
  revision: number;
}

export interface FoodNutrient {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  isPanel: boolean;
  isSummable: boolean;
  /** In 100 g, in `unit`; null = unknown. */
  amount: number | null;
  isAssumedZero: boolean;
  sourceCode: string | null;
  derivationCode: string | null;
  /** Of this value, where it is not the food's. */
  source: string | null;
  statedOn: string | null;
}

export interface FoodFactEntry {
  code: string;
  name: string;
  provenance: "declared" | "reviewed" | "inferred";
  note: string | null;
  isOwn: boolean;
}

/** What `food_places` answers: where a food is used. */
export interface FoodPlaces {
  plans: { id: string; name: string; clientId: string | null; client: string | null; versionId: string; number: number; status: "draft" | "published"; isArchived: boolean }[];
  /** Plans of clients in others' care. */
  otherPlans: number;
  recipes: { id: string; name: string; isOwn: boolean }[];
  logs: number;
  dislikes: number;
}

/** Documents come as `json`; the database makes them, so they are taken at their word. */
export const parseFood = (answer: unknown): FoodDocument | null => (answer as FoodDocument | null | undefined) ?? null;
export const parsePlaces = (answer: unknown): FoodPlaces | null => (answer as FoodPlaces | null | undefined) ?? null;
