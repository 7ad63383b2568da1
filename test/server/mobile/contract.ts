/** By document: its id, and each value of its answers as `path: type`. */
export type Contract = Record<string, { id: string; answer: string[] }>;

/**
 * The values in an answer, each once: `mealDiary.days[].date: string`. What is null says nothing of its type and is left out; keys that
 * are ids are all the same.
 */
export function shapeOf(value: unknown, path = ""): string[] {
  const found = new Set<string>();
  const look = (one: unknown, at: string): void => {
    if (one === null || one === undefined) return;
    if (Array.isArray(one)) return one.forEach((element) => look(element, `${at}[]`));
    if (typeof one !== "object") return void found.add(`${at}: ${typeof one}`);
    for (const [key, inner] of Object.entries(one)) {
      const name = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key) ? "*" : key;
      look(inner, at === "" ? name : `${at}.${name}`);
    }
  };
  look(value, path);
  return [...found].sort();
}

/** What of a contract does not hold any more. `until` says when the time of a deprecated value (`Document path`) or document is over. */
export function broken(promised: Contract, present: Contract, until: ReadonlyMap<string, string>, today: string): string[] {
  const isOver = (what: string) => (until.get(what) ?? "9999") < today;
  return Object.entries(promised).flatMap(([name, { id, answer }]) => {
    const now = present[name];
    if (!now) return isOver(name) ? [] : [`${name} is gone`];
    if (now.id !== id) return [`${name} was edited`];
    const there = new Set(now.answer);
    return answer.filter((line) => !there.has(line) && !isOver(`${name} ${line.split(":")[0]}`)).map((line) => `${name} has no ${line}`);
  });
}

/** The rows of the table in docs/mobile-api.md: what, and the day until which it stays. */
export function deprecatedUntil(page: string): Map<string, string> {
  return new Map([...page.matchAll(/^\| `([^`]+)` \| \d{4}-\d\d-\d\d \| (\d{4}-\d\d-\d\d) \|/gm)].map(([, what, day]) => [what!, day!]));
}
