import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Task } from "graphile-worker";
import QueryStream from "pg-query-stream";
import { z } from "zod";
import { withIdentity } from "../../server/platform/database.ts";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid(), copyId: z.guid() });

type Begun = { user_id: string; client_id: string };
type Entry = { section: string; content: string };

const KEEP = "7 days";

/**
 * Writes a client's copy of her own record as JSON: streamed entry by entry as that client, for the person who asked, so that policies
 * decide what is in it, and fetched only after the last byte. Run again after a crash it begins anew; the old part is deleted.
 */
export function writeRecordCopy({ ownerPool, authenticatorPool, fileStorage }: Pick<WorkerOptions, "ownerPool" | "authenticatorPool" | "fileStorage">): Task {
  return async (payload, { job, abortSignal }) => {
    const { orgId, copyId } = payloadSchema.parse(payload);
    const requestId = requestIdOf(payload, job.id);
    const folder = `record-copies/${orgId}/${copyId}`;
    let userId: string | undefined; // for whom: known once it has begun
    try {
      const { rows: [begun] } = await asJob(ownerPool, { orgId, requestId }, (sql) => sql.query<Begun>("select * from app_private.begin_record_copy($1, $2)", [orgId, copyId]));
      if (!begun) return;
      userId = begun.user_id;
      await fileStorage.deleteFolder(folder);
      const key = `${folder}/${randomUUID()}`;
      const written = await withIdentity(authenticatorPool, { userId, orgId, clientId: begun.client_id, role: "client", requestId }, async (client) => {
        await client.query("set local statement_timeout = '30min'");
        const source = client.query(new QueryStream("select section, content::text from app_hidden.record_copy($1)", [begun.client_id], { highWaterMark: 200 }));
        source.once("error", () => {}); // thrown where it is read, if it is
        abortSignal.addEventListener("abort", () => source.destroy(new Error("The worker is stopping.")));
        // What is left unread where the storage fails would keep the connection waiting.
        return fileStorage.put(key, Readable.from(asJson(source as AsyncIterable<Entry>), { objectMode: false })).finally(() => source.destroy());
      });
      const { rows: [done] } = await asJob(ownerPool, { orgId, userId, requestId }, (sql) =>
        sql.query<{ finished: boolean }>("select app_private.finish_record_copy($1, $2, $3, $4, $5, $6) as finished", [orgId, copyId, key, written.bytes, written.sha256, KEEP]));
      if (!done?.finished) await fileStorage.deleteFolder(folder);
    } catch (error) {
      await fileStorage.deleteFolder(folder).catch(() => {}); // what is left is found by the next attempt, or was never readable
      if (job.attempts >= job.max_attempts) {
        await asJob(ownerPool, { orgId, userId, requestId }, (sql) =>
          sql.query("select app_private.fail_record_copy($1, $2, $3)", [orgId, copyId, `The file could not be written after ${job.attempts} attempts. Ask for a copy again.`]));
      }
      throw error;
    }
  };
}

/** `{"format": 1, "writtenAt", "profile": [entry], "conditions": [entry, …], …}`: a section without entries is not there. */
async function* asJson(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  let open: string | null = null;
  yield Buffer.from(`{"format": 1, "writtenAt": ${JSON.stringify(new Date())}`);
  for await (const { section, content } of entries) {
    yield Buffer.from(`${section === open ? "," : `${open === null ? "" : "]"},\n${JSON.stringify(section)}: [`}\n${content}`);
    open = section;
  }
  yield Buffer.from(open === null ? "}\n" : "]}\n");
}
