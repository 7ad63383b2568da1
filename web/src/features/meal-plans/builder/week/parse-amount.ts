import { typedNumber } from "../../../../ui/numbers/typed-number.ts";

/**
 * Reads an amount as people type it: "60", "1,5", "1.5", "1/2", "1 1/2", "½", with or without words after it.
 * `words` is what follows, such as "g". Null when there is no number above 0, and for `1,500` where that is fifteen hundred.
 */
export function parseAmount(text: string): { amount: number; words: string } | null {
  const cleaned = text
    .trim()
    .replace(/[½¼¾⅓⅔]/, (sign) => ` ${fractions[sign]}`)
    .trim();
  const match = /^(?:(\d+)\s+)?(\d+)\s*\/\s*(\d+)(.*)$/.exec(cleaned);
  if (match) return finish(Number(match[1] ?? 0) + Number(match[2]) / Number(match[3]), match[4]);
  const decimal = /^(\d+(?:[.,]\d+)?|[.,]\d+)(.*)$/.exec(cleaned.replace(/(?<=\d)[\s  ](?=\d{3}(?!\d))/g, ""));
  return decimal ? finish(typedNumber(decimal[1]!), decimal[2]) : null;
}

const fractions: Record<string, string> = { "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3" };

function finish(amount: number, words: string | undefined): { amount: number; words: string } | null {
  const rounded = Math.round(amount * 1000) / 1000;
  return Number.isFinite(rounded) && rounded > 0 ? { amount: rounded, words: (words ?? "").trim() } : null;
}
