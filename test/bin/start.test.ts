import { readFileSync } from "node:fs";
import { chmod, mkdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../bin/port.ts";
import { databaseUrl, startProgram, temporaryFolder } from "./program.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const postmasterPid = async (data: string) => Number((await readFile(join(data, "postgres/postmaster.pid"), "utf8")).split("\n")[0]);
/** Whether a process runs. One that has ended, and that the system has yet to collect, does not. */
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

describe("npm start says in one sentence, and ends with exit code 1, that", () => {
  const refused = async (environment: Record<string, string>, args?: string[]) => {
    const program = startProgram("start", environment, args);
    const code = await program.ended;
    return { code, lines: program.output().trim().split("\n") };
  };

  it("the port is in use", async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, listening));
    const { port } = other.address() as { port: number };
    const answer = await refused({ DATA_DIR: join(folder, "port"), PORT: String(port), ...secrets });
    await new Promise((closed) => other.close(closed));
    expect(answer).toEqual({ code: 1, lines: [`Port ${port} is in use: stop what runs there, or set PORT to another one.`] });
  });

  it("the data directory cannot be written", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const answer = await refused({ DATA_DIR: join(file, "data"), PORT: String(await freePort()) });
    expect(answer.code).toBe(1);
    expect(answer.lines).toEqual([expect.stringMatching(/^The data directory .+ cannot be written \(ENOTDIR\): make it writable, or set DATA_DIR/)]);
  });

  it("a secret is missing in production", async () => {
    const { JWT_SECRET: _, ...rest } = secrets;
    const answer = await refused({ DATA_DIR: join(folder, "production"), NODE_ENV: "production", ...rest });
    expect(answer).toEqual({ code: 1, lines: ["In production these secrets must be set (or as NAME_FILE): JWT_SECRET."] });
  });

  it.each([
    ["too uniform", { JWT_SECRET: "a".repeat(40) }, "JWT_SECRET is too uniform to be random."],
    ["well known", { JWT_SECRET: "changeme-changeme-changeme-1234567890" }, "JWT_SECRET is a well-known one."],
    ["the same byte", { FILE_KEY: Buffer.alloc(32, 1).toString("base64") }, "FILE_KEY is too uniform to be random."],
    ["a well-known password", { AUTHENTICATOR_PASSWORD: "trackforge-password" }, "AUTHENTICATOR_PASSWORD is a well-known one."],
    ["weak, though it only verifies", { JWT_PREVIOUS_SECRETS: "0".repeat(32) }, "JWT_PREVIOUS_SECRETS (1) is too uniform to be random."],
  ])("a secret in production is %s, without showing it", async (_what, weak, sentence) => {
    const answer = await refused({ DATA_DIR: join(folder, "production"), NODE_ENV: "production", PORT: String(await freePort()), ...secrets, ...weak });
    expect(answer).toEqual({ code: 1, lines: [`Production refuses weak secrets; npm run secrets makes good ones. ${sentence}`] });
  });

  it("production was given the secrets that development made", async () => {
    const data = join(folder, "was-development");
    await mkdir(data);
    await writeFile(join(data, "secrets.json"), JSON.stringify(secrets));
    const answer = await refused({ DATA_DIR: data, NODE_ENV: "production", PORT: String(await freePort()), ...secrets });
    expect(answer.lines[0]).toContain("JWT_SECRET is the one that development made");
  });

  it.each([{}, { PUBLIC_URL: "http://clinic.example" }])("production has no encrypted address: %j", async (address) => {
    const answer = await refused({ DATA_DIR: join(folder, "production"), NODE_ENV: "production", PORT: String(await freePort()), ...secrets, ...(address as Record<string, string>) });
    expect(answer).toEqual({ code: 1, lines: [expect.stringMatching(/^In production PUBLIC_URL must be the https:\/\/ address/)] });
  });

  it("production would send mail from nobody", async () => {
    const answer = await refused({
      DATA_DIR: join(folder, "production"), NODE_ENV: "production", PORT: String(await freePort()), PUBLIC_URL: "https://clinic.example", SMTP_URL: "smtp://mail", ...secrets,
    });
    expect(answer).toEqual({ code: 1, lines: [expect.stringMatching(/^SMTP_URL is set, so MAIL_FROM must say who sends/)] });
  });

  it("production refuses demo data", async () => {
    const answer = await refused({ DATA_DIR: join(folder, "production"), NODE_ENV: "production", DEMO_PASSWORD: "something", PORT: String(await freePort()), ...secrets });
    expect(answer).toEqual({ code: 1, lines: ["DEMO_PASSWORD is set, but production refuses demo data: unset it."] });
  });

  it("the database cannot be reached", async () => {
    const answer = await refused({ DATA_DIR: folder, DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/nothing`, PORT: String(await freePort()), ...secrets });
    expect(answer.code).toBe(1);
    expect(answer.lines).toEqual([expect.stringMatching(/^The database cannot be reached: connect ECONNREFUSED/)]);
  });

  it("a variable is set wrongly", async () => {
    expect(await refused({ PORT: "many" })).toEqual({ code: 1, lines: ["PORT: must be a port number."] });
  });
});

describe("npm start", () => {
  it("works in a folder that only its owner can enter, as mktemp makes it", async () => {
    const closed = await temporaryFolder();
    const program = startProgram("start", { DATA_DIR: closed, PORT: String(await freePort()) }, ["worker"]);
    await program.said("ready in");
    const elsewhere = await readlink(join(closed, "postgres")).catch(() => undefined);
    expect(elsewhere !== undefined).toBe(process.getuid?.() === 0);
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    for (const path of [closed, ...(elsewhere ? [dirname(elsewhere)] : [])]) await rm(path, { recursive: true });
  });


  it("recovers after kill -9, also when the old Postgres still runs, and loses nothing", async () => {
    const environment = { DATA_DIR: join(folder, "data"), PORT: String(await freePort()) };
    const killed = startProgram("start", environment, ["api", "worker"]);
    await killed.said("ready in");
    const url = await databaseUrl(environment);
    await query(url, "update app_public.organizations set name = 'Kept' where id = (select org_id from app_public.memberships limit 1)");
    const oldServer = await postmasterPid(environment.DATA_DIR);
    killed.child.kill("SIGKILL");
    await killed.ended;
    expect(isAlive(oldServer)).toBe(true);

    const next = startProgram("start", environment, ["api", "worker"]);
    await next.said("ready in");
    expect(isAlive(oldServer)).toBe(false);
    const answer = await fetch(`http://localhost:${environment.PORT}/readyz`);
    expect(answer.status).toBe(200);
    expect(await query(await databaseUrl(environment), "select name from app_public.organizations where name = 'Kept'")).toHaveLength(1);

    const newServer = await postmasterPid(environment.DATA_DIR);
    const second = startProgram("start", { ...environment, PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^TrackForge already runs with the data directory .+: stop it first, or set DATA_DIR/);

    next.child.kill("SIGINT");
    expect(await next.ended).toBe(0);
    expect(isAlive(newServer)).toBe(false);
  });
});

describe("npm run dev", () => {
  it("serves the web app with hot reload and the API on one address, and ends with Ctrl-C", async () => {
    const port = String(await freePort());
    const program = startProgram("dev", { DATA_DIR: join(folder, "data"), PORT: port }); // goes on from what is there already
    await program.said("ready in");
    await program.said("(development)");
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toContain("/@vite/client");
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    program.child.kill("SIGINT");
    expect(await program.ended).toBe(0);
  });
});

const secrets = {
  AUTHENTICATOR_PASSWORD: randomBytes(16).toString("hex"),
  JWT_SECRET: randomBytes(32).toString("hex"),
  FILE_KEY: randomBytes(32).toString("base64"),
};

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
