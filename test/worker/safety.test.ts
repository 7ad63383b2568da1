import { fork } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Identity, withIdentity } from "../../server/platform/database.ts";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { arrangeFollowedPlans, type FollowedPlans } from "../harness/followed-plans.ts";
import { stateUnevaluableRule } from "../harness/unevaluable-rule.ts";
import { hold } from "./hold.ts";
import { whileWorkerRuns } from "./while-worker-runs.ts";

let database: TestDatabase;
let directory: string;
let fileStorage: FileStorage;
const key = randomBytes(32);

beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "safety-"));
  fileStorage = await createFileStorage({ directory, key });
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const withWorker = <T>(work: () => Promise<T>) => whileWorkerRuns(database, fileStorage, work);

/** Waits until a question about the database is answered with true. */
async function until(question: string, values: unknown[]): Promise<void> {
  const connection = await database.owner.connect();
  try {
    for (;;) {
      const { rows } = await connection.query<{ yes: boolean }>(`select (${question}) as yes`, values);
      if (rows[0]!.yes) return;
      await connection.query("select pg_sleep(0.02)");
    }
  } finally {
    connection.release();
  }
}
const IS_QUIET = `not exists (select from app_private.safety_changes) and not exists (select from app_private.safety_rechecks)
  and not exists (select from graphile_worker.jobs where task_identifier like 'safety\\_%' and attempts < max_attempts and task_identifier <> 'safety_rechecks__nightly')`;
const untilQuiet = () => until(IS_QUIET, []);

/** States a rule that every plan of these practices breaks: a caution about a day's sodium above `maximum` mg. */
const stateRule = (code: string, version: number, maximum: number) =>
  database.owner.query(
    `select app_private.define_rule($1, $2, 'caution', 'The day has more sodium than a test allows.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.',
       condition => 'hypertension', nutrient => 'sodium', per => 'day', maximum => $3, unit => 'mg')`,
    [code, version, maximum],
  );

type Alert = { client_id: string; place: string; cause: string; close_cause: string | null; caused_by: string | null };
async function alertsOf(plans: FollowedPlans, code: string): Promise<Alert[]> {
  const { rows } = await database.owner.query<Alert>(
    "select client_id, place, cause, close_cause, caused_by from app_public.safety_alerts where org_id = $1 and rule_code = $2 order by opened_at", [plans.orgId, code]);
  return rows;
}

/** An allergen that the first client's plan surely holds. */
async function allergenIn(plans: FollowedPlans): Promise<string> {
  const { rows } = await database.owner.query<{ id: string }>(
    `select s.allergen_id as id from app_public.meal_plan_assignments a
       join app_private.published_foods p on (p.org_id, p.meal_plan_version_id) = (a.org_id, a.meal_plan_version_id)
       join app_public.food_allergens s on s.food_id = p.food_id and s.presence = 'contains' and s.provenance <> 'inferred'
      where a.org_id = $1 and a.client_id = $2 limit 1`,
    [plans.orgId, plans.clientIds[0]],
  );
  return rows[0]!.id;
}

it("an allergy that is entered is checked in the worker, and the person's request can be followed to the alert", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 2, days: 2, meals: 4, items: 4 });
  const allergenId = await allergenIn(plans);
  const requestId = randomUUID();
  const [clientId, otherId] = plans.clientIds as [string, string];
  await withWorker(async () => {
    await untilQuiet();
    await withIdentity(database.authenticator, { ...plans.dietitian, requestId }, (sql) =>
      sql.query("insert into app_public.client_allergies (client_id, allergen_id, kind, criticality) values ($1, $2, 'allergy', 'high')", [clientId, allergenId]));
    await untilQuiet();
  });
  const { rows } = await database.owner.query<{ client_id: string; caused_by: string; request_id: string; user_id: string }>(
    `select a.client_id, a.caused_by, e.request_id, e.user_id from app_public.safety_alerts a
       join audit.events e on e.org_id = a.org_id and e.table_name = 'safety_alerts' and e.row_id = a.id::text where a.org_id = $1`, [plans.orgId]);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toEqual({ client_id: clientId, caused_by: plans.dietitian.userId, request_id: requestId, user_id: plans.dietitian.userId });
  const { rows: told } = await database.owner.query("select client_id, payload -> 'alertCount' as count from app_public.notifications where org_id = $1 and kind = 'safety_alert'", [plans.orgId]);
  expect(told, "one line in the bell, however many alerts").toEqual([{ client_id: clientId, count: rows.length }]);
  expect(rows.map((row) => row.client_id)).not.toContain(otherId);
});

