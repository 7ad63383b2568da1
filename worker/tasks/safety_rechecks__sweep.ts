import type { Task } from "graphile-worker";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

type Leftover = { org_id: string; has_changes: boolean; has_rechecks: boolean; is_nightly: boolean };

/** Picks up what no job is left for: its worker died too often, or a check failed and is due again. */
export function sweepSafetyRechecks({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async (payload, { job }) => {
    const requestId = requestIdOf(payload, job.id);
    const { rows } = await ownerPool.query<Leftover>("select * from app_private.safety_leftovers()");
    for (const { org_id: orgId, has_changes, has_rechecks, is_nightly } of rows) {
      await asJob(ownerPool, { orgId, requestId }, async (sql) => {
        if (has_changes) await sql.query("select app_private.enqueue_resolve_safety_changes($1)", [orgId]);
        if (has_rechecks) await sql.query("select app_private.start_rechecks($1, $2)", [orgId, is_nightly]);
      });
    }
  };
}
