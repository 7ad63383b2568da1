import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withIdentity } from "../../server/platform/database.ts";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { createDatabase, identityOf, type TestDatabase } from "../harness/database.ts";
import { whileWorkerRuns } from "./while-worker-runs.ts";

// A client's copy of her own record, from the request to the file.
const FOLLOWER = "thomas.berg@example.test";
let database: TestDatabase;
let directory: string;
let fileStorage: FileStorage;

beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "copies-"));
  fileStorage = await createFileStorage({ directory, key: randomBytes(32) });
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

async function until(id: string, statuses: string[]): Promise<{ status: string; sha256: string | null; byte_size: string | null; org_id: string }> {
  for (;;) {
    const { rows: [copy] } = await database.owner.query("select status, sha256, byte_size, org_id from app_public.record_copies where id = $1", [id]);
    if (statuses.includes(copy.status)) return copy;
    await database.owner.query("select pg_sleep(0.02)");
  }
}

it("a client's record becomes a whole JSON file with her rights, and is deleted when its time is over", async () => {
  const identity = await identityOf(database, FOLLOWER);
  const as = <T extends object>(text: string, values: unknown[]) => withIdentity(database.authenticator, identity, (sql) => sql.query<T>(text, values));
  await database.owner.query("update app_public.client_conditions set note = 'staff only' where client_id = $1", [identity.clientId]);
  const id = randomUUID();
  await as("select app_public.request_record_copy($1)", [id]);
  const copy = await whileWorkerRuns(database, fileStorage, () => until(id, ["ready", "failed"]));
  expect(copy.status).toBe("ready");

  const { rows: [file] } = await as<{ storage_key: string; file_name: string }>("select * from app_hidden.begin_record_copy_download($1)", [id]);
  expect(file!.file_name).toMatch(/^record-\d{4}-\d\d-\d\d\.json$/);
  const content = await buffer(await fileStorage.get(file!.storage_key));
  expect(createHash("sha256").update(content).digest("hex")).toBe(copy.sha256);
  expect(content.byteLength).toBe(Number(copy.byte_size));
  const record = JSON.parse(content.toString());
  expect(record).toMatchObject({ format: 1, profile: [{ familyName: "Berg" }], conditions: expect.arrayContaining([expect.objectContaining({ name: "Hypertension" })]) });
  expect(record.plans[0].content.days.length).toBeGreaterThan(0);
  expect(record.logs[0]).toMatchObject({ loggedOn: expect.any(String), items: expect.any(Array) });
  expect(content.includes("staff only"), "what staff write for themselves is not in it").toBe(false);
  const { rows: [counted] } = await database.owner.query("select count(*)::integer as logs from app_public.meal_logs where client_id = $1", [identity.clientId]);
  expect(record.logs).toHaveLength(counted.logs);

  const folder = join(directory, "record-copies", copy.org_id, id);
  expect(await readdir(folder)).toHaveLength(1);
  await database.owner.query("update app_public.record_copies set expires_at = now() - interval '1 minute' where id = $1", [id]);
  await whileWorkerRuns(database, fileStorage, async () => {
    await database.owner.query("select graphile_worker.add_job('record_copies__sweep')");
    await until(id, ["expired"]);
    await expect.poll(() => existsSync(join(folder, file!.storage_key.split("/").at(-1)!))).toBe(false);
  });
});

it("a storage that fails is told to whoever asked, when every attempt is over", async () => {
  const identity = await identityOf(database, "client@demo.test");
  const id = randomUUID();
  await withIdentity(database.authenticator, identity, (sql) => sql.query("select app_public.request_record_copy($1)", [id]));
  await database.owner.query("update graphile_worker._private_jobs set attempts = max_attempts - 1 where key = $1", [`record_copy:${id}`]);
  const full: FileStorage = { ...fileStorage, put: () => Promise.reject(new Error("The disk is full.")) };
  expect((await whileWorkerRuns(database, full, () => until(id, ["ready", "failed"]))).status).toBe("failed");
});
