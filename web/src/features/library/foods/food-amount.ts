import { formatAmount, shownUnit } from "../../../ui/numbers/format-quantity.ts";
import { toShown } from "../../../ui/numbers/shown-units.ts";

const formats = new Map<number, Intl.NumberFormat>();
function withDigits(digits: number): Intl.NumberFormat {
  let format = formats.get(digits);
  if (!format) formats.set(digits, (format = new Intl.NumberFormat(undefined, { maximumFractionDigits: digits })));
  return format;
}

/**
 * A nutrient's amount as a table of foods prints it: as everywhere, but small amounts that would read as zero with the decimals that
 * the nutrient is measured in. Never "0.0 g" for what is there.
 */
export function formatNutrient(amount: number, unit: string, decimals: number): string {
  const usual = formatAmount(amount, unit);
  const shown = unit === "kcal" ? toShown("energy", amount) : amount;
  if (shown === 0 || shown >= 1 || unit === "kcal") return usual;
  return `${withDigits(Math.max(decimals, 2)).format(shown)} ${shownUnit(unit)}`;
}
