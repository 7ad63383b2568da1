import { addDays, formatDay } from "../../../ui/numbers/dates.ts";
import { formatAmount } from "../../../ui/numbers/format-quantity.ts";

export type Scope = "item" | "meal" | "day" | "average_day";
export type LimitSeverity = "info" | "caution" | "contraindicated";

interface Bounds {
  scope: Scope;
  minimum: number | null;
  maximum: number | null;
}

const perScope: Record<Scope, string> = { item: "an item", meal: "a meal", day: "a day", average_day: "on the average day" };
export const scopeTitles: Record<Scope, string> = { day: "Each day", average_day: "The average day of a plan", meal: "Each meal", item: "Each item" };

/** `at most 2,000 mg a day`, `at least 60 g and at most 80 g a day`. */
export function boundsText({ scope, minimum, maximum }: Bounds, unit: string): string {
  const parts = [minimum === null ? null : `at least ${formatAmount(minimum, unit)}`, maximum === null ? null : `at most ${formatAmount(maximum, unit)}`];
  return `${parts.filter(Boolean).join(" and ")} ${perScope[scope]}`;
}

/** The same in the few signs that a strip has room for: `≤ 2,000 mg/day`. */
export function boundsShort({ scope, minimum, maximum }: Bounds, unit: string): string {
  const per = scope === "average_day" ? "average day" : scope;
  const bounds =
    minimum !== null && maximum !== null
      ? `${formatAmount(minimum, unit)} – ${formatAmount(maximum, unit)}`
      : minimum === null
        ? `≤ ${formatAmount(maximum ?? 0, unit)}`
        : `≥ ${formatAmount(minimum, unit)}`;
  return `${bounds}/${per}`;
}

/** Where an order stands on a day. Ended on its first day it was taken back and never held. */
export function limitState({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, today: string): "upcoming" | "holds" | "ended" | "taken back" {
  if (endsOn === startsOn) return "taken back";
  if (endsOn !== null && endsOn <= today) return "ended";
  return startsOn > today ? "upcoming" : "holds";
}

/** `from 3 May 2026`, `until 1 Aug 2026` (the last day included), both or nothing. */
export function periodText({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, today: string): string {
  const parts = [startsOn > today ? `from ${formatDay(startsOn)}` : null, endsOn === null ? null : `until ${formatDay(addDays(endsOn, -1))}`];
  return parts.filter(Boolean).join(" ");
}

/** Grams in one of each unit of mass that a nutrient may be written in. */
const grams: Record<string, number> = { g: 1, mg: 1e-3, µg: 1e-6 };

/** The units in which a limit on a nutrient of this unit can be typed; its own first. */
export const typedUnits = (unit: string): string[] => (unit in grams ? [unit, ...Object.keys(grams).filter((other) => other !== unit)] : [unit]);

/** From what was typed into the nutrient's own unit, to nine digits. */
export function toNutrientUnit(value: number, from: string, to: string): number {
  const factor = from === to ? 1 : (grams[from] ?? Number.NaN) / (grams[to] ?? Number.NaN);
  return Number((value * factor).toPrecision(9));
}
