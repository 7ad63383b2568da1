import type { Place } from "./feature.ts";

/** What is to be done with a client or a plan: "new plan for Maria", "print week plan". */
export type Verb = "new-plan" | "plan" | "record" | "diary" | "print" | "compare";

/** The longer ones first: "new plan" is no "plan". */
const verbs: readonly [Verb, RegExp][] = [
  ["new-plan", /^new (?:meal )?plan(?: for)?\s+(.+)$/i],
  ["print", /^print(?: of)?\s+(.+)$/i],
  ["compare", /^compare(?: versions)?(?: of)?\s+(.+)$/i],
  ["diary", /^diary(?: of)?\s+(.+)$/i],
  ["record", /^(?:medical )?(?:profile|record)(?: of)?\s+(.+)$/i],
  ["plan", /^(?:meal )?plan(?: of| for)?\s+(.+)$/i],
];

/** A verb, and the name that it is about; without a verb all words are a name. */
export function commandOf(words: string): { verb: Verb | null; about: string } {
  for (const [verb, pattern] of verbs) {
    const about = pattern.exec(words.trim())?.[1]?.trim();
    if (about) return { verb, about };
  }
  return { verb: null, about: words.trim() };
}

const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** The pages whose titles, or what else they are looked for by, have a word that begins like each that is typed: first what is called so. */
export function placesNamed<Kind extends Place>(words: string, places: readonly Kind[]): Kind[] {
  const typed = wordsIn(words);
  const begins = (text: string) => {
    const known = wordsIn(text);
    return typed.every((word) => known.some((one) => one.startsWith(word)));
  };
  if (typed.join("").length < 2) return [];
  const called = (title: string) => title.toLowerCase().startsWith(typed.join(" "));
  const byTitle = places.filter(({ title }) => begins(title)).sort((a, b) => Number(called(b.title)) - Number(called(a.title)));
  return [...byTitle, ...places.filter((place) => !byTitle.includes(place) && begins(`${place.title} ${place.words ?? ""}`))].slice(0, 5);
}
