import type { Task } from "graphile-worker";
import { z } from "zod";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid() });

/** Ends what an organisation had decided about rules that were replaced or retired since, and tells its administrators. */
export function lapseRuleAdjustments({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async (payload, { job }) => {
    const { orgId } = payloadSchema.parse(payload);
    await asJob(ownerPool, { orgId, requestId: requestIdOf(payload, job.id) }, (sql) => sql.query("select from app_private.lapse_rule_adjustments($1)", [orgId]));
  };
}
