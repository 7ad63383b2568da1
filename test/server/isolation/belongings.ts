import type { Row } from "./tables.ts";

export const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const GLOBAL_ID = /"([A-Za-z0-9+/]{12,}={0,2})"/g;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;

/** Ids in rows, by table: what may be sent, and what must never come back. */
export type Belongings = { ids: Set<string>; byTable: Map<string, string[]>; emails: string[]; texts: string[] };

export function belongingsOf(rows: Row[], isTheirs: (id: string) => boolean = () => true): Belongings {
  const ids = new Set<string>();
  const byTable = new Map<string, string[]>();
  const emails = new Set<string>();
  const texts = new Set<string>();
  for (const { table, value } of rows) {
    for (const [name, cell] of Object.entries(value)) {
      if (typeof cell !== "string") continue;
      if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cell) && isTheirs(cell)) {
        ids.add(cell);
        if (name === "id") byTable.set(table, [...(byTable.get(table) ?? []), cell]);
      } else if (/^\S+@\S+$/.test(cell)) emails.add(cell);
      else if (/name$/.test(name) && /zq(other|stranger)/.test(cell)) texts.add(cell);
    }
  }
  return { ids, byTable, emails: [...emails], texts: [...texts] };
}

/** An answer as text in which global ids and cursors are readable. */
export const readable = (text: string): string =>
  text.replace(GLOBAL_ID, (whole, coded: string) => {
    const plain = Buffer.from(coded, "base64").toString("utf8");
    return /^[[{"]/.test(plain) && /^[\x20-\x7e]*$/.test(plain) ? `"${plain.replaceAll('"', "'")}"` : whole;
  });

/** An answer without what differs between two calls anyway: the ids that were sent, instants, and ids of rows that are new. */
export function comparable(answer: string, sent: string[], known: { has(id: string): boolean }): string {
  let text = readable(answer);
  sent.forEach((value, index) => (text = text.replaceAll(value, `<sent ${index}>`)));
  return text.replace(INSTANT, "<instant>").replace(UUID, (id) => (known.has(id) ? id : "<new>")).replace(/"requestId":"[^"]*"/g, '"requestId":""');
}
