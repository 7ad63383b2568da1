import type { Task } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";

/** Deletes notifications whose time is over: 90 days after they were read, a year after they were written. */
export function sweepNotifications({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async () => {
    await ownerPool.query("select app_private.sweep_notifications()");
  };
}
