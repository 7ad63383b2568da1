import type { Task } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";

/** Deletes what clients' devices were told of changes, once no cursor asks for it any more. */
export function sweepClientChanges({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async () => {
    await ownerPool.query("select app_private.sweep_client_changes()");
  };
}
