import { readdir, readFile } from "node:fs/promises";
import { compile } from "graphile-migrate";

export type MigrationSettings = { connectionString: string; databaseOwner: string; migrationsFolder: string };

/** The file of `current/` that includes all of `db/domain`; it comes last, and may be run again by itself. */
const DOMAIN_FILE = "0900-domain.sql";

/** The unreleased migrations, compiled into the one text that graphile-migrate runs and remembers; "" when there are none. */
export async function compileCurrent(settings: MigrationSettings): Promise<string> {
  const folder = `${settings.migrationsFolder}/current`;
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort((a, b) => parseInt(a) - parseInt(b));
  const parts = files.map(async (file) => {
    const body = await compile(settings, await readFile(`${folder}/${file}`, "utf8"));
    return `--! split: ${file}\n${body.trim()}\n`;
  });
  return (await Promise.all(parts)).join("\n");
}

/** The domain's part of a compiled text, when nothing else differs from what ran last; undefined otherwise. */
export function changedDomainOnly(before: string, now: string): string | undefined {
  const marker = `--! split: ${DOMAIN_FILE}\n`;
  const [tablesBefore, domainBefore] = before.split(marker);
  const [tables, domain] = now.split(marker);
  const isDomainOnly = domain !== undefined && domainBefore !== undefined && tables === tablesBefore && domain !== domainBefore;
  return isDomainOnly ? marker + domain : undefined;
}
