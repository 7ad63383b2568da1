import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";
import { openSession, race as raceIn, type Statement, untilBlocked } from "./support/two-sessions.ts";

let database: TestDatabase;
/** In the care of the dietitian and her colleague. */
let clientId: string;
let orgId: string;
/** A food of the knowledge base that holds peanut, and enough sodium for any rule here. */
let foodId: string;
const COLLEAGUE = "colleague@demo.test";

beforeAll(async () => {
  database = await createDatabase();
  const { rows } = await database.owner.query<{ org: string; client: string; food: string }>(
    `with org as (select m.org_id as id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = 'dietitian@demo.test'),
     person as (insert into app_public.users (email, display_name) values ('${COLLEAGUE}', 'Cora Colleague') returning id),
     member as (insert into app_public.memberships (org_id, user_id, role) select org.id, person.id, 'dietitian' from org, person returning org_id, id),
     client as (insert into app_public.clients (org_id, given_name, family_name, born_on) select id, 'Raced', 'Record', '1980-01-01' from org returning org_id, id),
     care as (insert into app_public.care_assignments (org_id, client_id, member_id)
       select c.org_id, c.id, m.id from client c, (select id from member union select m.id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = 'dietitian@demo.test') m),
     food as (insert into app_public.foods (org_id, name) values ('00000000-0000-0000-0000-000000000000', 'Raced paste') returning org_id, id),
     sodium as (insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount) select org_id, id, 307, 900 from food)
     select client.org_id as org, client.id as client, food.id as food from client, food`,
  );
  ({ org: orgId, client: clientId, food: foodId } = rows[0]!);
  await database.owner.query(
    `insert into app_public.food_allergens (org_id, food_id, allergen_id, presence, provenance)
     select '00000000-0000-0000-0000-000000000000', $1, a.id, case a.code when 'peanut' then 'contains' else 'free' end::app_public.allergen_presence, 'reviewed'
       from app_public.allergens a where a.code in ('peanut', 'milk')`, [foodId]);
});
afterAll(() => database.drop());

const race = (first: Statement, second: Statement) => raceIn(database, first, second);
const publish = "select id from app_public.publish_meal_plan_version($1, $2, 'Go')";
const assign = "select id from app_public.assign_meal_plan_version($1, $2, $3, $4)";
const addAllergy = "insert into app_public.client_allergies (client_id, allergen_id, kind, criticality) select $1, a.id, 'allergy', 'high' from app_public.allergens a where a.code = 'peanut' returning id";
/** Committed as far as others can tell: what waits for the commit waits now. */
const stateRule = (code: string) => `
  select app_private.define_rule('${code}', 1, 'contraindicated', 'The item has more sodium than a race allows.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.',
    age_years_from => 0, nutrient => 'sodium', per => 'item', maximum => 1, unit => 'mg')`;

/** A draft of one day with the food in it. */
async function draft(): Promise<{ versionId: string; revision: number }> {
  const planId = randomUUID();
  return asRole(database, "dietitian@demo.test", async (sql) => {
    await sql.query("select app_public.create_meal_plan($1, 'Raced', $2, 1, array['Lunch'])", [planId, clientId]);
    const { rows } = await sql.query<{ versionId: string; mealId: string; revision: number }>(
      `select v.id as "versionId", v.revision, m.id as "mealId" from app_public.meal_plan_versions v join app_public.meal_plan_meals m on m.meal_plan_version_id = v.id where v.meal_plan_id = $1`, [planId]);
    const { versionId, mealId, revision } = rows[0]!;
    await sql.query(
      `select app_public.edit_meal_plan_version($1, $2, array[json_populate_record(null::app_public.meal_plan_edit,
         json_build_object('op', 'add_item', 'id', $3::uuid, 'meal_id', $4::uuid, 'food_id', $5::uuid, 'amount', 100, 'unit_code', 'g'))])`,
      [versionId, revision, randomUUID(), mealId, foodId]);
    const after = await sql.query<{ revision: number }>("select revision from app_public.meal_plan_versions where id = $1", [versionId]);
    return { versionId, revision: after.rows[0]!.revision };
  });
}

async function published(): Promise<string> {
  const { versionId, revision } = await draft();
  await asRole(database, "dietitian@demo.test", (sql) => sql.query(publish, [versionId, revision]));
  return versionId;
}

/** What the worker does for the practice, and the alerts that are open about the assignment afterwards. */
async function alertsAfterWork(assignmentId: string): Promise<string[]> {
  const client = await database.owner.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.org_id', $1, true)", [orgId]);
    await client.query("select app_private.copy_library_changes($1, array(select id from app_private.safety_changes where org_id = '00000000-0000-0000-0000-000000000000'))", [orgId]);
    await client.query("select app_private.resolve_safety_changes($1)", [orgId]);
    await client.query("commit");
    for (let checked = 1; checked > 0;) {
      await client.query("begin");
      await client.query("select set_config('app.org_id', $1, true)", [orgId]);
      checked = (await client.query<{ checked: number }>("select checked from app_private.recheck_batch($1)", [orgId])).rows[0]!.checked;
      await client.query("commit");
    }
    const { rows } = await client.query<{ rule_code: string }>("select rule_code from app_public.safety_alerts where meal_plan_assignment_id = $1 and closed_at is null order by 1", [assignmentId]);
    return rows.map((row) => row.rule_code);
  } finally {
    client.release();
  }
}

