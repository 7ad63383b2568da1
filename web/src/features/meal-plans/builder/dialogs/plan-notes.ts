import type { PlanDocument } from "../document/plan-document.ts";
import { dayName } from "../document/plan-words.ts";

/** Something that somebody wrote in a plan, and where. */
export interface PlanWords {
  place: string;
  text: string;
  isNote: boolean;
}

/** All that was written in a plan by hand, in its order: notes, and the words of items that are no food. */
export function wordsOfPlan(plan: Pick<PlanDocument, "version" | "days">): PlanWords[] {
  const note = (place: string, text: string): PlanWords[] => (text.trim() ? [{ place, text, isNote: true }] : []);
  return [
    ...note("Plan", plan.version.note),
    ...plan.days.flatMap((day) => {
      const name = dayName(plan, day.dayNumber, "short");
      return [
        ...note(name, day.note),
        ...day.meals.flatMap((meal) => [
          ...note(`${name}, ${meal.name}`, meal.note),
          ...meal.items.flatMap((item) => [
            ...(item.kind === "text" ? [{ place: `${name}, ${meal.name}`, text: item.name, isNote: false }] : []),
            ...note(`${name}, ${meal.name}, ${item.name}`, item.note),
          ]),
        ]),
      ];
    }),
  ];
}

/** Whether a text holds a part of somebody's name, of three letters or more, as a word of its own. */
export function namesClient(text: string, fullName: string | null | undefined): boolean {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  return (fullName ?? "").toLowerCase().split(/[^\p{L}]+/u).some((part) => part.length >= 3 && (words.has(part) || words.has(`${part}s`)));
}
