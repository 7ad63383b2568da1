import { fileURLToPath } from "node:url";

/** The absolute path of a file of this project, named from its root, wherever the program was started. */
export function projectPath(relative: string): string {
  return fileURLToPath(new URL(`../${relative}`, import.meta.url));
}
