import type { TaskList } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";
import { sweepExports } from "./export_requests__sweep.ts";
import { writeExport } from "./export_requests__write.ts";
import { sendInvitation } from "./invitations__send.ts";
import { sweepNotifications } from "./notifications__sweep.ts";
import { sendPasswordReset } from "./password_resets__send.ts";
import { sweepSessions } from "./sessions__sweep.ts";

/** Every task by its name: the table that it is about, two underscores, what it does. */
export function createTasks(options: WorkerOptions): TaskList {
  return {
    export_requests__write: writeExport(options),
    export_requests__sweep: sweepExports(options),
    invitations__send: sendInvitation(options),
    notifications__sweep: sweepNotifications(options),
    password_resets__send: sendPasswordReset(options),
    sessions__sweep: sweepSessions(options),
  };
}
