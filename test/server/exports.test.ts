import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices } from "./support/practices.ts";

const CSV = "date,meal\n2026-01-01,Grünkohl\n".repeat(5000);

let directory: string;
let storage: FileStorage;
let api: TestApi;
let clientId: string;
let id: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "exports-"));
  storage = await createFileStorage({ directory, key: randomBytes(32) });
  api = await startApi({ fileStorage: storage });
  clientId = (await makePractices(api.database.owner)).north;
  id = await finishedExport();
});
afterAll(async () => {
  await api.stop();
  await rm(directory, { recursive: true });
});

/** An export of the dietitian's, approved by the org_admin and written. */
async function finishedExport(): Promise<string> {
  const exportId = randomUUID();
  const asked = await api.graphql("dietitian@north.test", `mutation { requestExport(input: { id: "${exportId}", clientId: "${clientId}", fromOn: "2026-01-01", toOn: "2026-02-01", reason: "For the client" }) { clientMutationId } }`);
  const approved = await api.graphql("org_admin@north.test", `mutation { approveExport(input: { id: "${exportId}" }) { clientMutationId } }`);
  expect([...asked.errors, ...approved.errors]).toEqual([]);
  const { bytes, sha256 } = await storage.put(`${exportId}/logs.csv`, Readable.from([Buffer.from(CSV)]));
  await api.database.owner.query(
    `with ready as (update app_public.export_requests set status = 'ready', byte_size = $2, sha256 = $3, expires_at = now() + interval '1 day' where id = $1 returning org_id, id)
     insert into app_private.export_files (org_id, export_request_id, storage_key) select org_id, id, id || '/logs.csv' from ready`,
    [exportId, bytes, sha256],
  );
  return exportId;
}
const download = async (email: string, exportId = id) => api.request(`/api/v1/exports/${exportId}`, { token: await api.tokenOf(email) });

describe("the download of an export", () => {
  it("is the file, for the person who asked for it", async () => {
    const { status, headers, body } = await download("dietitian@north.test");
    expect(status).toBe(200);
    expect(body).toBe(CSV);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="client-logs-.*\.csv"$/);
    expect(headers.get("content-length")).toBe(String(Buffer.byteLength(CSV)));
    expect(headers.get("repr-digest")).toBe(`sha-256=:${createHash("sha256").update(CSV).digest("base64")}:`);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("is recorded", async () => {
    const { rows } = await api.database.owner.query("select count(*)::int as downloads from audit.events where table_name = 'export_requests' and action = 'download' and row_id = $1", [id]);
    expect(rows[0].downloads).toBeGreaterThan(0);
  });

  it("lies encrypted where it is stored", async () => {
    const [file] = await readdir(join(directory, id));
    const stored = await readFile(join(directory, id, file!));
    expect(stored.includes("Grünkohl")).toBe(false);
  });

  it("answers everybody else as if it did not exist", async () => {
    const missing = await download("dietitian@north.test", randomUUID());
    expect(missing).toMatchObject({ status: 404, body: { error: { code: "TF404" } } });
    for (const email of ["org_admin@north.test", "dietitian@south.test"]) expect((await download(email)).body).toEqual(missing.body);
    for (const email of ["client@north.test", "assistant@north.test", "researcher@north.test"]) expect((await download(email)).status).toBe(403);
    expect((await download("dietitian@north.test", "not-an-id")).status).toBe(404);
  });

  it("needs a valid token", async () => {
    expect((await api.request(`/api/v1/exports/${id}`)).status).toBe(401);
    expect((await api.request(`/api/v1/exports/${id}`, { token: "nonsense" })).status).toBe(401);
  });

  it("ends with the care, and comes back with it", async () => {
    const care = "update app_public.care_assignments set ends_on = $1 where client_id = $2 and member_id = (select id from app_public.memberships where role = 'dietitian' and org_id = care_assignments.org_id)";
    await api.database.owner.query(care, ["2020-02-01", clientId]);
    expect(await download("dietitian@north.test")).toMatchObject({ status: 400, body: { error: { code: "TF062" } } });
    await api.database.owner.query(care, [null, clientId]);
    expect((await download("dietitian@north.test")).status).toBe(200);
  });

  it("ends with the file's time", async () => {
    const old = await finishedExport();
    await api.database.owner.query("update app_public.export_requests set expires_at = now() - interval '1 second' where id = $1", [old]);
    expect((await download("dietitian@north.test", old)).body.error.code).toBe("TF062");
  });

  it("breaks off when the stored file was tampered with, so that nobody keeps half of it", async () => {
    const damaged = await finishedExport();
    const [file] = await readdir(join(directory, damaged));
    const path = join(directory, damaged, file!);
    const bytes = await readFile(path);
    bytes[bytes.length - 100]! ^= 1;
    await writeFile(path, bytes);
    await expect(download("dietitian@north.test", damaged)).rejects.toThrow();
  });
});
