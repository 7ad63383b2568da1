import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, openSync, closeSync } from "node:fs";
import { chmod, chown, mkdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { Fault } from "../fault.ts";
import { freePort } from "../port.ts";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries.ts";
import { enterable, serverAccount } from "./server-account.ts";

export type EmbeddedPostgres = {
  /** Connects as the server's superuser. */
  url: (database: string) => string;
  /** Rejects with a sentence when the server ends before it was asked to. */
  died: Promise<never>;
  /** Does nothing when another process of ours runs the server. */
  stop: () => Promise<void>;
};

const serverUrl = (port: number, password: string) => (database: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

type State = { port: number; password: string };

/** Marks the connection that the running program holds for as long as it lives: an old server without it is an orphan. */
const KEEPER = "trackforge keeper";

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  shared_buffers: "256MB",
  random_page_cost: "1.1",
  jit: "off",
};

/** For servers whose data nobody misses: no waiting for the disk. */
export const throwAwaySettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum: "off",
  max_connections: "200",
};

/**
 * Starts the PostgreSQL that npm installed, with its files in `folder`/postgres, its log in `folder`/postgres.log, and port
 * and superuser password remembered in `folder`/postgres.json. A server left over from a killed process is stopped first.
 * @param binaries the folder of another PostgreSQL to start, which `POSTGRES_BINARIES` names
 * @param ifRunning what to do when another living process of ours runs it: use it, or refuse with a sentence
 */
export async function startEmbeddedPostgres(options: {
  folder: string;
  binaries: string | undefined;
  ifRunning: "share" | "refuse";
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const account = serverAccount();
  const binaries = await postgresBinaries(account, options.binaries);
  const stateFile = join(folder, "postgres.json");
  const logFile = join(folder, "postgres.log");
  const data = await dataFolder(folder, account);

  if (await isRunning(data)) {
    const url = await runningEmbeddedPostgres(folder);
    if (url && options.ifRunning === "refuse") {
      throw new Fault(`TrackForge already runs with the data directory ${folder}: stop it first, or set DATA_DIR to another folder.`);
    }
    if (url) return { url, died: new Promise(() => {}), stop: async () => {} };
    await stopOrphan(data);
  }

  const oldState = existsSync(stateFile) ? (JSON.parse(await readFile(stateFile, "utf8")) as State) : undefined;
  const state = { password: oldState?.password ?? randomBytes(18).toString("base64url"), port: await freePort(oldState?.port) };
  await writeFile(stateFile, JSON.stringify(state), { mode: 0o600 });
  if (!existsSync(join(data, "global/pg_control"))) await initialise(join(binaries.folder, "initdb"), data, state.password, account);
  else await requireSameMajor(data, binaries);
  await rm(join(data, "postmaster.pid"), { force: true }); // checked above: nobody runs on it

  const log = openSync(logFile, "a", 0o600);
  const flags = Object.entries({ ...settings, ...options.settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(binaries.folder, "postgres"), ["-D", data, "-p", String(state.port), ...flags], {
    ...account,
    cwd: "/",
    detached: true, // so that Ctrl-C reaches us alone, and we stop it last
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, LC_ALL: "C" },
  });
  closeSync(log);
  const killNow = () => child.kill("SIGINT");
  process.once("exit", killNow);
  child.once("exit", () => process.off("exit", killNow));
  await untilReady(child, data, logFile);

  const url = serverUrl(state.port, state.password);
  const keeper = new pg.Client({ connectionString: url("postgres"), application_name: KEEPER });
  keeper.on("error", () => {}); // the server's end is noticed by those who use it
  await keeper.connect();
  const died = new Promise<never>((_, fail) => {
    child.once("exit", () => fail(new Fault(`PostgreSQL ended unexpectedly (see ${logFile}).`)));
  });
  died.catch(() => {}); // for whom it matters, by racing against it
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child.once("exit", done));
    child.kill("SIGINT"); // "fast": rolls open transactions back and closes cleanly
    await exited;
  };
  return { url, died, stop };
}

/**
 * The URL maker of the embedded server that a living process of ours runs in this folder; undefined when none does. One that is there
 * and cannot answer yet, because it starts or has no connection left, is waited for.
 * @param patience for how long, in milliseconds; Fault when it still cannot
 */
