import type { Task } from "graphile-worker";
import { z } from "zod";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid(), userId: z.guid().nullish() });

/** Finds out which followed plans an organisation's changes touch, and puts those into the queue of re-checks. */
export function resolveSafetyChanges({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async (payload, { job, abortSignal }) => {
    const { orgId, userId } = payloadSchema.parse(payload);
    const identity = { orgId, userId: userId ?? undefined, requestId: requestIdOf(payload, job.id) };
    while (!abortSignal.aborted) {
      const { rows } = await asJob(ownerPool, identity, (sql) => sql.query<{ resolved: number }>("select app_private.resolve_safety_changes($1) as resolved", [orgId]));
      if (!rows[0]?.resolved) return;
    }
  };
}
