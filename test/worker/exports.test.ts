import { createHash, randomBytes } from "node:crypto";
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withIdentity } from "../../server/platform/database.ts";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { approvedExport, arrangeClinic, type Clinic } from "./clinic.ts";
import { hold } from "./hold.ts";
import { whileWorkerRuns } from "./while-worker-runs.ts";

let database: TestDatabase;
let directory: string;
let fileStorage: FileStorage;
const key = randomBytes(32);

beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "exports-"));
  fileStorage = await createFileStorage({ directory, key });
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const withWorker = <T>(work: () => Promise<T>, storage = fileStorage) => whileWorkerRuns(database, storage, work);

type Export = { status: string; rows_written: string; sha256: string | null; failure: string | null; byte_size: string | null };

async function until(id: string, isDone: (row: Export) => boolean): Promise<Export> {
  const listen = await database.owner.connect();
  try {
    for (;;) {
      const { rows } = await listen.query<Export>("select status, rows_written, sha256, failure, byte_size from app_public.export_requests where id = $1", [id]);
      if (rows[0] && isDone(rows[0])) return rows[0];
      await listen.query("select pg_sleep(0.02)");
    }
  } finally {
    listen.release();
  }
}
const isOver = (row: Export) => row.status === "ready" || row.status === "failed";

async function download(clinic: Clinic, id: string) {
  return withIdentity(database.authenticator, clinic.dietitian, async (sql) => {
    const { rows } = await sql.query<{ storage_key: string; sha256: string; file_name: string }>("select * from app_hidden.begin_export_download($1)", [id]);
    const content = await buffer(await fileStorage.get(rows[0]!.storage_key));
    return { ...rows[0]!, content };
  });
}

it("an approved export becomes a whole CSV file with the requester's rights", async () => {
  const clinic = await arrangeClinic(database, 3);
  const id = await approvedExport(database, clinic);
  const row = await withWorker(() => until(id, isOver));
  expect(row).toMatchObject({ status: "ready", rows_written: "3", failure: null });

  const file = await download(clinic, id);
  expect(file.file_name).toBe("client-logs-2026-01-01-to-2026-01-31.csv");
  expect(createHash("sha256").update(file.content).digest("hex")).toBe(row.sha256);
  const lines = parse(file.content, { columns: true, bom: true }) as Record<string, string>[];
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ logged_on: "2026-01-02", meal: "Lunch", energy_kcal: "120" });
  expect(lines[0]?.item, "a spreadsheet takes no text for a formula").toBe(`'=Soup, "home" made`);
  expect(lines[0]?.protein_g, "unknown is empty, never zero").toBe("");
  expect(lines[0]?.nutrients_unknown).toContain("protein");
});

it("a file at rest is not readable without the key", async () => {
  const clinic = await arrangeClinic(database, 1);
  const id = await approvedExport(database, clinic);
  await withWorker(() => until(id, isOver));
  const { storage_key } = await download(clinic, id);
  const stranger = await createFileStorage({ directory, key: randomBytes(32) });
  await expect(stranger.get(storage_key)).rejects.toThrow();
});

it("an export of somebody whose care has ended fails visibly and leaves no file", async () => {
  const clinic = await arrangeClinic(database, 1);
  const id = await approvedExport(database, clinic);
  await database.owner.query("update app_public.care_assignments set ends_on = current_date - 1 where org_id = $1", [clinic.orgId]);
  const row = await withWorker(() => until(id, isOver));
  expect(row.status).toBe("failed");
  expect(row.failure).toMatch(/may no longer export/);
  expect(existsSync(join(directory, "exports", clinic.orgId))).toBe(false);
});

it("a file that cannot be written is tried again, and fails visibly when given up", async () => {
  const clinic = await arrangeClinic(database, 1);
  const id = await approvedExport(database, clinic);
  await database.owner.query("update graphile_worker._private_jobs set max_attempts = 1 where key = $1", [`export:${id}`]);
  await writeFile(join(directory, "a-file"), "");
  const broken = await createFileStorage({ directory: join(directory, "a-file"), key });
  const row = await withWorker(() => until(id, isOver), broken);
  expect(row.status).toBe("failed");
  expect(row.failure).toMatch(/could not be written after 1 attempts/);
});

it("a storage that takes nothing ends the export, however much there is to write", async () => {
  const clinic = await arrangeClinic(database, 5_000);
  const id = await approvedExport(database, clinic);
  await database.owner.query("update graphile_worker._private_jobs set max_attempts = 1 where key = $1", [`export:${id}`]);
  const full: FileStorage = { ...fileStorage, put: () => Promise.reject(new Error("The disk is full.")) };
  expect((await withWorker(() => until(id, isOver), full)).status).toBe("failed");
});

it("killed in the middle, the export is never half downloadable and is finished by the next worker", async () => {
  const clinic = await arrangeClinic(database, 20_000);
  const id = await approvedExport(database, clinic);
  const letGo = await hold(database, "update", "app_public.export_requests", `new.id = '${id}' and new.status = 'ready'`);
  const child = fork(join(import.meta.dirname, "worker-process.ts"), [database.ownerUrl, database.authenticatorUrl, directory, key.toString("base64")]);
  const exited = new Promise((done) => child.once("exit", done));
  await until(id, (row) => Number(row.rows_written) > 0 || isOver(row));
  child.kill("SIGKILL");
  await exited;
  await letGo();

  expect((await until(id, () => true)).status).toBe("running");
  await expect(download(clinic, id)).rejects.toMatchObject({ code: "TF061" });

  const row = await withWorker(() => until(id, isOver));
  expect(row).toMatchObject({ status: "ready", rows_written: "20000" });
  expect(await readdir(join(directory, "exports", clinic.orgId, id)), "the half-written file is gone").toHaveLength(1);
  expect(createHash("sha256").update((await download(clinic, id)).content).digest("hex")).toBe(row.sha256);
});

it("an export whose last attempt was killed is marked failed by the sweep", async () => {
  const clinic = await arrangeClinic(database, 1);
  const id = await approvedExport(database, clinic);
  await database.owner.query("update graphile_worker._private_jobs set attempts = max_attempts where key = $1", [`export:${id}`]);
  await withWorker(async () => {
    await database.owner.query("select graphile_worker.add_job('export_requests__sweep')");
    const row = await until(id, isOver);
    expect(row).toMatchObject({ status: "failed", failure: expect.stringContaining("interrupted too often") });
  });
});

it("an expired export loses its file", async () => {
  const clinic = await arrangeClinic(database, 1);
  const id = await approvedExport(database, clinic);
  await withWorker(async () => {
    await until(id, isOver);
    await database.owner.query("update app_public.export_requests set expires_at = now() where id = $1", [id]);
    await database.owner.query("select graphile_worker.add_job('export_requests__sweep')");
    await until(id, (row) => row.status === "expired");
  });
  expect(existsSync(join(directory, "exports", clinic.orgId, id))).toBe(false);
  await expect(download(clinic, id)).rejects.toMatchObject({ code: "TF062" });
});
