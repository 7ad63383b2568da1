import type { Task } from "graphile-worker";
import { z } from "zod";
import { asJob, requestIdOf } from "../job-context.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid() });

/** Infers the facts of an organisation's own foods anew, after the seed of inference changed. Run twice it changes nothing more. */
export function inferFoodFacts({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async (payload, { job }) => {
    const { orgId } = payloadSchema.parse(payload);
    await asJob(ownerPool, { orgId, requestId: requestIdOf(payload, job.id) }, (sql) =>
      sql.query("call app_private.infer_food_facts($1)", [orgId]));
  };
}