async function forget(): Promise<void> {
  await database.owner.query("delete from app_public.client_allergies where client_id = $1", [clientId]);
  await database.owner.query("update app_public.contraindication_rules set retired_at = now() where code like 'race.%' and retired_at is null");
  await database.owner.query("update app_public.meal_plan_assignments set status = 'cancelled', status_reason = 'A test is over' where client_id = $1", [clientId]);
}

describe("the record changes while somebody decides", () => {
  it("publishing that waited for a change of the record decides on the record as it is then", async () => {
    const { versionId, revision } = await draft();
    const [change, publication] = await race(
      { email: COLLEAGUE, text: addAllergy, values: [clientId] },
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
    );
    expect([change.code, publication.code]).toEqual([undefined, "TF022"]);
    await forget();
  });

  it("assigning that waited for a change of the record likewise", async () => {
    const versionId = await published();
    const [change, assignment] = await race(
      { email: COLLEAGUE, text: addAllergy, values: [clientId] },
      { email: "dietitian@demo.test", text: assign, values: [randomUUID(), versionId, "2040-01-01", null] },
    );
    expect([change.code, assignment.code]).toEqual([undefined, "TF022"]);
    await forget();
  });

  it("a change that waited for an assignment finds it, and opens an alert", async () => {
    const [versionId, id] = [await published(), randomUUID()];
    const [assignment, change] = await race(
      { email: "dietitian@demo.test", text: assign, values: [id, versionId, "2040-01-01", null] },
      { email: COLLEAGUE, text: addAllergy, values: [clientId] },
    );
    expect([assignment.code, change.code]).toEqual([undefined, undefined]);
    expect(await alertsAfterWork(id)).toEqual(["allergy.peanut"]);
    await forget();
  });

  it("resuming that waited for a change of the record decides on it", async () => {
    const [versionId, id] = [await published(), randomUUID()];
    await asRole(database, "dietitian@demo.test", async (sql) => {
      await sql.query(assign, [id, versionId, "2040-01-01", null]);
      await sql.query("select app_public.suspend_meal_plan_assignment($1, 'To be sure')", [id]);
    });
    const [change, resumption] = await race(
      { email: COLLEAGUE, text: addAllergy, values: [clientId] },
      { email: "dietitian@demo.test", text: "select app_public.resume_meal_plan_assignment($1, 'All is well')", values: [id] },
    );
    expect([change.code, resumption.code]).toEqual([undefined, "TF022"]);
    await forget();
  });
});

describe("a rule changes while somebody decides", () => {
  it("publishing and assigning that waited for a rule's commit decide on the new rule", async () => {
    const { versionId, revision } = await draft();
    const assignable = await published();
    const dba = await openSession(database, null);
    expect((await dba.run(stateRule("race.before"), [])).code).toBeUndefined();
    await dba.run("set constraints all immediate", []); // what a commit does first
    const [one, other] = [await openSession(database, "dietitian@demo.test"), await openSession(database, COLLEAGUE)];
    const attempts = [one.run(publish, [versionId, revision]), other.run(assign, [randomUUID(), assignable, "2040-01-01", null])];
    await untilBlocked(database, one.pid, () => false);
    await untilBlocked(database, other.pid, () => false);
    await dba.finish();
    await Promise.all([attempts[0]!.then(() => one.finish("rollback")), attempts[1]!.then(() => other.finish("rollback"))]);
    expect((await Promise.all(attempts)).map(({ code }) => code)).toEqual(["TF022", "TF022"]);
    await forget();
  });

  it("a rule that is committed during an assignment waits for it, and finds it", async () => {
    const [versionId, id] = [await published(), randomUUID()];
    const [assigning, dba] = [await openSession(database, "dietitian@demo.test"), await openSession(database, null)];
    expect((await assigning.run(assign, [id, versionId, "2040-01-01", null])).code).toBeUndefined();
    expect((await dba.run(stateRule("race.during"), [])).code, "stating it waits for nobody").toBeUndefined();
    let isDone = false;
    const commit = dba.finish().finally(() => (isDone = true));
    await untilBlocked(database, dba.pid, () => isDone);
    await assigning.finish();
    await commit;
    expect(await alertsAfterWork(id)).toEqual(["race.during"]);
    await forget();
  });

  it("a DBA who previews a rule in an open transaction holds up nobody", async () => {
    const { versionId, revision } = await draft();
    const dba = await openSession(database, null);
    await dba.run(stateRule("race.preview"), []);
    await asRole(database, "dietitian@demo.test", (sql) => sql.query(publish, [versionId, revision]));
    await dba.finish("rollback");
    const { rows } = await database.owner.query("select status from app_public.meal_plan_versions where id = $1", [versionId]);
    expect(rows).toEqual([{ status: "published" }]);
  });

  it("a fact about a food that is committed between the check and the commit of an assignment is found, even if it was resolved before", async () => {
    await asRole(database, COLLEAGUE, (sql) => sql.query(addAllergy.replace("'peanut'", "'milk'"), [clientId]));
    const [versionId, id] = [await published(), randomUUID()];
    const assigning = await openSession(database, "dietitian@demo.test");
    expect((await assigning.run(assign, [id, versionId, "2040-01-01", null])).code, "the food was free of milk").toBeUndefined();
    await database.owner.query("update app_public.food_allergens set presence = 'contains' where food_id = $1 and allergen_id = app_private.kb_id('allergen', 'milk')", [foodId]);
    expect(await alertsAfterWork(id), "nobody sees the assignment yet").toEqual([]);
    await assigning.finish();
    expect(await alertsAfterWork(id)).toEqual(["allergy.milk"]);
    await database.owner.query("update app_public.food_allergens set presence = 'free' where food_id = $1 and allergen_id = app_private.kb_id('allergen', 'milk')", [foodId]);
    await forget();
  });
});

