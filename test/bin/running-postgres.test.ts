import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, runningEmbeddedPostgres, startEmbeddedPostgres, throwAwaySettings } from "../../bin/database/embedded-postgres.ts";
import { freePort } from "../../bin/port.ts";
import { type Program, startProgram, temporaryFolder } from "./program.ts";

/** The one that holds the server, and three that PostgreSQL keeps for a superuser. */
const MOST_CONNECTIONS = 4;

let folder: string;
let server: EmbeddedPostgres;
beforeAll(async () => {
  folder = await temporaryFolder();
  await chmod(folder, 0o755);
  server = await startEmbeddedPostgres({
    folder,
    binaries: process.env["POSTGRES_BINARIES"],
    ifRunning: "refuse",
    settings: { ...throwAwaySettings, max_connections: String(MOST_CONNECTIONS) },
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A connection, as soon as one that is being closed has left room for it. */
async function connected(): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ connectionString: server.url("postgres") });
    const refusal = await client.connect().then(() => undefined, (error: Error) => error);
    if (!refusal) return client;
    expect(refusal.message).toMatch(/too many clients/);
  }
}
/** Does something while no connection is left. */
async function withoutConnections(work: () => Promise<void>): Promise<void> {
  const taken = await Promise.all(Array.from({ length: MOST_CONNECTIONS - 1 }, connected));
  try {
    await work();
  } finally {
    await Promise.all(taken.map((client) => client.end()));
  }
}
const timesRefused = async () => (await readFile(join(folder, "postgres.log"), "utf8")).split("too many clients").length - 1;

describe("a database that runs and cannot answer", () => {
  it("for want of connections is not taken for one that does not run: after a while a sentence says so", async () => {
    await withoutConnections(async () => {
      await expect(runningEmbeddedPostgres(folder, 300)).rejects.toThrow(
        `The PostgreSQL of ${folder} is there, but cannot answer (sorry, too many clients already): try again in a moment.`,
      );
    });
  });

  it("is waited for: db:url answers as soon as there is a connection again", async () => {
    let asked: Program | undefined;
    await withoutConnections(async () => {
      const before = await timesRefused();
      asked = startProgram("db-url", { DATA_DIR: folder });
      await expect.poll(timesRefused).toBeGreaterThan(before + 1); // it asks again
    });
    expect(await asked?.ended).toBe(0);
    expect(asked?.output()).toContain(new URL(server.url("trackforge")).host);
  });

  it("because its process is held is waited for, too", async () => {
    const pid = Number((await readFile(join(folder, "postgres/postmaster.pid"), "utf8")).split("\n")[0]);
    process.kill(pid, "SIGSTOP");
    try {
      const answer = runningEmbeddedPostgres(folder).then((url) => url?.("trackforge"));
      expect(await Promise.race([answer, pause(300, "waits")])).toBe("waits"); // whoever is held answers nothing
      process.kill(pid, "SIGCONT");
      expect(await answer).toBe(server.url("trackforge"));
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });
});

describe("no database of this folder runs", () => {
  const withState = async (state: { port: number; password: string }) => {
    const other = await temporaryFolder();
    await writeFile(join(other, "postgres.json"), JSON.stringify(state));
    const url = await runningEmbeddedPostgres(other);
    await rm(other, { recursive: true });
    return url;
  };

  it("where nobody listens", async () => {
    expect(await withState({ port: await freePort(), password: "any" })).toBeUndefined();
  });

  it("where another server has the port since", async () => {
    expect(await withState({ port: Number(new URL(server.url("postgres")).port), password: "of another" })).toBeUndefined();
  });
});
