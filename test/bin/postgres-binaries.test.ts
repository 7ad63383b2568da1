import { chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedPostgres, throwAwaySettings } from "../../bin/database/embedded-postgres.ts";
import { postgresBinaries } from "../../bin/database/postgres-binaries.ts";
import { serverAccount } from "../../bin/database/server-account.ts";
import { startProgram, temporaryFolder } from "./program.ts";

let folder: string;
/** The packaged PostgreSQL, whole, in another place. */
let copied: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await chmod(folder, 0o755);
  const packaged = await postgresBinaries(serverAccount(), undefined);
  copied = join(folder, "own", "bin");
  await cp(dirname(packaged.folder), dirname(copied), { recursive: true, verbatimSymlinks: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("POSTGRES_BINARIES", () => {
  it("starts the server from the folder that it names, and makes its files with that one's initdb", async () => {
    const data = join(folder, "data");
    const server = await startEmbeddedPostgres({ folder: data, binaries: copied, ifRunning: "refuse", settings: throwAwaySettings });
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    const { rows } = await client.query<{ place: string }>("select setting as place from pg_config where name = 'BINDIR'");
    await client.query("create extension pg_trgm"); // finds what belongs to it
    await client.end();
    await server.stop();
    expect(rows).toEqual([{ place: copied }]);
  });

  it("may not be of another major version than the files that it is to serve", async () => {
    const data = join(folder, "older");
    const server = await startEmbeddedPostgres({ folder: data, binaries: copied, ifRunning: "refuse", settings: throwAwaySettings });
    await server.stop();
    const made = (await readFile(join(data, "postgres/PG_VERSION"), "utf8")).trim();
    await writeFile(join(data, "postgres/PG_VERSION"), "17\n");
    await expect(startEmbeddedPostgres({ folder: data, binaries: copied, ifRunning: "refuse" })).rejects.toThrow(
      `The files in ${join(data, "postgres")} are PostgreSQL 17's, and ${copied} is of PostgreSQL ${made}: set POSTGRES_BINARIES to a PostgreSQL 17, or DATA_DIR to another folder.`,
    );
  });

  const refused = async (binaries: string) => {
    const program = startProgram("permissions", { DATA_DIR: join(folder, "refused"), POSTGRES_BINARIES: binaries });
    return { code: await program.ended, said: program.output().trim() };
  };

  it("is refused in one sentence where a program is missing", async () => {
    const without = join(folder, "without");
    await cp(copied, without, { recursive: true });
    await rm(join(without, "initdb"));
    expect(await refused(without)).toEqual({ code: 1, said: `POSTGRES_BINARIES: ${without} has no initdb that can be run: name the folder with postgres and initdb of a PostgreSQL 18 or later.` });
    expect((await refused(join(folder, "nowhere"))).said).toMatch(/nowhere has no postgres that can be run/);
  });

  it("is refused in one sentence where they are of a PostgreSQL before 18", async () => {
    const old = join(folder, "old");
    await mkdir(old);
    for (const program of ["postgres", "initdb"]) await writeFile(join(old, program), `#!/bin/sh\necho "${program} (PostgreSQL) 17.6"\n`, { mode: 0o755 });
    expect(await refused(old)).toEqual({ code: 1, said: `POSTGRES_BINARIES: TrackForge needs PostgreSQL 18 or later, and ${join(old, "postgres")} is "postgres (PostgreSQL) 17.6".` });
  });

  it.runIf(process.getuid?.() === 0)("is refused in one sentence where the server's user cannot enter", async () => {
    const closed = join(folder, "closed");
    await cp(copied, closed, { recursive: true });
    await chmod(closed, 0o700);
    expect((await refused(closed)).said).toMatch(/^POSTGRES_BINARIES: the user postgres, as whom PostgreSQL runs, cannot enter /);
  });
});