it("a rule of the knowledge base reaches every organisation, and each once", async () => {
  const [one, other] = [
    await arrangeFollowedPlans(database, { clients: 3, days: 1, meals: 1, items: 3 }),
    await arrangeFollowedPlans(database, { clients: 2, days: 1, meals: 1, items: 3 }),
  ];
  await withWorker(async () => {
    await stateRule("hypertension.test_reach", 1, 0.01);
    await untilQuiet();
  });
  for (const plans of [one, other]) {
    const alerts = await alertsOf(plans, "hypertension.test_reach");
    expect(new Set(alerts.map((alert) => alert.client_id)).size).toBe(plans.clientIds.length);
    expect(alerts.every((alert) => alert.cause === "rule" && alert.close_cause === null)).toBe(true);
  }
});

it("killed in the middle of a re-check, nothing is lost and nothing doubled", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 120, days: 3, meals: 3, items: 3 });
  await withWorker(untilQuiet);
  await stateRule("hypertension.test_killed", 1, 0.01);
  const letGo = await hold(database, "insert", "app_public.safety_alerts", `new.client_id = '${plans.clientIds.toSorted().at(-1)}'`); // it comes last
  const child = fork(join(import.meta.dirname, "worker-process.ts"), [database.ownerUrl, database.authenticatorUrl, directory, key.toString("base64")]);
  const exited = new Promise((done) => child.once("exit", done));
  await until("exists (select from app_public.safety_alerts where org_id = $1 and rule_code = 'hypertension.test_killed')", [plans.orgId]);
  child.kill("SIGKILL");
  await exited;
  await letGo();
  const { rows } = await database.owner.query<{ left: number }>("select count(*)::integer as left from app_private.safety_rechecks where org_id = $1", [plans.orgId]);
  expect(rows[0]!.left, "it was killed in the middle").toBeGreaterThan(0);

  await withWorker(untilQuiet);
  const alerts = await alertsOf(plans, "hypertension.test_killed");
  expect(new Set(alerts.map((alert) => alert.client_id)).size, "every plan was checked").toBe(120);
  expect(new Set(alerts.map((alert) => alert.client_id + alert.place)).size, "no alert twice").toBe(alerts.length);
  const { rows: told } = await database.owner.query<{ count: number }>(
    "select count(*)::integer as count from app_public.notifications where org_id = $1 and kind = 'safety_alert' group by client_id", [plans.orgId]);
  expect(told.map(({ count }) => count), "everybody was told once of each client").toEqual(Array(120).fill(1));
});

it("what no job is left for is picked up by the sweep", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 2, days: 1, meals: 1, items: 3 });
  await stateRule("hypertension.test_left", 1, 0.01);
  await database.owner.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where task_identifier like 'safety\\_%'))");
  await database.owner.query("update app_private.safety_changes set created_at = created_at - interval '1 minute'");
  await withWorker(async () => {
    await database.owner.query("select graphile_worker.add_job('safety_rechecks__sweep')");
    await untilQuiet();
  });
  expect(new Set((await alertsOf(plans, "hypertension.test_left")).map((alert) => alert.client_id)).size).toBe(2);
});

it("a plan that cannot be checked holds up no other, stays in the queue, and is checked when it can be", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 5, days: 1, meals: 1, items: 3 });
  await withWorker(untilQuiet);
  const [broken] = plans.assignmentIds as [string];
  await database.owner.query(
    `create function app_private.tg__broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
     create trigger broken before insert on app_public.safety_alerts for each row when (new.meal_plan_assignment_id = '${broken}') execute function app_private.tg__broken()`);
  await stateRule("hypertension.test_broken", 1, 0.01);
  await withWorker(() => until("exists (select from app_private.safety_rechecks where attempts > 0) and (select count(*) from app_private.safety_rechecks) = 1 and not exists (select from app_private.safety_changes)", []));
  const { rows } = await database.owner.query("select meal_plan_assignment_id as id, last_error from app_private.safety_rechecks");
  expect(rows).toEqual([{ id: broken, last_error: "P0001" }]);
  expect(new Set((await alertsOf(plans, "hypertension.test_broken")).map((alert) => alert.client_id)).size).toBe(4);

  await database.owner.query("drop trigger broken on app_public.safety_alerts; update app_private.safety_rechecks set due_at = now() - interval '1 minute'");
  await withWorker(async () => {
    await database.owner.query("select graphile_worker.add_job('safety_rechecks__sweep')");
    await untilQuiet();
  });
  expect(new Set((await alertsOf(plans, "hypertension.test_broken")).map((alert) => alert.client_id)).size).toBe(5);
});

