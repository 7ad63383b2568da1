import type { Nutrient } from "../document/plan-document.ts";
import type { Quantity } from "../../../../ui/numbers/format-quantity.ts";

/** Sums in the order of `nutrientIds`: what is known, and how many foods have no value. */
export interface Amounts {
  known: (number | null)[];
  unknown: number[];
}

/** Percent of energy by 4 / 4 / 9 / 7 kcal per g; null where an unknown leaves it open. */
export interface EnergyPercent {
  protein: number | null;
  carbohydrate: number | null;
  fat: number | null;
  alcohol: number | null;
}

export interface DayAmounts extends Amounts {
  energyPercent: EnergyPercent | null;
}

/** The nutrition of a version as the server computed it, ready to look up. Alternatives: the first counts. */
export interface PlanNutrition {
  nutrientIds: number[];
  items: Map<string, Amounts>;
  meals: Map<string, Amounts>;
  days: Map<string, DayAmounts>;
  average: DayAmounts | null;
  /** `<itemId> <nutrientId>` of values that the source assumes. */
  assumed: Set<string>;
}

export const noNutrition: PlanNutrition = {
  nutrientIds: [],
  items: new Map(),
  meals: new Map(),
  days: new Map(),
  average: null,
  assumed: new Set(),
};

/** One nutrient of some amounts. Nothing known beside an unknown is "—", because "at least 0" says nothing. */
export function quantityOf(amounts: Amounts | undefined, nutrition: PlanNutrition, nutrient: Nutrient): Quantity {
  const index = nutrition.nutrientIds.indexOf(nutrient.id);
  const unknownCount = amounts?.unknown[index] ?? 0;
  const known = amounts?.known[index] ?? null;
  return { known: known === 0 && unknownCount > 0 ? null : known, unit: nutrient.unit, unknownCount };
}

/** 4 / 4 / 9 / 7 kcal a gram over energy (CLINICAL 5), also where the server computes none: of meals and items. */
export function energyPercentOf(amounts: Amounts | undefined, nutrientIds: readonly number[]): EnergyPercent | null {
  if (!amounts) return null;
  const known = (id: number): number | null => {
    const index = nutrientIds.indexOf(id);
    return index < 0 || amounts.unknown[index] ? null : (amounts.known[index] ?? null);
  };
  const energy = known(208);
  const share = (id: number, kcalPerGram: number): number | null => {
    const grams = known(id);
    return grams === null || !energy ? null : (grams * kcalPerGram * 100) / energy;
  };
  return { protein: share(203, 4), carbohydrate: share(205, 4), fat: share(204, 9), alcohol: share(221, 7) };
}

export type Standing = "below" | "within" | "above" | "undetermined" | "none";

/**
 * Where an amount stands against a target, when `known` may be any value in [known, ∞) (CLINICAL 19): above is sure as
 * soon as what is known exceeds the maximum, enough is sure as soon as it reaches the minimum.
 */
export function standingOf(quantity: Quantity, target: { minimum: number | null; maximum: number | null } | undefined): Standing {
  if (!target) return "none";
  const known = quantity.known ?? 0;
  const isOpen = quantity.known === null || (quantity.unknownCount ?? 0) > 0;
  if (target.maximum !== null && known > target.maximum) return "above";
  const reaches = target.minimum === null || known >= target.minimum;
  if (isOpen) return target.maximum === null && reaches && quantity.known !== null ? "within" : "undetermined";
  return reaches ? "within" : "below";
}
