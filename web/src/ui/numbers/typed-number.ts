/** What separates thousands in a locale where it is not the sign before decimals: `,` in English, `.` in German. */
function thousandsSign(locale?: string): "," | "." {
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value;
  return decimal === "," ? "." : ",";
}

/**
 * What somebody typed as a number, with a comma or a point before the decimals; NaN for everything else. Nothing is guessed where a
 * mistake would be a thousandfold: `1,800` in a locale that writes eighteen hundred so is no number here.
 */
export function typedNumber(typed: string, locale?: string): number {
  const text = typed.trim();
  if (text === "" || hasThousands(text, locale)) return Number.NaN;
  return Number(text.replace(",", "."));
}

/** What is wrong with what was typed, in words; nothing for a number, and for nothing. */
export function numberProblem(typed: string, locale?: string): string | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  if (hasThousands(text, locale)) return `Write ${text.replaceAll(thousandsSign(locale), "")}, without a sign between thousands`;
  return Number.isNaN(typedNumber(text, locale)) ? "Enter a number" : undefined;
}

const hasThousands = (text: string, locale?: string) => (thousandsSign(locale) === "," ? /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/ : /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/).test(text);