it("a rule that cannot be evaluated is told to whoever cares for the client and to an org_admin, and marks the plan until a check succeeds", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 2, days: 1, meals: 1, items: 3 });
  const { rows: [admin] } = await database.owner.query<Identity>(
    `with person as (insert into app_public.users (email, display_name) values ('admin-${randomUUID()}@followed.test', 'Ada Admin') returning id)
     insert into app_public.memberships (org_id, user_id, role) select $1, person.id, 'org_admin' from person
     returning user_id as "userId", org_id as "orgId", id as "memberId", role`, [plans.orgId]);
  await withWorker(untilQuiet);
  const stateRaising = (version: number) => stateUnevaluableRule(database.owner, version, "contraindicated");
  await stateRaising(1);
  await withWorker(() => until("(select count(*) from app_private.safety_rechecks where org_id = $1 and attempts > 0) = 2 and not exists (select from app_private.safety_changes)", [plans.orgId]));

  const marks = () => withIdentity(database.authenticator, plans.dietitian, async (sql) => {
    const { rows } = await sql.query<{ plan: boolean; client: boolean }>(
      "select app_public.meal_plan_assignments_unchecked_since(a) is not null as plan, app_public.clients_unchecked_since(c) is not null as client from app_public.meal_plan_assignments a join app_public.clients c on c.id = a.client_id");
    return rows;
  });
  const count = async () => (await withIdentity(database.authenticator, admin!, (sql) => sql.query("select app_public.unchecked_client_count() as n"))).rows[0].n as number;
  const bells = async () => (await database.owner.query<{ kind: string; n: number }>(
    "select kind, count(*)::integer as n from app_public.notifications where org_id = $1 and kind like 'recheck%' group by 1 order by 1", [plans.orgId])).rows;
  expect(await marks()).toEqual([{ plan: true, client: true }, { plan: true, client: true }]);
  expect(await count()).toBe(2);
  const told = [{ kind: "recheck_failed", n: 2 }, { kind: "rechecks_failing", n: 1 }];
  expect(await bells()).toEqual(told);

  await database.owner.query("update app_private.safety_rechecks set due_at = now() - interval '1 minute'");
  await withWorker(async () => {
    await database.owner.query("select graphile_worker.add_job('safety_rechecks__sweep')");
    await until("(select min(attempts) from app_private.safety_rechecks where org_id = $1) >= 2", [plans.orgId]);
  });
  expect(await bells(), "failing again is no news").toEqual(told);

  await stateRaising(2);
  await database.owner.query("update app_private.safety_rechecks set due_at = now()");
  await withWorker(async () => {
    await database.owner.query("select graphile_worker.add_job('safety_rechecks__sweep')");
    await untilQuiet();
  });
  expect(await marks()).toEqual([{ plan: false, client: false }, { plan: false, client: false }]);
  expect(await count()).toBe(0);
});

it("two workers at once check each plan once", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 60, days: 1, meals: 2, items: 3 });
  await withWorker(untilQuiet);
  await stateRule("hypertension.test_two", 1, 0.01);
  await withWorker(() => withWorker(untilQuiet));
  const alerts = await alertsOf(plans, "hypertension.test_two");
  expect(new Set(alerts.map((alert) => alert.client_id)).size).toBe(60);
  expect(new Set(alerts.map((alert) => alert.client_id + alert.place)).size).toBe(alerts.length);
  const { rows } = await database.owner.query<{ updates: number }>(
    "select count(*)::integer as updates from audit.events where org_id = $1 and table_name = 'safety_alerts' and action <> 'insert'", [plans.orgId]);
  expect(rows).toEqual([{ updates: 0 }]);
});

it("the nightly sweep checks every followed plan, once a night, and finds what only time brought", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 30, days: 2, meals: 4, items: 4 });
  const allergenId = await allergenIn(plans);
  await database.owner.query("update app_public.organizations set time_zone = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time between '03:00' and '05:00' order by (now() at time zone name)::time limit 1) where id = $1", [plans.orgId]);
  await withWorker(untilQuiet);
  // An order that somebody wrote while the triggers did not fire stands for what time alone brings.
  await database.owner.query(`alter table app_public.client_allergies disable trigger user;
    insert into app_public.client_allergies (org_id, client_id, allergen_org_id, allergen_id, kind, criticality)
      select '${plans.orgId}', '${plans.clientIds[0]}', org_id, id, 'allergy', 'high' from app_public.allergens where id = '${allergenId}';
    alter table app_public.client_allergies enable trigger user`);
  await withWorker(async () => {
    await database.owner.query("delete from app_private.safety_sweeps where org_id = $1", [plans.orgId]);
    await database.owner.query("select graphile_worker.add_job('safety_rechecks__nightly')");
    await until("exists (select from app_private.safety_sweeps where org_id = $1)", [plans.orgId]);
    await untilQuiet();
  });
  const { rows } = await database.owner.query<{ client_id: string; cause: string }>("select distinct client_id, cause from app_public.safety_alerts where org_id = $1 and closed_at is null", [plans.orgId]);
  expect(rows).toContainEqual({ client_id: plans.clientIds[0], cause: "nightly" });
  expect(rows.filter((row) => row.client_id !== plans.clientIds[0] && row.cause === "nightly")).toEqual([]);
});

