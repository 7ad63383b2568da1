import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool } from "../../server/platform/database.ts";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";
import { startWorker } from "../../worker/run.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { approvedExport, arrangeClinic } from "./clinic.ts";
import { noMail } from "./no-mail.ts";

let database: TestDatabase;
let directory: string;
let fileStorage: FileStorage;
let written: string[];
beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "audit-"));
  fileStorage = await createFileStorage({ directory, key: randomBytes(32) });
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

/** Lets a worker run until the question has an answer, and hands over what it logged. */
async function untilRow<T>(question: string, values: unknown[], options: { auditRetentionMonths?: number; storage?: FileStorage } = {}): Promise<T> {
  written = [];
  const destination = new Writable({ write: (chunk, _encoding, done) => (written.push(...String(chunk).trim().split("\n")), done()) });
  const ownerPool = createPool(database.ownerUrl, { name: "worker", max: 6 });
  const { storage = fileStorage, ...rest } = options;
  const log = createLog({ level: "trace", name: "worker", destination });
  const worker = await startWorker({ ownerPool, authenticatorPool: database.authenticator, fileStorage: storage, log, crontab: AT_ANY_HOUR, ...noMail(log), ...rest });
  try {
    for (;;) {
      const { rows } = await database.owner.query(question, values);
      if (rows[0]) return rows[0] as T;
      await database.owner.query("select pg_sleep(0.02)");
    }
  } finally {
    await worker.stop();
    await ownerPool.end();
  }
}
const logged = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the request that caused a job", () => {
  const ended = "select status from app_public.export_requests where id = $1 and status in ('ready', 'failed')";

  it("is the one that history and the log name, with the person for whom the job acted", async () => {
    const clinic = await arrangeClinic(database, 2);
    const id = await approvedExport(database, { ...clinic, admin: { ...clinic.admin, requestId: "request-that-approved" } });
    expect(await untilRow(ended, [id])).toEqual({ status: "ready" });
    const { rows } = await database.owner.query(
      "select user_id, request_id, after ->> 'status' as status from audit.events where row_id = $1 and action = 'update' order by id", [id]);
    const done = { user_id: clinic.dietitian.userId, request_id: "request-that-approved" };
    expect(rows).toEqual([{ ...done, user_id: clinic.admin.userId, status: "approved" }, { ...done, status: "running" }, { ...done, status: "ready" }]);
    expect(logged()).toContainEqual(expect.objectContaining({ msg: "job", task: "export_requests__write", requestId: "request-that-approved", attempt: 1 }));
  });

  it("is named when the job fails as well", async () => {
    const clinic = await arrangeClinic(database, 1);
    const id = await approvedExport(database, { ...clinic, admin: { ...clinic.admin, requestId: "request-that-fails" } });
    const broken: FileStorage = { ...fileStorage, put: () => Promise.reject(new Error("Cleo Keeper has no disk")) };
    await untilRow("select 1 from graphile_worker.jobs where key = $1 and last_error is not null", [`export:${id}`], { storage: broken });
    const failure = logged().find((line) => line["msg"] === "A job failed");
    expect(failure).toMatchObject({ level: 50, task: "export_requests__write", requestId: "request-that-fails" });
    expect(written.join("\n")).not.toMatch(/Log Keeper|For the insurer|Soup/);
  });
});

describe("the months of history", () => {
  const keep = "select graphile_worker.add_job('audit_events__keep_months', max_attempts => 8)";
  const old = (at: string) => database.owner.query(
    `insert into audit.events (org_id, occurred_at, db_role, table_name, row_id, action) select org_id, $1, 'x', 'old', 'row', 'insert' from app_public.memberships limit 1`, [at]);

  it("are kept for ever unless somebody says otherwise; what came before its month was made moves into it", async () => {
    await old("2021-03-05T00:00:00Z");
    await database.owner.query(keep);
    await untilRow("select 1 where to_regclass('audit.events_2021_03') is not null", []);
    expect((await database.owner.query("select tableoid::regclass::text as partition from audit.events where table_name = 'old'")).rows).toEqual([{ partition: "audit.events_2021_03" }]);
  });

  it("end as whole months, which is history too; younger ones stay", async () => {
    await old("2021-04-05T00:00:00Z");
    await database.owner.query(`insert into audit.events (org_id, occurred_at, db_role, table_name, row_id, action) select org_id, now() - interval '1 month', 'x', 'recent', 'row', 'insert' from app_public.memberships limit 1`);
    await database.owner.query(keep);
    await untilRow("select 1 where to_regclass('audit.events_2021_03') is null and not exists (select from graphile_worker.jobs)", [], { auditRetentionMonths: 12 });
    const { rows } = await database.owner.query("select row_id, before ->> 'month' as month, request_id from audit.events where table_name = 'events' order by 1");
    expect(rows).toEqual(["03", "04"].map((month) => ({ row_id: `events_2021_${month}`, month: `2021-${month}`, request_id: expect.stringMatching(/^job:\d+$/) })));
    expect((await database.owner.query("select table_name from audit.events where table_name in ('old', 'recent')")).rows).toEqual([{ table_name: "recent" }]);
  });

  it("are made while others write: nobody's event is lost, and whoever holds the table is waited for another time", async () => {
    await old("2021-05-05T00:00:00Z");
    const writer = await database.owner.connect();
    const reader = await database.owner.connect();
    try {
      await writer.query("begin");
      await writer.query("insert into audit.events (org_id, occurred_at, db_role, table_name, row_id, action) select org_id, '2021-05-06Z', 'x', 'old', 'held', 'insert' from app_public.memberships limit 1");
      await expect(reader.query("select app_private.make_audit_partitions()")).rejects.toMatchObject({ code: "55P03" });
      await writer.query("commit");
      const made = async (): Promise<unknown> => reader.query("select app_private.make_audit_partitions()").catch((error: { code?: string }) => {
        if (error.code !== "55P03") throw error;
        return made(); // as the worker does
      });
      const writes = Promise.all(Array.from({ length: 20 }, () => old("2021-05-07T00:00:00Z")));
      await made();
      await writes;
      await made();
      const { rows } = await database.owner.query("select count(*)::int as events from audit.events_2021_05");
      expect(rows).toEqual([{ events: 22 }]);
    } finally {
      writer.release();
      reader.release();
    }
  });
});
