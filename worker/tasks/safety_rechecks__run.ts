import type { Task } from "graphile-worker";
import { z } from "zod";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid(), lane: z.number().int(), isNightly: z.boolean() });

/** After so long a job makes way for others, and another one goes on where it stopped. */
const SLICE_MS = 3000;

/**
 * Checks again what waits in an organisation's queue, some assignments a transaction. Killed in the middle, what was not committed
 * is still in the queue. Several of these may run at once: they take different rows.
 */
export function runSafetyRechecks({ ownerPool, log }: Pick<WorkerOptions, "ownerPool" | "log">): Task {
  return async (payload, { job, abortSignal }) => {
    const { orgId, lane, isNightly } = payloadSchema.parse(payload);
    const identity = { orgId, requestId: requestIdOf(payload, job.id) };
    const until = performance.now() + SLICE_MS;
    for (;;) {
      const { rows } = await asJob(ownerPool, identity, (sql) => sql.query<{ checked: number; failed: number }>("select * from app_private.recheck_batch($1)", [orgId]));
      const { checked, failed } = rows[0]!;
      if (failed > 0) log.error({ requestId: identity.requestId, jobId: job.id, failed }, "plans could not be checked again; app_private.safety_rechecks says why");
      if (checked + failed === 0) return;
      if (abortSignal.aborted || performance.now() > until) break;
    }
    await asJob(ownerPool, identity, (sql) => sql.query("select app_private.enqueue_run_safety_rechecks($1, $2, $3)", [orgId, lane, isNightly]));
  };
}
