import type { Task } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";

/** How long a session that ended is kept, so that whoever shows one of its tokens is recognised. */
const KEPT = "90 days";

/** Deletes what signing in leaves behind: expired tokens, sessions that ended long ago, used links. */
export function sweepSessions({ ownerPool }: Pick<WorkerOptions, "ownerPool">): Task {
  return async () => {
    await ownerPool.query("select app_private.sweep_sessions($1)", [KEPT]);
  };
}
