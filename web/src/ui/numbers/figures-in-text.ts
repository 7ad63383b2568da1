/** Thousands as sentences of the server separate them: by a space that does not break, or before a unit by any space. */
const grouped = /(?<![\d.,])\d{1,3}(?:(?:\u00a0\d{3})+(?:\.\d+)?(?!\d)|(?: \d{3})+(?= (?:mg|g|µg|kcal|IU)\b))/g;

/** A sentence of the server with its thousands as the figures beside it have them: `2,000 mg` where the server wrote `2 000 mg`. */
export function figuresAsRead(text: string, locale?: string): string {
  return text.replace(grouped, (figure) => new Intl.NumberFormat(locale, { maximumFractionDigits: 9 }).format(Number(figure.replaceAll(/\s/g, ""))));
}
