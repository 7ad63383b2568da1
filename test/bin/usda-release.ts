import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { openRelease } from "../../bin/import-foods/release-files.ts";
import { projectPath } from "../../bin/project-path.ts";

/** The release that some tests compare with. The project does not need it; where it is missing, those tests are left out. */
export const releasePath = projectPath("../shared/data/usda-sr28.zip");
export const hasRelease = existsSync(releasePath);
if (!hasRelease) console.log(`Left out what compares with USDA SR28: there is no ${releasePath}.`);

/** The lines of one of its files, each as its fields without the `~`. An empty field is an empty string. */
export async function releaseLines(name: string): Promise<string[][]> {
  const release = await openRelease(releasePath);
  try {
    const stream = (await release.files.get(name)!.open()).setEncoding("latin1");
    const lines = (await text(stream)).split("\r\n").filter((line) => line !== "");
    return lines.map((line) => line.split("^").map((field) => field.replace(/^~|~$/g, "")));
  } finally {
    release.close();
  }
}