describe("two staff decide at once", () => {
  const decide = "select close_cause from app_public.decide_safety_alert($1, $2)";

  async function openAlert(): Promise<{ alertId: string; assignmentId: string; versionId: string }> {
    const [versionId, id] = [await published(), randomUUID()];
    await asRole(database, "dietitian@demo.test", async (sql) => sql.query(assign, [id, versionId, "2040-01-01", null]));
    await asRole(database, COLLEAGUE, (sql) => sql.query(addAllergy, [clientId]));
    await alertsAfterWork(id);
    const { rows } = await database.owner.query<{ id: string }>("select id from app_public.safety_alerts where meal_plan_assignment_id = $1 and closed_at is null", [id]);
    return { alertId: rows[0]!.id, assignmentId: id, versionId };
  }

  it("about one alert: both are answered, and there is one decision, of who was first", async () => {
    const { alertId, versionId } = await openAlert();
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: decide, values: [alertId, "Tolerated in a challenge"] },
      { email: COLLEAGUE, text: decide, values: [alertId, "I think so, too"] },
    );
    expect([first.rows, second.rows]).toEqual([[{ close_cause: "decided" }], [{ close_cause: "decided" }]]);
    const { rows } = await database.owner.query("select reason from app_public.safety_overrides where meal_plan_version_id = $1", [versionId]);
    expect(rows).toEqual([{ reason: "Tolerated in a challenge" }]);
    await forget();
  });

  it("a decision that waited while the record changed is refused: its evidence is another, or gone", async () => {
    const { alertId } = await openAlert();
    const [change, decision] = await race(
      { email: COLLEAGUE, text: "update app_public.client_allergies set criticality = 'low' where client_id = $1", values: [clientId] },
      { email: "dietitian@demo.test", text: decide, values: [alertId, "Tolerated in a challenge"] },
    );
    expect([change.code, decision.code]).toEqual([undefined, "TF096"]);
    await forget();
  });

  it("a decision that waited for the plan to be suspended has nothing to decide any more", async () => {
    const { alertId, assignmentId } = await openAlert();
    const [suspension, decision] = await race(
      { email: COLLEAGUE, text: "select app_public.suspend_meal_plan_assignment($1, 'To be sure')", values: [assignmentId] },
      { email: "dietitian@demo.test", text: decide, values: [alertId, "Tolerated in a challenge"] },
    );
    expect([suspension.code, decision.code]).toEqual([undefined, "TF095"]);
    await forget();
  });

  it("assigning the same plan for two periods with the same decision: both stand, with one override", async () => {
    const versionId = await published();
    await asRole(database, COLLEAGUE, (sql) => sql.query(addAllergy, [clientId]));
    const assignDeciding = `select id from app_public.assign_meal_plan_version($1, $2, $4, $5, array(
      select row(f.key, $6)::app_public.safety_decision from app_public.explain_finding($2, $3, null, $4, $5) f where f.needs_reason or f.needs_acknowledgement))`;
    const [one, other] = [randomUUID(), randomUUID()];
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: assignDeciding, values: [one, versionId, clientId, "2040-01-01", "2040-02-01", "Tolerated in a challenge"] },
      { email: COLLEAGUE, text: assignDeciding, values: [other, versionId, clientId, "2040-02-01", "2040-03-01", "I think so, too"] },
    );
    expect([first.rows, second.rows]).toEqual([[{ id: one }], [{ id: other }]]);
    const { rows } = await database.owner.query("select reason from app_public.safety_overrides where meal_plan_version_id = $1", [versionId]);
    expect(rows).toEqual([{ reason: "Tolerated in a challenge" }]);
    await forget();
  });
});
