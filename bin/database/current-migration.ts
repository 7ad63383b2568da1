import { readdir, readFile } from "node:fs/promises";
import { compile } from "graphile-migrate";

export type MigrationSettings = { connectionString: string; databaseOwner: string; migrationsFolder: string };

/** The unreleased migrations, compiled into the one text that graphile-migrate runs and remembers; "" when they say nothing. */
export async function compileCurrent(settings: MigrationSettings): Promise<string> {
  const folder = `${settings.migrationsFolder}/current`;
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort((a, b) => parseInt(a) - parseInt(b));
  const parts = files.map(async (file) => {
    const body = await compile(settings, await readFile(`${folder}/${file}`, "utf8"));
    return `--! split: ${file}\n${body.trim()}\n`;
  });
  return (await Promise.all(parts)).filter(hasStatements).join("\n");
}

/** Whether there is anything but comments: graphile-migrate leaves a file with a note behind when it commits. */
const hasStatements = (text: string) => /^(?!--)\S/m.test(text);
