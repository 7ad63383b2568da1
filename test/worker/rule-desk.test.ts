import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Identity, withIdentity } from "../../server/platform/database.ts";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { arrangeFollowedPlans } from "../harness/followed-plans.ts";
import { arrangeClinic, type Clinic } from "./clinic.ts";
import { whileWorkerRuns } from "./while-worker-runs.ts";

let database: TestDatabase;
let directory: string;
let fileStorage: FileStorage;
let clinic: Clinic;

beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "rule-desk-"));
  fileStorage = await createFileStorage({ directory, key: randomBytes(32) });
  clinic = await arrangeClinic(database, 1);
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const withWorker = <T>(work: () => Promise<T>) => whileWorkerRuns(database, fileStorage, work);

/** Ships a rule of this test, as a file of db/domain does. */
const ship = (code: string, version: number, maximum: number) =>
  database.owner.query(
    `select app_private.define_rule(code => $1, version => $2, severity => 'caution', condition => 'hypertension', nutrient => 'sodium', per => 'day', maximum => $3, unit => 'mg',
       message => 'A rule of this test.', rationale => 'It belongs to this test alone.', citation => 'The test of the desk of rules, 2026')`,
    [code, version, maximum],
  );
const decide = (text: string, values: unknown[], admin: Identity = clinic.admin) => withIdentity(database.authenticator, admin, (sql) => sql.query(text, values));
const adjustments = async () =>
  (await database.owner.query<{ kind: string; end_cause: string | null }>("select kind, end_cause from app_public.rule_adjustments where org_id = $1 order by kind", [clinic.orgId])).rows;

it("CLINICAL 29: a new version of a rule ends its switch-off, keeps its tightening, and tells the org_admins once", async () => {
  await ship("tested.sodium", 1, 2000);
  await decide("select app_public.tighten_rule($1, 'tested.sodium', 'Most have had a stroke', null, 1500)", [randomUUID()]);
  await decide("select app_public.switch_off_rule($1, 'tested.sodium', 'Nobody acts on it')", [randomUUID()]);
  await withWorker(async () => {
    await ship("tested.sodium", 2, 1900);
    await expect.poll(adjustments).toEqual([
      { kind: "switch_off", end_cause: "lapsed" },
      { kind: "tighten", end_cause: null },
    ]);
  });
  const { rows } = await database.owner.query("select member_id, payload from app_public.notifications where org_id = $1 and kind = 'rule_adjustment_lapsed'", [clinic.orgId]);
  expect(rows).toEqual([
    { member_id: clinic.admin.memberId, payload: expect.objectContaining({ ruleCode: "tested.sodium", adjustment: "switch_off", reason: "Version 2 of the rule took its place, and is in force." }) },
  ]);
});

it("CLINICAL 28, 29: plans that are followed are checked again when a bound is tightened, when that ends, and when a rule is switched off", async () => {
  await ship("tested.reach", 1, 100_000);
  const plans = await arrangeFollowedPlans(database, { clients: 1, days: 1, meals: 1, items: 3 });
  const { rows: [admin] } = await database.owner.query<Identity>(
    `with person as (insert into app_public.users (email, display_name) values ('admin-of-' || $1 || '@followed.test', 'Olga Admin') returning id)
     insert into app_public.memberships (org_id, user_id, role) select $1::uuid, id, 'org_admin' from person
     returning org_id as "orgId", user_id as "userId", id as "memberId", role`,
    [plans.orgId],
  );
  const alerts = async () =>
    (await database.owner.query<{ cause: string; close_cause: string | null; is_theirs: boolean }>(
      "select cause, close_cause, caused_by is not distinct from $2 as is_theirs from app_public.safety_alerts where org_id = $1 and rule_code = 'tested.reach' order by opened_at", [plans.orgId, admin!.userId])).rows;
  const isQuiet = async () => {
    const { rows } = await database.owner.query("select from app_private.safety_changes union all select from app_private.safety_rechecks");
    return rows.length === 0;
  };
  const tightening = randomUUID();
  await withWorker(async () => {
    await expect.poll(isQuiet).toBe(true); // what was arranged is no cause of what follows
    await decide("select app_public.tighten_rule($1, 'tested.reach', 'We allow next to nothing', null, 0.01)", [tightening], admin);
    await expect.poll(alerts).toEqual([{ cause: "organisation", close_cause: null, is_theirs: true }]);
    await decide("select app_public.end_rule_adjustment($1, 'That was too strict')", [tightening], admin);
    await expect.poll(alerts).toEqual([{ cause: "organisation", close_cause: "gone", is_theirs: true }]);

    await expect.poll(isQuiet).toBe(true);
    await ship("tested.reach", 2, 0.01);
    await expect.poll(async () => (await alerts()).at(-1)).toEqual({ cause: "rule", close_cause: null, is_theirs: false });
    await decide("select app_public.switch_off_rule($1, 'tested.reach', 'Nobody acts on it')", [randomUUID()], admin);
    await expect.poll(async () => (await alerts()).at(-1)).toEqual({ cause: "rule", close_cause: "gone", is_theirs: false });
  });
});
