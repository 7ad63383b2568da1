import { randomUUID } from "node:crypto";
import { stringify } from "csv-stringify";
import type { Task } from "graphile-worker";
import type pg from "pg";
import QueryStream from "pg-query-stream";
import { z } from "zod";
import { type RoleName, withIdentity } from "../../server/platform/database.ts";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid(), exportId: z.guid() });

type Begun = { user_id: string; member_id: string; role: RoleName; client_id: string; from_on: string; to_on: string };

const PROGRESS_EVERY_ROWS = 2000;
const KEEP = "7 days";

/**
 * Writes an approved export as CSV: streamed row by row under the requester's own role and identity, so that policies decide
 * what is in it, and downloadable only after the last byte. Run again after a crash it begins anew; the old part is deleted.
 */
export function writeExport({ ownerPool, authenticatorPool, fileStorage }: Pick<WorkerOptions, "ownerPool" | "authenticatorPool" | "fileStorage">): Task {
  return async (payload, { job, abortSignal }) => {
    const { orgId, exportId } = payloadSchema.parse(payload);
    const requestId = requestIdOf(payload, job.id);
    const folder = `exports/${orgId}/${exportId}`;
    let userId: string | undefined; // for whom: known once it has begun
    try {
      const begun = await asJob(ownerPool, { orgId, requestId }, (sql) => begin(sql, orgId, exportId));
      if (!begun) return;
      userId = begun.user_id;
      await fileStorage.deleteFolder(folder);
      const key = `${folder}/${randomUUID()}`;
      const identity = { userId: begun.user_id, orgId, memberId: begun.member_id, role: begun.role, requestId };

      const written = await withIdentity(authenticatorPool, identity, async (client) => {
        const parameters = [begun.client_id, begun.from_on, begun.to_on];
        await client.query("set local statement_timeout = '30min'");
        const count = await client.query<{ total: string }>("select count(*) as total from app_hidden.export_client_logs($1, $2, $3)", parameters);
        const total = Number(count.rows[0]?.total ?? 0);
        const progress = (rows: number) =>
          ownerPool.query("select app_private.report_export_progress($1, $2, $3, $4)", [orgId, exportId, rows, total]);
        await progress(0);

        const csv = stringify({ header: true, bom: true, record_delimiter: "windows", escape_formulas: true, cast: { date: (value) => value.toISOString() } });
        const source = client.query(new QueryStream(csvQuery, parameters, { highWaterMark: 500 }));
        let rows = 0;
        source.on("data", () => {
          rows += 1;
          if (rows % PROGRESS_EVERY_ROWS === 0) progress(rows).catch((error: Error) => source.destroy(error));
        });
        source.once("error", (error) => csv.destroy(error));
        abortSignal.addEventListener("abort", () => source.destroy(new Error("The worker is stopping.")));
        // What is left unread where the storage fails would keep the connection waiting.
        const file = await fileStorage.put(key, source.pipe(csv)).finally(() => source.destroy());
        return { ...file, rows };
      });

      const done = await asJob(ownerPool, { orgId, userId, requestId }, (sql) =>
        sql.query<{ finished: boolean }>("select app_private.finish_export($1, $2, $3, $4, $5, $6, $7) as finished", [
          orgId, exportId, key, written.rows, written.bytes, written.sha256, KEEP,
        ]));
      if (!done.rows[0]?.finished) await fileStorage.deleteFolder(folder);
    } catch (error) {
      await fileStorage.deleteFolder(folder).catch(() => {}); // what is left is found by the next attempt, or was never readable
      if (job.attempts >= job.max_attempts) {
        await asJob(ownerPool, { orgId, userId, requestId }, (sql) =>
          sql.query("select app_private.fail_export($1, $2, $3)", [
            orgId, exportId, `The file could not be written after ${job.attempts} attempts. Ask for the export again, or quote job ${job.id} to support.`,
          ]));
      }
      throw error;
    }
  };
}

const csvQuery = `
  select logged_on::text, occurred_at, meal, outcome, item, grams, servings,
         energy_kcal, protein_g, carbohydrate_g, fat_g, sodium_mg, nutrients_unknown, note
    from app_hidden.export_client_logs($1, $2, $3)`;

async function begin(sql: pg.PoolClient, orgId: string, exportId: string): Promise<Begun | undefined> {
  const { rows } = await sql.query<Begun>(
    "select user_id, member_id, role, client_id, from_on::text, to_on::text from app_private.begin_export($1, $2)",
    [orgId, exportId],
  );
  return rows[0];
}
