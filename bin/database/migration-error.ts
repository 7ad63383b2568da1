import { readdir, readFile } from "node:fs/promises";
import { compile } from "graphile-migrate";

type Settings = { connectionString: string; databaseOwner: string; migrationsFolder: string };
type DatabaseError = Error & { code?: string; position?: string; detail?: string; where?: string };

/**
 * One readable paragraph about why a migration failed. graphile-migrate sends all of `current/` with its includes as one query;
 * the position that Postgres names is traced back here to the file and line that a person wrote.
 */
export async function locateMigrationError(settings: Settings, error: unknown): Promise<string> {
  const { message, code, position, detail, where } = error as DatabaseError;
  const place = position ? traceIncludes(await compileCurrent(settings), Number(position)) : undefined;
  const lines = [`${message}${code ? ` (${code})` : ""}`, place, detail, where];
  return lines.filter((line) => line !== undefined).join("\n  ");
}

/** `current/` as graphile-migrate runs it. */
async function compileCurrent(settings: Settings): Promise<string> {
  const folder = `${settings.migrationsFolder}/current`;
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort((a, b) => parseInt(a) - parseInt(b));
  const parts = files.map(async (file) => {
    const body = await compile(settings, await readFile(`${folder}/${file}`, "utf8"));
    return `--! split: ${file}\n${body.trim()}\n`;
  });
  return (await Promise.all(parts)).join("\n");
}

/** `position` counts characters from 1. */
function traceIncludes(body: string, position: number): string | undefined {
  const files: { name: string; line: number }[] = [];
  const before = body.slice(0, position - 1).split("\n");
  for (const line of before) {
    const [, marker, name = ""] = /^--! (split:|Included|EndIncluded) (.+)$/.exec(line) ?? [];
    const current = files.at(-1);
    if (current && marker !== "EndIncluded") current.line += 1;
    if (marker === "split:") files.splice(0, files.length, { name: `migrations/current/${name}`, line: 0 });
    if (marker === "Included") files.push({ name: `domain/${name}`, line: 0 });
    if (marker === "EndIncluded") files.pop();
  }
  const found = files.at(-1);
  const text = body.split("\n")[before.length - 1]?.trim();
  return found && `in db/${found.name}, line ${found.line}: ${text}`;
}
