import { formatAmount, shownUnit } from "../../../ui/numbers/format-quantity.ts";
import type { Finding } from "../../medical/findings/finding.ts";
import type { DayMapping, Nutrient } from "../builder/document/plan-document.ts";
import { measureWords } from "../builder/document/plan-words.ts";

/** One side of a comparison. */
export interface ComparedVersion {
  id: string;
  number: number;
  status: "draft" | "published";
  planId: string;
  planName: string;
  isTemplate: boolean;
  clientName: string | null;
  publishedAt: string | null;
  savedAt: string | null;
  dayCount: number;
  dayMapping: DayMapping;
  isRepeating: boolean;
  note: string;
}

/** An item as it is in one version. */
export interface ComparedItem {
  name: string;
  kind: "food" | "recipe" | "text";
  amount: number | null;
  portionLabel: string | null;
  unitCode: string | null;
  grams: number | null;
  note: string | null;
  isAlternative: boolean;
}

interface ComparedPlace {
  dayNumber: number;
  mealName: string;
}

export type ItemChange = "same" | "changed" | "added" | "removed" | "moved_here" | "moved_away";

/** A line of a day: what it was, what it is, and where it went or came from. */
export interface ComparedLine {
  change: ItemChange;
  name: string;
  before: ComparedItem | null;
  after: ComparedItem | null;
  from?: ComparedPlace | null;
  to?: ComparedPlace | null;
}

export interface ComparedMeal {
  nameBefore: string | null;
  nameAfter: string | null;
  timeBefore: string | null;
  timeAfter: string | null;
  noteBefore: string | null;
  noteAfter: string | null;
  items: ComparedLine[];
}

interface ComparedSum {
  known: number | null;
  unknown: number;
}

/** Two sums of a nutrient. Where one is only known to be "at least", so is the difference; where both are, there is none to state. */
export interface ComparedNutrient {
  nutrientId: number;
  before: ComparedSum | null;
  after: ComparedSum | null;
  difference: number | null;
  differenceAtLeast: number | null;
  differenceAtMost: number | null;
}

export interface ComparedDay {
  dayNumber: number;
  isBefore: boolean;
  isAfter: boolean;
  noteBefore: string | null;
  noteAfter: string | null;
  meals: ComparedMeal[];
  nutrition: ComparedNutrient[];
}

interface Bounds {
  minimum: number | null;
  maximum: number | null;
}

/** What changed from one version to another, as `compare_meal_plan_versions` answers it. */
export interface VersionComparison {
  a: ComparedVersion;
  b: ComparedVersion;
  days: ComparedDay[];
  /** Of the average day. */
  nutrition: ComparedNutrient[];
  targets: { nutrientId: number; before: Bounds | null; after: Bounds | null }[];
  /** Null where there is no one client to look at both for. */
  findings: { gone: Finding[]; appeared: Finding[]; stayed: number } | null;
  nutrients: Nutrient[];
}

/** "60 g", "2 × cup, cooked", as in the builder; nothing for a free text. */
export function sizeWords({ amount, portionLabel, unitCode }: ComparedItem): string {
  return amount === null ? "" : measureWords({ amount, portionLabel, unitCode });
}

/** What differs between two sides of an item, each in words: "40 g → 60 g", "now an alternative". */
export function changeWords(before: ComparedItem, after: ComparedItem): string[] {
  const [was, is] = [sizeWords(before), sizeWords(after)];
  const isHeavier = was === is && before.grams !== after.grams && before.grams !== null && after.grams !== null;
  return [
    ...(was === is ? [] : [`${was || "—"} → ${is || "—"}`]),
    ...(isHeavier ? [`${was}: ${formatAmount(before.grams!, "g")} → ${formatAmount(after.grams!, "g")}`] : []),
    ...(before.isAlternative === after.isAlternative ? [] : [after.isAlternative ? "now an alternative" : "no alternative any more"]),
    ...((before.note ?? "") === (after.note ?? "") ? [] : [noteWords(before.note, after.note)]),
  ];
}

/** “note was” → “note is”; says where one of them is empty. */
export function noteWords(before: string | null, after: string | null): string {
  if (!before) return `note added: “${after ?? ""}”`;
  return after ? `note “${before}” → “${after}”` : `note removed: “${before}”`;
}

/** "+120 kcal", "≥ +12 g", "≤ −3 g"; null where nothing can be stated, "" where nothing differs. */
export function differenceWords({ difference, differenceAtLeast, differenceAtMost }: ComparedNutrient, unit: string): string | null {
  if (difference !== null) return signed(difference, unit, "");
  if (differenceAtLeast !== null) return signed(differenceAtLeast, unit, "≥ ");
  if (differenceAtMost !== null) return signed(differenceAtMost, unit, "≤ ");
  return null;
}

function signed(value: number, unit: string, bound: string): string {
  const words = formatAmount(Math.abs(value), unit);
  if (words === formatAmount(0, unit)) return bound ? `${bound}${formatAmount(0, unit)}` : "";
  return `${bound}${value > 0 ? "+" : "−"}${words}`;
}

/** "1 600 kcal to 2 000 kcal", "at most 2 000 mg", "none". */
export function boundsWords(bounds: Bounds | null, unit: string): string {
  if (!bounds) return "none";
  const { minimum, maximum } = bounds;
  if (minimum !== null && maximum !== null) return `${formatAmount(minimum, unit)} to ${formatAmount(maximum, unit)}`;
  if (maximum !== null) return `at most ${formatAmount(maximum, unit)}`;
  return minimum !== null ? `at least ${formatAmount(minimum, unit)}` : `none (${shownUnit(unit)})`;
}

const isLineChanged = ({ change }: ComparedLine): boolean => change !== "same";

/** Whether a meal's name, time or note differs. */
export const isMealChanged = (meal: ComparedMeal): boolean =>
  meal.nameBefore !== meal.nameAfter || meal.timeBefore !== meal.timeAfter || (meal.noteBefore ?? "") !== (meal.noteAfter ?? "");

/** Whether anything on the day differs but its sums. */
export const isDayChanged = (day: ComparedDay): boolean =>
  day.isBefore !== day.isAfter || (day.noteBefore ?? "") !== (day.noteAfter ?? "") || day.meals.some((meal) => isMealChanged(meal) || meal.items.some(isLineChanged));

/** The days with only what differs; a meal stays where something in it does. */
export function onlyChanges(days: readonly ComparedDay[]): ComparedDay[] {
  return days.filter(isDayChanged).map((day) => ({
    ...day,
    meals: day.meals
      .filter((meal) => isMealChanged(meal) || meal.items.some(isLineChanged))
      .map((meal) => ({ ...meal, items: meal.items.filter(isLineChanged) })),
  }));
}

/** How many items were added, removed, changed and moved; one that moved counts once. */
export function countChanges(days: readonly ComparedDay[]): Record<"added" | "removed" | "changed" | "moved", number> {
  const lines = days.flatMap((day) => day.meals.flatMap((meal) => meal.items));
  const count = (change: ItemChange) => lines.filter((line) => line.change === change).length;
  return { added: count("added"), removed: count("removed"), changed: count("changed"), moved: count("moved_here") };
}

/** "Version 2" of the plan that both belong to, else with the plan's name and for whom. */
export function versionTitle(version: ComparedVersion, other: ComparedVersion): string {
  const own = `Version ${version.number}${version.status === "draft" ? " (draft)" : ""}`;
  if (version.planId === other.planId) return own;
  return `${version.planName}, ${own.toLowerCase()}`;
}
