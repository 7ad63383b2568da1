import type { Task, TaskList } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";
import { told } from "../job-context.ts";
import { sendAddressConfirmation } from "./address_confirmations__send.ts";
import { keepAuditMonths } from "./audit_events__keep_months.ts";
import { sweepClientChanges } from "./client_changes__sweep.ts";
import { sweepExports } from "./export_requests__sweep.ts";
import { writeExport } from "./export_requests__write.ts";
import { inferFoodFacts } from "./food_facts__infer.ts";
import { sendInvitation } from "./invitations__send.ts";
import { sweepNotifications } from "./notifications__sweep.ts";
import { sendPasswordReset } from "./password_resets__send.ts";
import { lapseRuleAdjustments } from "./rule_adjustments__lapse.ts";
import { sweepRecordCopies } from "./record_copies__sweep.ts";
import { writeRecordCopy } from "./record_copies__write.ts";
import { resolveSafetyChanges } from "./safety_changes__resolve.ts";
import { spreadSafetyChanges } from "./safety_changes__spread.ts";
import { beginNightlySweeps } from "./safety_rechecks__nightly.ts";
import { runSafetyRechecks } from "./safety_rechecks__run.ts";
import { sweepSafetyRechecks } from "./safety_rechecks__sweep.ts";
import { sweepSessions } from "./sessions__sweep.ts";

/** Every task by its name: the table that it is about, two underscores, what it does. */
export function createTasks(options: WorkerOptions): TaskList {
  const tasks: Record<string, Task> = {
    address_confirmations__send: sendAddressConfirmation(options),
    audit_events__keep_months: keepAuditMonths(options),
    client_changes__sweep: sweepClientChanges(options),
    export_requests__write: writeExport(options),
    export_requests__sweep: sweepExports(options),
    food_facts__infer: inferFoodFacts(options),
    invitations__send: sendInvitation(options),
    notifications__sweep: sweepNotifications(options),
    password_resets__send: sendPasswordReset(options),
    record_copies__sweep: sweepRecordCopies(options),
    record_copies__write: writeRecordCopy(options),
    rule_adjustments__lapse: lapseRuleAdjustments(options),
    safety_changes__resolve: resolveSafetyChanges(options),
    safety_changes__spread: spreadSafetyChanges(options),
    safety_rechecks__nightly: beginNightlySweeps(options),
    safety_rechecks__run: runSafetyRechecks(options),
    safety_rechecks__sweep: sweepSafetyRechecks(options),
    sessions__sweep: sweepSessions(options),
  };
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, told(name, task, options.log)]));
}
