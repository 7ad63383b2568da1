import { toShown, toStored, unitOf } from "../../../ui/numbers/shown-units.ts";
import { numberProblem, typedNumber } from "../../../ui/numbers/typed-number.ts";

/** A nutrient that a food may have a value of. */
export interface Nutrient {
  id: number;
  name: string;
  unit: string;
  isPanel: boolean;
  isSummable: boolean;
}

/** What is typed for one nutrient: text as typed, '' = unknown; `0` means measured zero unless it is said to be assumed. */
export interface TypedValue {
  text: string;
  isAssumed: boolean;
}

/** Energy is typed in the unit that the organisation reads; everything else in the nutrient's own. */
export const typedUnit = (unit: string): string => (unit === "kcal" ? unitOf("energy") : unit);

/** A stored amount as it stands in its field. */
export function typedOf(amount: number, unit: string): string {
  return String(unit === "kcal" ? Number(toShown("energy", amount).toFixed(3)) : amount);
}

/** What was typed, in the nutrient's own unit; null for nothing, NaN for what is no number. */
export function amountOf(text: string, unit: string): number | null {
  if (!text.trim()) return null;
  const typed = typedNumber(text);
  return unit === "kcal" ? toStored("energy", typed) : typed;
}

/** Most of 100 g, by unit; the database refuses more. */
const most: Record<string, number> = { kcal: 950, kJ: 3975, g: 100, mg: 100_000, "µg": 100_000_000, IU: 1_000_000_000 };

/** What is wrong with one value, in words; nothing where it may be saved. */
export function valueProblem(text: string, unit: string): string | undefined {
  const amount = amountOf(text, unit);
  if (amount === null) return undefined;
  if (Number.isNaN(amount)) return numberProblem(text) ?? "Enter a number";
  const limit = most[unit] ?? Number.POSITIVE_INFINITY;
  return amount >= 0 && amount <= limit ? undefined : `Between 0 and ${typedOf(limit, unit)} ${typedUnit(unit)} in 100 g`;
}

/**
 * What does not go together, in words. `isRefused`: the parts weigh more than the whole, which is never saved; the others are
 * doubts, because labels round and tables differ.
 */
export function doubts(known: ReadonlyMap<number, number>): { isRefused: boolean; words: string }[] {
  const [protein, fat, carbohydrate, alcohol, water] = [203, 204, 205, 221, 255].map((id) => known.get(id));
  const sum = [protein, fat, carbohydrate, alcohol, water].reduce<number>((total, value) => total + (value ?? 0), 0);
  const found: { isRefused: boolean; words: string }[] = [];
  const grams = (value: number) => `${Number(value.toFixed(1))} g`;
  if (sum > 105) {
    found.push({ isRefused: true, words: `Protein, fat, carbohydrate, alcohol and water come to ${grams(sum)} in 100 g. Are these values per 100 g?` });
  }
  const part = (of: number, whole: number, words: string) => {
    const [inner, outer] = [known.get(of), known.get(whole)];
    if (inner !== undefined && outer !== undefined && inner > outer * 1.05 + 0.5) found.push({ isRefused: false, words });
  };
  part(269, 205, "There is more sugar than carbohydrate.");
  part(606, 204, "There is more saturated fat than fat.");
  const energy = known.get(208);
  if (energy !== undefined && protein !== undefined && fat !== undefined && carbohydrate !== undefined) {
    const expected = 4 * protein + 4 * carbohydrate + 9 * fat + 7 * (alcohol ?? 0);
    if (Math.abs(energy - expected) > Math.max(30, expected * 0.25)) {
      found.push({ isRefused: false, words: `The energy is ${typedOf(Math.round(energy), "kcal")} ${typedUnit("kcal")}; protein, carbohydrate, fat and alcohol would give about ${typedOf(Math.round(expected), "kcal")}.` });
    }
  }
  return found;
}

/**
 * What is pasted into the table: a column of figures, which goes down from the field it is pasted into, or lines of a name and a
 * figure, which find their nutrients. Lines that fit nothing are told.
 */
export function pastedValues(text: string, nutrients: readonly Nutrient[], fromId: number): { values: Map<number, string>; unread: string[] } {
  const values = new Map<number, string>();
  const unread: string[] = [];
  const from = nutrients.findIndex(({ id }) => id === fromId);
  for (const [index, line] of text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").entries()) {
    const cells = line.split("\t").map((cell) => cell.trim());
    const named = cells.length > 1 ? nutrients.find(({ name }) => simple(name) === simple(cells[0]!)) : undefined;
    const figure = figureIn(cells.length > 1 ? cells.slice(1) : cells);
    const nutrient = cells.length > 1 ? named : nutrients[from + index];
    if (line.trim() === "" || (figure === null && !named)) {
      if (line.trim() !== "") unread.push(line.trim());
      continue; // an empty line keeps what is there
    }
    if (nutrient && figure !== null) values.set(nutrient.id, figure);
    else unread.push(line.trim());
  }
  return { values, unread };
}

/** The first cell that is a figure, with or without its unit behind: "12,5 g" → "12,5". */
function figureIn(cells: readonly string[]): string | null {
  for (const cell of cells) {
    const match = /^(\d+(?:[.,]\d+)*)\s*(?:kcal|kJ|g|mg|µg|μg|mcg|IU)?$/i.exec(cell);
    if (match) return match[1]!;
  }
  return null;
}

/** "Vitamin B6", "vitamin b-6" and "Thiamin (B1)" without what is in brackets. */
const simple = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\(.*?\)/g, "")
    .replace(/[^a-zà-ÿ0-9]/g, "");
