import type { Task } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";
import { asJob, requestIdOf } from "../job-context.ts";

/**
 * Makes the partitions of history for this month and the next ones, and ends the months that are older than history is kept; that
 * it did is history too. Where somebody holds the table at the moment it fails, and is tried again.
 */
export function keepAuditMonths({ ownerPool, auditRetentionMonths }: Pick<WorkerOptions, "ownerPool" | "auditRetentionMonths">): Task {
  return async (payload, { job }) => {
    const requestId = requestIdOf(payload, job.id);
    await asJob(ownerPool, { requestId }, (sql) => sql.query("select app_private.make_audit_partitions()"));
    if (auditRetentionMonths === undefined) return;
    await asJob(ownerPool, { requestId }, (sql) => sql.query("select app_private.drop_audit_partitions($1)", [auditRetentionMonths]));
  };
}
