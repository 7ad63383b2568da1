import type { About, Answer, FoodFact, ReviewedFood } from "./food-facts.ts";

/** How an answer looks: a letter, which is also its key, and a tone (of a property neither good nor bad). A letter, because colour is never the only sign. */
export interface AnswerLook {
  letter: string;
  word: string;
  tone: "there" | "doubtful" | "absent" | "property";
}

export const answerLooks: Record<Answer, AnswerLook> = {
  contains: { letter: "C", word: "contains it", tone: "there" },
  may_contain: { letter: "M", word: "may contain it", tone: "doubtful" },
  free: { letter: "F", word: "free of it", tone: "absent" },
  has: { letter: "Y", word: "yes", tone: "property" },
  has_not: { letter: "N", word: "no", tone: "absent" },
};

export const answersAbout: Record<About, readonly Answer[]> = { allergens: ["contains", "may_contain", "free"], tags: ["has", "has_not"] };

const provenanceWords: Record<FoodFact["provenance"], string> = {
  declared: "declared by the maker",
  reviewed: "reviewed",
  inferred: "only inferred, nobody has confirmed it",
};

/** A fact in words, as a cell is called: "free of it, only inferred, nobody has confirmed it". */
export function factWords(fact: FoodFact | undefined): string {
  if (!fact) return "not known";
  return [
    answerLooks[fact.answer].word,
    provenanceWords[fact.provenance],
    ...(fact.isOwn && fact.provenance !== "inferred" ? ["your organisation’s word"] : []),
  ].join(", ");
}

/** Why a fact is what it is, where there is something to say. */
export function factReason(fact: FoodFact | undefined): string | null {
  if (!fact) return null;
  if (fact.through) return fact.answer === "free" ? `It is free of ${fact.through.toLowerCase()}, which it belongs to.` : `${fact.through} is in it.`;
  return fact.note;
}

const number = new Intl.NumberFormat();
const counted = (count: number, one: string, many: string) => `${number.format(count)} ${count === 1 ? one : many}`;

/** Where a food is used most, the weightiest first: "3 active plans", "1 recipe". */
export function useWords({ assignments, plans, recipes, logs }: ReviewedFood): string[] {
  const parts = [
    ...(assignments ? [counted(assignments, "active plan", "active plans")] : []),
    ...(plans && !assignments ? [counted(plans, "plan", "plans")] : []),
    ...(recipes ? [counted(recipes, "recipe", "recipes")] : []),
    ...(logs ? [`logged ${number.format(logs)} ×`] : []),
  ];
  return parts.length ? parts.slice(0, 2) : ["not used"];
}
