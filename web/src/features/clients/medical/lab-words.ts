/** `5.3 mmol/L`, a value in its test's own unit; an INR is `2.4`, because its unit is what the test is called. */
export const formatResult = (value: string | number, test: { name: string; unit: string; decimals: number } | null, locale?: string): string =>
  formatLab(value, test === null || test.unit === test.name ? "" : test.unit, test?.decimals, locale);

/** `5.3 mmol/L` in the person's locale, with the decimals that the test has; a value that needs more shows them. */
export function formatLab(value: string | number, unit: string, decimals?: number, locale?: string): string {
  const number = Number(value);
  const written = new Intl.NumberFormat(locale, decimals === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const shown = written.format(number);
  // A TSH of 0.004 is not 0.00.
  const isLost = number !== 0 && Number(number.toFixed(decimals ?? 6)) === 0;
  return `${isLost ? new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(number) : shown} ${unit}`.trimEnd();
}

const daysOld = (takenOn: string, today: string) => Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${takenOn}T00:00:00Z`)) / 86_400_000);

/** Which rules in force find a value too old to count; null where all that look at it still take it, or none does. */
export function tooOldText(takenOn: string, today: string, rules: readonly ({ retiredAt: string | null; labMaxAgeDays: number | null } | null)[]): string | null {
  const accepted = rules.flatMap((rule) => (rule && rule.retiredAt === null && rule.labMaxAgeDays !== null ? [rule.labMaxAgeDays] : []));
  const days = daysOld(takenOn, today);
  const tooOld = accepted.filter((most) => days > most);
  if (tooOld.length === 0) return null;
  const which = tooOld.length < accepted.length ? `${tooOld.length} of the ${accepted.length} rules` : accepted.length === 1 ? "the rule" : "the rules";
  return `Too old for ${which} that look${tooOld.length === 1 && accepted.length === 1 ? "s" : ""} at it: the oldest that counts is ${Math.max(...tooOld)} days.`;
}

/** `today`, `8 days ago`, `3 months ago`, `2 years ago`: how old a sample is. */
export function ageText(takenOn: string, today: string, locale?: string): string {
  const days = daysOld(takenOn, today);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (days < 60) return relative.format(-days, "day");
  const months = Math.floor(days / 30.44);
  return months < 24 ? relative.format(-months, "month") : relative.format(-Math.floor(days / 365.25), "year");
}

/** What a laboratory printed as "< 5" or "> 90" has no number; this says what to enter instead. Null where the text is a plain number or nothing. */
export function comparatorAdvice(typed: string): string | null {
  const found = /^\s*([<>≤≥])\s*(\d+(?:[.,]\d+)?)/.exec(typed);
  if (!found) return null;
  const [, sign, limit] = found;
  const nearest = sign === "<" ? `the number just below ${limit}` : sign === ">" ? `the number just above ${limit}` : limit;
  return `A value printed as “${typed.trim()}” is only a bound. Enter the nearest number that it can be, ${nearest}, and put what was printed into the note.`;
}
