import { toShown, unitOf } from "./shown-units.ts";

/**
 * A measured amount as the domain knows it. `known` is the sum of what is known, null where nothing is;
 * `unknownCount` is how many contributors have no value, which makes the amount the interval [known, ∞).
 */
export interface Quantity {
  known: number | null;
  /** `kcal`, `g`, `mg`, `µg`, `kg`, `%` … as the nutrient has it. */
  unit: string;
  unknownCount?: number;
  /** The source assumes this value (a zero that nobody measured). */
  assumed?: boolean;
}

const thinSpace = " ";

/** Decimals by unit: kcal none, grams one, milligrams and micrograms none from 10 up. */
export function decimalsFor(value: number, unit: string): number {
  const size = Math.abs(value);
  if (unit === "kcal" || unit === "kJ") return 0;
  if (unit === "g" || unit === "kg" || unit === "cm" || unit === "lb" || unit === "in") return 1;
  if (unit === "%") return size < 10 && !Number.isInteger(value) ? 1 : 0;
  if (size >= 10 || size === 0) return 0;
  return size >= 1 ? 1 : 2;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs more than a hundred uses of it, and a plan shows hundreds of numbers after each edit. */
function numberFormat(locale: string | undefined, minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${minimumFractionDigits} ${maximumFractionDigits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits });
    formats.set(key, format);
  }
  return format;
}

/** `1 842 kcal` in the person's locale; the unit is always there. Energy is written in the unit that the organisation reads. */
export function formatAmount(value: number, unit: string, locale?: string): string {
  return write(shownAmount(value, unit), shownUnit(unit), locale);
}

/** Every amount of energy comes in kcal; kJ that a source states is not converted, and never summed (CLINICAL 4). */
const shownAmount = (value: number, unit: string): number => (unit === "kcal" ? toShown("energy", value) : value);
export const shownUnit = (unit: string): string => (unit === "kcal" ? unitOf("energy") : unit);

function write(value: number, unit: string, locale?: string): string {
  const digits = decimalsFor(value, unit);
  const number = numberFormat(locale, unit === "g" ? 1 : 0, digits).format(value);
  return `${number}${thinSpace}${unit}`;
}

/** With as many digits as it takes to read differently from each limit that it differs from: 3.97 µg beside 4 µg. */
export function formatAmountBeside(value: number, unit: string, limits: readonly number[], locale?: string): string {
  const others = limits.filter((limit) => limit !== value).map((limit) => formatAmount(limit, unit, locale));
  const usual = formatAmount(value, unit, locale);
  if (!others.includes(usual)) return usual;
  const shown = shownAmount(value, unit);
  const usually = decimalsFor(shown, shownUnit(unit));
  const digits = [1, 2, 3].map((more) => usually + more).find((count) => Number(shown.toFixed(count)) !== Number(shown.toFixed(usually)));
  return digits === undefined ? usual : `${numberFormat(locale, digits, digits).format(shown)}${thinSpace}${shownUnit(unit)}`;
}

/** `72.5 kg` or `159.8 lb`, from kg. */
export const formatWeight = (kilograms: number, locale?: string): string => write(toShown("weight", kilograms), unitOf("weight"), locale);

/** `170 cm` or `66.9 in`, from cm. */
export const formatHeight = (centimetres: number, locale?: string): string => write(toShown("height", centimetres), unitOf("height"), locale);

/** `≥ 1 180 mg` for an interval, `—` when nothing is known: never 0 for what nobody knows. */
export function formatQuantity(quantity: Quantity, locale?: string): string {
  if (quantity.known === null || Number.isNaN(quantity.known)) return "—";
  const amount = formatAmount(quantity.known, quantity.unit, locale);
  return quantity.unknownCount ? `≥ ${amount}` : amount;
}

/** The sentence behind the figure, for focus and screen readers; null where the figure says everything. */
export function explainQuantity(quantity: Quantity): string | null {
  const reasons: string[] = [];
  if (quantity.known === null) {
    reasons.push(quantity.unknownCount ? `Unknown: no value for ${foods(quantity.unknownCount)}` : "Unknown: no value");
  } else if (quantity.unknownCount) {
    reasons.push(`At least this much: no value for ${foods(quantity.unknownCount)}`);
  }
  if (quantity.assumed) reasons.push("Assumed by the source, not measured");
  return reasons.length ? reasons.join(". ") : null;
}

function foods(count: number): string {
  return count === 1 ? "1 food" : `${count} foods`;
}

/** A share with what it is a share of: `86 %`. Null (nothing to divide by) is `—`. */
export function formatPercent(share: number | null, locale?: string): string {
  return share === null || Number.isNaN(share) ? "—" : formatAmount(share * 100, "%", locale);
}
