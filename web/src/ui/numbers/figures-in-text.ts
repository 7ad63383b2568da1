/**
 * Thousands as the server writes them: with a space that does not break. Any other space may stand between two numbers, as in
 * "vitamin B12 100 µg" or "2 500 mg tablets": what people wrote stays as they wrote it.
 */
const grouped = /(?<![\p{L}\d.,])\d{1,3}(?:\u00a0\d{3})+(?:\.\d+)?(?!\d)/gu;

/** A sentence of the server with its thousands as the figures beside it have them: `2,000 mg` where the server wrote `2 000 mg`. */
export function figuresAsRead(text: string, locale?: string): string {
  return text.replace(grouped, (figure) => new Intl.NumberFormat(locale, { maximumFractionDigits: 9 }).format(Number(figure.replaceAll("\u00a0", ""))));
}
