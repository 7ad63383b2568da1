import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { projectPath } from "../../bin/project-path.ts";
import { arrangeFollowedPlans, type FollowedPlans } from "../harness/followed-plans.ts";
import { figure } from "./figures.ts";
import type { openStage } from "./stage.ts";

type Stage = Awaited<ReturnType<typeof openStage>>;

/** A week of three meals and a snack, three foods each. */
const WEEK = { days: 7, meals: 4, items: 3 };

/** Re-checks by a worker in a process of its own, with the concurrency that it always has. */
export async function benchRecheck(stage: Stage): Promise<void> {
  const after = Number(process.env["RECHECK_PLANS"] ?? 1000);
  const nightly = Number(process.env["NIGHTLY_PLANS"] ?? 10_000);
  const plans = await arrangeFollowedPlans(stage, { clients: after, ...WEEK });
  const worker = await startWorkerProcess(stage);
  try {
    await untilQuiet(stage.owner);
    const started = performance.now();
    await stage.owner.query(
      `select app_private.define_rule('hypertension.bench_sodium', 1, 'caution', 'The day has more sodium than the bench allows.', 'A rule of the bench, which means nothing.',
         'None: a rule of the bench, 2026.', condition => 'hypertension', nutrient => 'sodium', per => 'day', maximum => 1, unit => 'mg')`);
    await worker.during(() => untilQuiet(stage.owner));
    const seconds = (performance.now() - started) / 1000;
    figure(`re-check of ${after} followed weeks after one rule`, `${seconds.toFixed(1)} s, ${await alerts(stage.owner, plans)} alerts opened`, "20 s");
    figure("… took", worker.took());

    const started2 = performance.now();
    await stage.owner.query("insert into app_public.client_allergies (org_id, client_id, allergen_id, kind, criticality) select $1, $2, app_private.kb_id('allergen', 'milk'), 'allergy', 'high'", [plans.orgId, plans.clientIds[0]]);
    await worker.during(() => untilQuiet(stage.owner));
    figure("from one client's new allergy to the alerts", `${(performance.now() - started2).toFixed(0)} ms`, "a minute");
  } finally {
    await worker.stop();
  }

  if (nightly <= after) return;
  const many = await arrangeFollowedPlans(stage, { clients: nightly - after, ...WEEK });
  const night = await startWorkerProcess(stage);
  try {
    await untilQuiet(stage.owner);
    await stage.owner.query("delete from app_private.safety_sweeps");
    const started = performance.now();
    for (const { orgId } of [plans, many]) await stage.owner.query("select app_private.begin_nightly_sweep($1)", [orgId]);
    await night.during(() => untilQuiet(stage.owner));
    const seconds = (performance.now() - started) / 1000;
    figure(`nightly sweep of ${nightly} followed weeks`, `${seconds.toFixed(0)} s, ${((seconds * 1000) / nightly).toFixed(1)} ms a plan`);
    figure("… took", night.took());
  } finally {
    await night.stop();
  }
}

async function alerts(owner: pg.Pool, { orgId }: FollowedPlans): Promise<string> {
  const { rows } = await owner.query<{ count: string }>("select count(*) as count from app_public.safety_alerts where org_id = $1 and closed_at is null", [orgId]);
  return rows[0]!.count;
}

async function untilQuiet(owner: pg.Pool): Promise<void> {
  const connection = await owner.connect();
  try {
    for (;;) {
      const { rows } = await connection.query<{ left: boolean }>(
        "select exists (select from app_private.safety_changes) or exists (select from app_private.safety_rechecks) as left, pg_sleep(0.05)");
      if (!rows[0]!.left) return;
    }
  } finally {
    connection.release();
  }
}

/** User and system time of a process, in seconds; 0 where it has ended. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
  return (user + system) / 100;
}

async function startWorkerProcess(stage: Stage) {
  const directory = await mkdtemp(join(tmpdir(), "bench-worker-"));
  const child = fork(projectPath("test/worker/worker-process.ts"), [stage.ownerUrl, stage.authenticatorUrl, directory, randomBytes(32).toString("base64")]);
  const exited = new Promise((done) => child.once("exit", done));
  const peaks = { node: 0, backend: 0 };
  const seconds = new Map<number, { before: number; now: number }>(); // of processor time, by process
  const status = async (pid: number, name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""))?.[1] ?? 0) / 1024;
  return {
    async during(work: () => Promise<void>) {
      seconds.clear();
      const look = async () => {
        const { rows } = await stage.owner.query<{ pid: number }>("select pid from pg_stat_activity where application_name ~ '^(worker|trackforge)' and datname = current_database()");
        peaks.node = Math.max(peaks.node, await status(child.pid!, "VmHWM"));
        for (const { pid } of rows) peaks.backend = Math.max(peaks.backend, await status(pid, "RssAnon"));
        for (const pid of [child.pid!, ...rows.map((row) => row.pid)]) {
          const now = await processorSeconds(pid);
          seconds.set(pid, { before: seconds.get(pid)?.before ?? now, now });
        }
      };
      await look();
      const watching = setInterval(() => void look(), 250);
      await work();
      clearInterval(watching);
      await look();
    },
    /** What it took, whatever else the machine was doing: processor time of the worker and its backends, and their memory. */
    took() {
      const processor = [...seconds.values()].reduce((sum, { before, now }) => sum + now - before, 0);
      return `${processor.toFixed(1)} s of processor time; worker ${peaks.node.toFixed(0)} MB, the largest of its backends ${peaks.backend.toFixed(0)} MB beside shared buffers, at their peak`;
    },
    async stop() {
      child.kill("SIGTERM");
      await exited;
      await rm(directory, { recursive: true });
    },
  };
}
