import type { Fact, FactAnswer, Uses } from "./recipe-document.ts";

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** "1 ingredient", "12 ingredients". */
export const countWords = (count: number, noun: string): string => `${numbers.format(count)} ${count === 1 ? noun : `${noun}s`}`;
export const servingsWords = (servings: number): string => countWords(servings, "serving");

/** "A", "A and B", "A, B and C". */
export function listWords(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}

/** Whether an allergen is in a dish, or whether it is something; null = nobody knows. */
export const answerWords = (answer: FactAnswer | null): string => (answer ? answers[answer] : "not known");
const answers: Record<FactAnswer, string> = { contains: "in it", may_contain: "may be in it", free: "not in it", has: "yes", has_not: "no" };

export type Standing = "there" | "doubtful" | "clear" | "unknown";

/** How a fact stands, as sure as it is: what is only inferred to be there warns, and what is only inferred to be free clears nobody. */
export function standingOf({ answer, provenance }: Pick<Fact, "answer" | "provenance">): Standing {
  if (answer === "contains" || answer === "has") return provenance === "inferred" ? "doubtful" : "there";
  if (answer === "may_contain") return "doubtful";
  return answer === null || provenance === "inferred" ? "unknown" : "clear";
}

/** Where saving reaches: "2 drafts, 1 template and 3 recipes"; null where nothing uses it. */
export function usesWords({ recipes, drafts, templates }: Uses): string | null {
  const parts = [
    ...(drafts ? [countWords(drafts, "draft")] : []),
    ...(templates ? [countWords(templates, "template")] : []),
    ...(recipes.length ? [countWords(recipes.length, "recipe")] : []),
  ];
  return parts.length ? listWords(parts) : null;
}
