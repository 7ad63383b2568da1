import type { Task } from "graphile-worker";
import { z } from "zod";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid(), userId: z.guid().nullish() });

/**
 * Tells every organisation what changed in the knowledge base: each gets a copy in a transaction of its own, and only when all have
 * theirs is the original forgotten. Killed in between, the next one begins anew, and copies that are there stay as they are.
 */
export function spreadSafetyChanges({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async (payload, { job }) => {
    const { orgId: libraryId, userId } = payloadSchema.parse(payload);
    const identity = { userId: userId ?? undefined, requestId: requestIdOf(payload, job.id) };
    const { rows: changes } = await ownerPool.query<{ id: string }>("select id from app_private.safety_changes where org_id = $1", [libraryId]);
    if (changes.length === 0) return;
    const ids = changes.map(({ id }) => id);
    const { rows: organizations } = await ownerPool.query<{ id: string }>("select id from app_private.organizations_with_plans() as id");
    for (const { id: orgId } of organizations) {
      await asJob(ownerPool, { ...identity, orgId }, (sql) => sql.query("select app_private.copy_library_changes($1, $2)", [orgId, ids]));
    }
    await asJob(ownerPool, { ...identity, orgId: libraryId }, (sql) => sql.query("select app_private.forget_library_changes($1)", [ids]));
  };
}
