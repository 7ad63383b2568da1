import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import packaged, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { projectPath } from "../../bin/project-path.ts";

const run = promisify(execFile);
const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A headless Chromium for the browser tests: `CHROMIUM_PATH`, the system's, or the one inside the npm package, which brings along
 * the libraries and fonts that a bare machine lacks. Needs no download and no apt-get.
 */
export async function launchBrowser(): Promise<Browser> {
  const system = process.env.CHROMIUM_PATH ?? findInPath();
  return chromium.launch({ args: ["--no-sandbox", "--disable-dev-shm-usage"], ...(system ? { executablePath: system } : await packagedBrowser()) });
}

function findInPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => systemNames.map((name) => join(folder, name))).find((path) => existsSync(path));
}

async function packagedBrowser(): Promise<LaunchOptions> {
  const folder = await unpack();
  const executablePath = join(folder, "chromium");
  const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
  const starts = await run(executablePath, ["--version"]).then(
    () => true,
    () => false,
  );
  return { executablePath, env: { ...process.env, ...fonts, ...(starts ? {} : { LD_LIBRARY_PATH: libraries }) } };
}

/** Unpacks the package's archives once per version; several test runs may do so at the same time. */
async function unpack(): Promise<string> {
  const source = projectPath("node_modules/@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as { version: string };
  const folder = projectPath(`.cache/chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.`);
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = partial; // the package unpacks into the temporary folder, and trusts what it finds there
  try {
    await packaged.executablePath(join(source, "bin"));
    await inflate(join(source, "bin", "al2023.tar.br"));
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  await rename(partial, folder).catch(() => rm(partial, { recursive: true }));
  return folder;
}