it("whatever happens at once, in the end the open alerts are what nobody has seen", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 6, days: 1, meals: 2, items: 3 });
  const { rows: foods } = await database.owner.query<{ id: string }>(
    "select distinct p.food_id as id from app_private.published_foods p where p.org_id = $1", [plans.orgId]);
  const seed = Number(process.env["FUZZ_SEED"] ?? 7);
  const random = randomNumbers(seed);
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const steps: (() => [string, unknown[]])[] = [
    () => ["insert into app_public.client_allergies (client_id, allergen_id, kind, criticality) select $1, a.id, 'allergy', 'high' from app_public.allergens a where a.code = $2 on conflict do nothing", [one(plans.clientIds), one(["milk", "eggs", "wheat", "peanut"])]],
    () => ["update app_public.client_allergies set status = case status when 'active' then 'refuted' else 'active' end::app_public.allergy_status where client_id = $1", [one(plans.clientIds)]],
    () => ["insert into app_public.client_medications (client_id, medication_id) select $1, m.id from app_public.medications m where m.code = 'warfarin'", [one(plans.clientIds)]],
    () => ["insert into app_public.body_metrics (client_id, kind, value, measured_on) values ($1, 'weight', $2, current_date)", [one(plans.clientIds), 50 + Math.floor(random() * 50)]],
    () => ["insert into app_public.food_allergens (food_id, allergen_id, presence, provenance) select $1, a.id, $3::app_public.allergen_presence, 'reviewed' from app_public.allergens a where a.code = $2 on conflict (org_id, food_id, allergen_id) do update set presence = excluded.presence",
      [one(foods).id, one(["milk", "eggs", "wheat", "peanut"]), one(["contains", "free", "may_contain"])]],
    () => ["select app_public.suspend_meal_plan_assignment($1, 'To be sure')", [one(plans.assignmentIds)]],
    () => [`select app_public.resume_meal_plan_assignment(a.id, 'It is well', array(select row(f.key, 'Talked about it')::app_public.safety_decision
              from app_public.explain_finding(a.meal_plan_version_id, a.client_id, null, a.starts_on) f where f.needs_reason or f.needs_acknowledgement))
              from app_public.meal_plan_assignments a where a.id = $1`, [one(plans.assignmentIds)]],
    // Chosen inside: a function of the outer list is called for what an offset skips, too, which would decide alerts of several clients at once.
    () => ["select app_public.decide_safety_alert(a.id, 'Talked about it') from (select o.id from app_public.open_safety_alerts() o offset $1 limit 1) a", [Math.floor(random() * 10)]],
  ];
  const often = [...steps, ...steps.slice(0, 2), ...steps.slice(4, 5), steps[6]!, steps[6]!, steps[6]!]; // what opens alerts, and what resumes a plan
  const person = async () => {
    for (let n = 0; n < 30; n += 1) {
      const [text, values] = one(often)();
      await withIdentity(database.authenticator, plans.dietitian, (sql) => sql.query(text, values)).catch((error: { code?: string; message: string }) => {
        // Refused with a sentence, because somebody else was faster. A deadlock or anything else is a fault.
        if (!error.code?.startsWith("TF")) throw new Error(`seed ${seed}: ${error.message} in ${text}`, { cause: error });
      });
    }
  };
  await withWorker(() => withWorker(async () => {
    await Promise.all([person(), person(), person(), person()]);
    await untilQuiet();
  }));
  const { rows: differences } = await database.owner.query(
    `with expected as (
       select distinct f.id, u.rule_code, u.place, u.outcome
         from app_private.followed_assignments f
         join app_public.meal_plan_assignments a on (a.org_id, a.id) = (f.org_id, f.id)
        cross join lateral app_private.unseen_findings(f.org_id, a, array(select x from app_private.meal_plan_version_findings(f.org_id, f.meal_plan_version_id, f.client_id, f.period) x)) u
        where f.org_id = $1),
     open as (select a.meal_plan_assignment_id as id, a.rule_code, a.place, a.outcome from app_public.safety_alerts a where a.org_id = $1 and a.closed_at is null)
     (select 'missing' as what, * from expected except select 'missing', * from open) union all (select 'too much', * from open except select 'too much', * from expected)`,
    [plans.orgId],
  );
  expect(differences, `FUZZ_SEED=${seed}`).toEqual([]);
  const { rows } = await database.owner.query<{ alerts: number }>("select count(*)::integer as alerts from app_public.safety_alerts where org_id = $1", [plans.orgId]);
  expect(rows[0]!.alerts, "there was something to find").toBeGreaterThan(0);
});

/** The same numbers between 0 and 1 for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