export async function runningEmbeddedPostgres(folder: string, patience = 30_000): Promise<EmbeddedPostgres["url"] | undefined> {
  const stateFile = join(folder, "postgres.json");
  if (!existsSync(stateFile)) return undefined;
  const { port, password } = JSON.parse(await readFile(stateFile, "utf8")) as State;
  const url = serverUrl(port, password);
  for (const deadline = Date.now() + patience; ; await pause(50)) {
    const answer = await isKept(url("postgres"));
    if (typeof answer === "boolean") return answer ? url : undefined;
    if (Date.now() >= deadline) throw new Fault(`The PostgreSQL of ${folder} is there, but cannot answer (${answer.message}): try again in a moment.`);
  }
}

/** `folder`/postgres, or a link to an open place when the server's account cannot enter the folder. */
async function dataFolder(folder: string, account: ReturnType<typeof serverAccount>): Promise<string> {
  const data = join(folder, "postgres");
  await mkdir(folder, { recursive: true });
  if (existsSync(join(data, "PG_VERSION")) && (await enterable(data, account)) === data) return data;
  const linked = await readlink(data).catch(() => undefined);
  if (linked && existsSync(linked)) return linked;
  const place = join(await enterable(folder, account), "postgres");
  if (place !== data) {
    if (await isRunning(place)) await stopOrphan(place);
    await rm(place, { recursive: true, force: true }); // its data directory is gone: nobody's
    await rm(data, { force: true });
    await symlink(place, data);
    console.log(`PostgreSQL's files are in ${place}, because its user cannot enter ${folder}.`);
  }
  await mkdir(place, { recursive: true });
  await chmod(place, 0o700);
  if (account) await chown(place, account.uid, account.gid);
  return place;
}

async function initialise(initdb: string, data: string, password: string, account: ReturnType<typeof serverAccount>) {
  const passwordFile = join(data, "..", `.password-${process.pid}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const result = spawnSync(initdb, ["-D", data, "--no-sync", "--no-instructions", ...locale, ...access], { ...account, cwd: "/", encoding: "utf8" });
  await rm(passwordFile);
  if (result.status !== 0) throw new Fault(`PostgreSQL could not be set up in ${data}: ${result.error?.message ?? result.stderr.trim()}`);
}

/** A new major version reads no files of an older one. */
async function requireSameMajor(data: string, { folder, major }: PostgresBinaries): Promise<void> {
  const made = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (made === String(major)) return;
  throw new Fault(`The files in ${data} are PostgreSQL ${made}'s, and ${folder} is of PostgreSQL ${major}: set POSTGRES_BINARIES to a PostgreSQL ${made}, or DATA_DIR to another folder.`);
}

async function postmaster(data: string): Promise<{ pid: number; status: string } | undefined> {
  const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return lines[0] ? { pid: Number(lines[0]), status: lines[7]?.trim() ?? "" } : undefined;
}

/** Does a PostgreSQL process serve this data folder? (Process ids are reused, so the command line must name the folder.) */
async function isRunning(data: string): Promise<boolean> {
  const pid = (await postmaster(data))?.pid;
  if (!pid) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() =>
    existsSync("/proc/self") ? "" : spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout,
  );
  return command.includes(data);
}

/** Nobody listens, or another server does, which got the port since. */
const NOT_OURS = new Set(["ECONNREFUSED", "28P01", "28000"]); // the latter two: it does not know the password, or the login

/** Whether a program of ours holds the server; the error of one that is there and cannot say. */
async function isKept(url: string): Promise<boolean | Error> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000, query_timeout: 30_000 });
  client.on("error", () => {}); // the question fails then
  try {
    await client.connect();
    return (await client.query("select from pg_stat_activity where application_name = $1", [KEEPER])).rowCount !== 0;
  } catch (error) {
    return NOT_OURS.has((error as { code?: string }).code ?? "") ? false : (error as Error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Stops a server whose starter was killed: rolling back first, and at once when that takes over 10 s. */
export async function stopOrphan(data: string): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    const pid = (await postmaster(data))?.pid;
    if (!pid || !(await isRunning(data))) return;
    process.kill(pid, signal);
    for (const deadline = Date.now() + 10_000; Date.now() < deadline && (await isRunning(data)); ) await pause(20);
  }
}

async function untilReady(child: ChildProcess, data: string, logFile: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(10)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const running = await postmaster(data);
    if (running?.pid === child.pid && running?.status === "ready") return;
  }
  const lastLine = (await readFile(logFile, "utf8")).trim().split("\n").findLast((line) => /FATAL|PANIC|error/i.test(line));
  throw new Fault(`PostgreSQL did not start: ${lastLine ?? "no reason given"} (see ${logFile})`);
}
