import type { Task } from "graphile-worker";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

/** Where a night has begun, has every followed plan of the organisation checked again, in small transactions of other jobs. */
export function beginNightlySweeps({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async (payload, { job }) => {
    const requestId = requestIdOf(payload, job.id);
    const { rows } = await ownerPool.query<{ id: string }>("select id from app_private.organizations_to_sweep() as id");
    for (const { id: orgId } of rows) {
      await asJob(ownerPool, { orgId, requestId }, (sql) => sql.query("select app_private.begin_nightly_sweep($1)", [orgId]));
    }
  };
}
