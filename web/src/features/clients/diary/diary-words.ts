import { addDays } from "../../../ui/numbers/dates.ts";
import type { Quantity } from "../../../ui/numbers/format-quantity.ts";
import type { DiaryDay, DiaryLog, DiaryMeal, EatenItem, Outcome, PlannedItem, Sums } from "./client-diary.ts";

export const outcomeWords: Record<Outcome, string> = {
  eaten: "Eaten",
  alternative: "Eaten otherwise",
  partly: "Eaten in part",
  skipped: "Skipped",
  unplanned: "Not prescribed",
};

/** What became of a day's review. `open` days wait: something was logged that nobody has looked at. */
export type ReviewState = "open" | "changed" | "reviewed" | "none";

export function reviewState(day: DiaryDay): ReviewState {
  if (day.review) return day.review.isCurrent ? "reviewed" : "changed";
  return day.isLogged ? "open" : "none";
}

export const waits = (day: DiaryDay): boolean => ["open", "changed"].includes(reviewState(day));

export const reviewWords: Record<ReviewState, string> = { open: "Not reviewed", changed: "Changed since reviewed", reviewed: "Reviewed", none: "" };

/** "3 of 4 meals", "Not logged", "Stopped": a day without a log is not logged, never 0 % (CLINICAL 14). */
export function dayWords(day: DiaryDay): string {
  if (day.status === "stopped") return day.isLogged ? "Stopped, logged" : "Stopped";
  if (!day.isLogged) return day.status === "prescribed" ? "Not logged" : "Nothing prescribed";
  return day.status === "prescribed" ? `${day.eatenMeals} of ${day.prescribedMeals} meals` : "Logged, nothing prescribed";
}

/** One nutrient of a sum, in the order of the document's nutrients. */
export const quantityOf = (sums: Sums, at: number, unit: string): Quantity => ({ known: sums.known[at] ?? null, unit, unknownCount: sums.unknown[at] ?? 0 });

/** Logged of prescribed, null where anything is unknown: a share of an interval is no number (CLINICAL 19). */
export function shareOf(eaten: Sums, planned: Sums, at: number): number | null {
  const of = planned.known[at];
  if (!of || eaten.unknown[at] || planned.unknown[at]) return null;
  return (eaten.known[at] ?? 0) / of;
}

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const servings = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** "210 g", "0.5 servings"; nothing for words. */
export function eatenWords(item: EatenItem): string {
  if (item.grams !== null) return `${numbers.format(item.grams)} g`;
  return item.servings === null ? "" : `${servings.format(item.servings)} ${item.servings === 1 ? "serving" : "servings"}`;
}

/** One line of a meal: what was prescribed beside what was eaten instead of it. Either may be missing. */
interface MealRow {
  key: string;
  planned: PlannedItem | null;
  eaten: EatenItem | null;
  /** The prescribed amount was eaten, so that it can be said in the same words. */
  isAsPlanned: boolean;
  /** The same food in another amount. */
  isOtherAmount: boolean;
}

/** The lines of a meal: each prescribed item with what was eaten of it, then what was eaten besides; another meal altogether begins at the top. */
export function mealRows(meal: Pick<DiaryMeal, "items">, logs: readonly DiaryLog[]): MealRow[] {
  const eaten = logs.flatMap((log) => log.items);
  const rows = meal.items.flatMap((planned): MealRow[] => {
    const matching = eaten.filter((item) => item.planItemId === planned.id);
    if (matching.length === 0) return [{ key: planned.id, planned, eaten: null, isAsPlanned: false, isOtherAmount: false }];
    return matching.map((item, index) => {
      const isSame = item.name === planned.name && (item.servings === null ? planned.grams !== null && item.grams !== null && Math.abs(planned.grams - item.grams) < 0.5 : item.servings === planned.servings);
      return { key: item.id, planned: index === 0 ? planned : null, eaten: item, isAsPlanned: isSame, isOtherAmount: !isSame && item.name === planned.name };
    });
  });
  const known = new Set(meal.items.map(({ id }) => id));
  const others = besides(eaten.filter((item) => item.planItemId === null || !known.has(item.planItemId)));
  if (rows.some((row) => row.eaten)) return [...rows, ...others];
  return [...rows.map((row, at) => ({ ...row, eaten: others[at]?.eaten ?? null })), ...others.slice(rows.length)];
}

const besides = (items: readonly EatenItem[]): MealRow[] => items.map((item) => ({ key: item.id, planned: null, eaten: item, isAsPlanned: false, isOtherAmount: false }));

/** The lines of something that was logged besides the plan. */
export const otherRows = (log: DiaryLog): MealRow[] => besides(log.items);

/** What is worth knowing of how a log came: when it was eaten, by whom it was logged, late, amended. */
export function logWords(log: DiaryLog, date: string): string {
  const eatenAt = new Date(Date.parse(log.occurredAt) + log.utcOffsetMinutes * 60_000).toISOString();
  const words = [eatenAt.slice(0, 10) === date ? eatenAt.slice(11, 16) : ""];
  const late = lateDays(log, date);
  if (late > 1) words.push(`logged ${late} days later`);
  if (log.loggedBy) words.push(`logged by ${log.loggedBy}`);
  if (log.amendedAt) words.push("amended");
  return words.filter(Boolean).join(" · ");
}

function lateDays(log: DiaryLog, date: string): number {
  const arrivedOn = new Date(Date.parse(log.arrivedAt) + log.utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
  for (let days = 0; days < 400; days += 1) if (addDays(date, days) >= arrivedOn) return days;
  return 400;
}
