import { parseCrontab } from "graphile-worker";
import { expect, it } from "vitest";
import { createLog } from "../../server/platform/log.ts";
import { crontab } from "../../worker/crontab.ts";
import type { WorkerOptions } from "../../worker/run.ts";
import { createTasks } from "../../worker/tasks/index.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";

const dueOf = (lines: string) => parseCrontab(lines).map(({ task }) => task);

it("what is due by the clock is something that the worker can do", () => {
  const tasks = createTasks({ log: createLog({ level: "silent", name: "worker" }) } as WorkerOptions);
  const due = dueOf(crontab);
  expect(due).toContain("safety_rechecks__nightly");
  expect(due.filter((task) => !(task in tasks))).toEqual([]);
});

it("workers of other tests run by the clock what is due every minute, and nothing that is due at an hour", () => {
  expect(dueOf(AT_ANY_HOUR)).toEqual(["export_requests__sweep", "record_copies__sweep", "safety_rechecks__sweep"]);
});
