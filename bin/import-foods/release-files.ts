import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { openPromise, type ZipFile } from "yauzl";
import { Fault } from "../fault.ts";

/** A file of the release: its size unpacked, and a stream that can be opened once more or never. */
export type ReleaseFile = { name: string; bytes: number; open: () => Promise<Readable> };

/** The files of a release by their official names in capitals (`FOOD_DES.txt`). `close` lets go of the archive. */
export type Release = { files: Map<string, ReleaseFile>; close: () => void };

/**
 * Opens a USDA SR release: a folder with the official ASCII files, or the zip of them (folders inside do not matter).
 * @throws Fault when there is nothing at the path, or it is neither a folder nor a zip
 */
export async function openRelease(path: string): Promise<Release> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Fault(`There is nothing at ${path}.`);
  return found.isDirectory() ? openFolder(path) : openZip(path);
}

async function openFolder(path: string): Promise<Release> {
  const files = new Map<string, ReleaseFile>();
  for (const name of await readdir(path)) {
    const file = join(path, name);
    files.set(officialName(name), { name, bytes: (await stat(file)).size, open: async () => createReadStream(file) });
  }
  return { files, close: () => {} };
}

async function openZip(path: string): Promise<Release> {
  let zip: ZipFile;
  const files = new Map<string, ReleaseFile>();
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    for await (const entry of zip.eachEntry()) {
      const name = basename(entry.fileName);
      files.set(officialName(name), { name, bytes: entry.uncompressedSize, open: () => zip.openReadStreamPromise(entry) });
    }
  } catch (error) {
    throw new Fault(`${path} is neither a folder nor a readable zip: ${(error as Error).message}`);
  }
  return { files, close: () => zip.close() };
}

const officialName = (name: string) => name.toUpperCase().replace(/\.TXT$/, ".txt");
