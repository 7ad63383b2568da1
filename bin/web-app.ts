import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "./fault.ts";
import { projectPath } from "./project-path.ts";

export const WEB_DIRECTORY = projectPath("dist/web");
const stamp = join(WEB_DIRECTORY, ".sources");
const sources = ["web", "vite.config.ts", "package-lock.json", "server/schema.graphql"];

/** The folder of the built web app. Outside production it is built when its sources changed since the last time. */
export async function builtWebApp(options: { isProduction: boolean }): Promise<string> {
  if (options.isProduction) {
    if (!existsSync(join(WEB_DIRECTORY, "index.html"))) throw new Fault("The web app is not built: run npm run build first.");
    return WEB_DIRECTORY;
  }
  const hash = await sourcesHash();
  const builtFrom = existsSync(stamp) ? await readFile(stamp, "utf8") : undefined;
  if (builtFrom !== hash) await buildWebApp(hash);
  return WEB_DIRECTORY;
}

/** Builds `web/` into `dist/web`. */
export async function buildWebApp(hash?: string): Promise<void> {
  const { build } = await import("vite"); // only when needed: it takes half a second to load
  await build({ configFile: projectPath("vite.config.ts"), logLevel: "warn" });
  await writeFile(stamp, hash ?? (await sourcesHash()));
}

async function sourcesHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    const path = projectPath(source);
    if (!existsSync(path)) continue;
    const entries = source === "web" ? await readdir(path, { recursive: true, withFileTypes: true }) : [];
    const inside = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of source === "web" ? inside.sort() : [path]) hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}
