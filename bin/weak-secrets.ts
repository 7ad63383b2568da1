import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** What stands in examples and in files that nobody filled in. */
const WELL_KNOWN = /change.?me|replace.?me|placeholder|example|default|insert.?here|your.{0,10}(secret|key|password)|secret.?key|p[a@]ssw[o0]rd|123456|qwerty|trackforge.?(secret|key|dev)/i;
const FEWEST_CHARACTERS = 10;
const FEWEST_BYTES = 16;

/**
 * What production refuses, as sentences that name the secret and never show it: too uniform, well known, the same twice, or the one
 * that development made for itself in `developmentFile`.
 */
export async function weaknesses(secrets: Record<string, string>, developmentFile: string): Promise<string[]> {
  const development = existsSync(developmentFile) ? Object.values(JSON.parse(await readFile(developmentFile, "utf8")) as Record<string, string>) : [];
  return Object.entries(secrets).flatMap(([name, value], i, all) => {
    if (name === "FILE_KEY" ? new Set(Buffer.from(value, "base64")).size < FEWEST_BYTES : new Set(value).size < FEWEST_CHARACTERS) return `${name} is too uniform to be random.`;
    if (name !== "FILE_KEY" && WELL_KNOWN.test(value)) return `${name} is a well-known one.`;
    if (development.includes(value)) return `${name} is the one that development made in ${developmentFile}.`;
    const same = all.slice(0, i).find(([, other]) => other === value);
    return same ? `${name} is the same as ${same[0]}.` : [];
  });
}
