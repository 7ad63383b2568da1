type DatabaseError = Error & { code?: string; position?: string; detail?: string; where?: string };

/**
 * One readable paragraph about why a migration failed. graphile-migrate sends all of `current/` with its includes as one query;
 * the position that Postgres names is traced back here to the file and line that a person wrote.
 */
export function explainMigrationError(error: unknown, body: string): string {
  const { message, code, position, detail, where } = error as DatabaseError;
  const place = position ? traceIncludes(body, Number(position)) : undefined;
  const lines = [`${message}${code ? ` (${code})` : ""}`, place, detail, where];
  return lines.filter((line) => line !== undefined).join("\n  ");
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
