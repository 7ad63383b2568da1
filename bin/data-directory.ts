import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Fault } from "./fault.ts";

/** Makes the data directory (database files, stored files, development secrets) and makes sure that it can be written. */
export async function requireDataDirectory(folder: string): Promise<void> {
  const probe = join(resolve(folder), `.writable-${process.pid}`);
  try {
    await mkdir(resolve(folder), { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Fault(`The data directory ${resolve(folder)} cannot be written (${code}): make it writable, or set DATA_DIR to another folder.`);
  }
}
