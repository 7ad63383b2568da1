/** A piece of a name, and whether it is what was typed. */
export interface NamePart {
  text: string;
  isMatch: boolean;
}

const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** The name in pieces, so that what was typed stands out, whatever the accents, the capitals and the plural. */
export function highlight(name: string, query: string): NamePart[] {
  const words = plain(query).split(/[^\p{L}\p{N}.]+/u).filter(Boolean).map((word) => (word.length > 3 ? word.replace(/(ies|(?<=o)es|(?<!s)s)$/, "") : word));
  const letters = [...name];
  const marked = letters.map(() => false);
  const plainLetters = letters.map(plain);
  for (const word of words) {
    for (let start = 0; start < letters.length; start += 1) {
      const isInside = /[\p{L}\p{N}]/u.test(letters[start - 1] ?? " ");
      if (word.length < 3 && isInside) continue;
      const end = matchEnd(plainLetters, start, word);
      if (end !== null) marked.fill(true, start, end);
    }
  }
  const parts: NamePart[] = [];
  for (const [index, letter] of letters.entries()) {
    const last = parts.at(-1);
    if (last?.isMatch === marked[index]) last!.text += letter;
    else parts.push({ text: letter, isMatch: marked[index]! });
  }
  return parts;
}

/** Where the word that begins at `start` ends, or null if another one stands there; one letter may stand for two ("ß"). */
function matchEnd(letters: readonly string[], start: number, word: string): number | null {
  let rest = word;
  let at = start;
  while (rest !== "") {
    const letter = letters[at];
    if (!letter || !rest.startsWith(letter)) return null;
    rest = rest.slice(letter.length);
    at += 1;
  }
  return at;
}
