import { randomBytes, randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPool } from "../../server/platform/database.ts";
import { createFileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";
import { startWorker } from "../../worker/run.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";
import { asRole } from "../harness/database.ts";
import { noMail } from "../worker/no-mail.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { practiceToday } from "../harness/practice-dates.ts";

// From an allergy that somebody enters to the client's app that says stop, through the API and a worker, in order: each test goes on
// where the one before ended.
const DIETITIAN = "dietitian@demo.test";
const ASSISTANT = "assistant@demo.test";
const CLIENT = "client@demo.test";

let api: TestApi;
let stopWorker: () => Promise<void>;
let clientId: string;
const assignmentId = randomUUID();
let alertId: string;

beforeAll(async () => {
  api = await startApi();
  const ownerPool = createPool(api.database.ownerUrl, { name: "worker", max: 4 });
  const log = createLog({ level: "silent", name: "worker" });
  const worker = await startWorker({ ownerPool, authenticatorPool: api.database.authenticator, fileStorage: await createFileStorage({ directory: tmpdir(), key: randomBytes(32) }), log, crontab: AT_ANY_HOUR, ...noMail(log) });
  stopWorker = async () => {
    await worker.stop();
    await ownerPool.end();
  };
  clientId = (await api.database.owner.query<{ id: string }>("select c.id from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = $1", [CLIENT])).rows[0]!.id;
  await asRole(api.database, DIETITIAN, async (sql) => {
    const plan = randomUUID();
    await sql.query("select app_public.create_meal_plan($1, 'With milk', $2, 1, array['Breakfast'])", [plan, clientId]);
    const { rows } = await sql.query<{ version: string; meal: string; revision: number }>(
      "select v.id as version, v.revision, m.id as meal from app_public.meal_plan_versions v join app_public.meal_plan_meals m on m.meal_plan_version_id = v.id where v.meal_plan_id = $1", [plan]);
    const { version, meal, revision } = rows[0]!;
    await sql.query(
      `select app_public.edit_meal_plan_version($1, $2, array[json_populate_record(null::app_public.meal_plan_edit,
         json_build_object('op', 'add_item', 'id', $3::uuid, 'meal_id', $4::uuid, 'food_id', md5('food:01079')::uuid, 'amount', 200, 'unit_code', 'g'))])`, [version, revision, randomUUID(), meal]);
    const decisions = `array(select row(f.key, 'Talked about it')::app_public.safety_decision from app_public.explain_finding($1, $2, null) f where f.needs_reason or f.needs_acknowledgement)`;
    await sql.query(`select app_public.publish_meal_plan_version(v.id, v.revision, 'Go', ${decisions}) from app_public.meal_plan_versions v where v.id = $1 and $2::uuid is not null`, [version, clientId]);
    await sql.query(`select app_public.assign_meal_plan_version($3, $1, current_date - 1, null, ${decisions})`, [version, clientId, assignmentId]);
  });
});
afterAll(async () => {
  await stopWorker();
  await api.stop();
});

const WORKLIST = `{ openSafetyAlerts { nodes { rowId ruleCode outcome severity cause causeDetail causedByName finding client { rowId fullName openAlertCount } mealPlanAssignment { rowId } } } }`;

it("an allergy that an assistant enters is on the dietitian's worklist a moment later", async () => {
  const entered = await api.graphql(ASSISTANT,
    `mutation($client: UUID!, $allergen: UUID!) { createClientAllergy(input: {clientAllergy: {clientId: $client, allergenId: $allergen, kind: allergy, criticality: high}}) { clientAllergy { rowId } } }`,
    { client: clientId, allergen: (await api.database.owner.query("select app_private.kb_id('allergen', 'milk') as id")).rows[0].id });
  expect(entered.errors).toEqual([]);
  let alerts: { rowId: string; ruleCode: string; finding: { message: string } }[] = [];
  while (alerts.length === 0) {
    const answer = await api.graphql(DIETITIAN, WORKLIST);
    expect(answer.errors).toEqual([]);
    alerts = answer.data.openSafetyAlerts.nodes.filter((node: { client: { rowId: string } }) => node.client.rowId === clientId);
  }
  expect(alerts).toMatchObject([{
    ruleCode: "allergy.milk", outcome: "breach", severity: "contraindicated", cause: "profile", causeDetail: { table: "client_allergies", what: "Milk" },
    client: { fullName: "Maria Keller", openAlertCount: 1 }, mealPlanAssignment: { rowId: assignmentId },
  }]);
  expect(alerts[0]!.finding.message).toMatch(/allergic to milk/);
  alertId = alerts[0]!.rowId;
});

it("it rings the bell of the care team, and says nothing about health", async () => {
  const bell = await api.graphql(DIETITIAN, "{ notifications(first: 1, orderBy: [CREATED_AT_DESC]) { nodes { kind payload client { rowId } } } }");
  expect(bell.data.notifications.nodes).toEqual([{ kind: "safety_alert", client: { rowId: clientId }, payload: { alertCount: 1, clientName: "Maria Keller", actorName: expect.any(String) } }]);
});

it("an assistant cannot decide, another practice finds nothing, the client reads no alerts", async () => {
  const decide = "mutation($id: UUID!) { decideSafetyAlert(input: {id: $id, reason: \"Tolerated in a challenge\"}) { result { closeCause } } }";
  expect((await api.graphql(ASSISTANT, decide, { id: alertId })).errors[0]?.extensions.code).toBe("TF403");
  expect((await api.graphql("dietitian@other.test", decide, { id: alertId })).errors[0]?.extensions.code).toBe("TF404");
  expect((await api.graphql("dietitian@other.test", "query($id: UUID!) { safetyAlert(rowId: $id) { rowId } }", { id: alertId })).data.safetyAlert).toBeNull();
  expect((await api.graphql(CLIENT, WORKLIST)).errors[0]?.extensions.code).toBe("TF403");
});

it("CLINICAL 17: stopping the plan from the alert is one step; the app says stopped, and the alert is closed with that cause", async () => {
  const stopped = await api.graphql(ASSISTANT, 'mutation($id: UUID!) { suspendMealPlanAssignment(input: {id: $id, reason: "Milk in every breakfast"}) { result { status safetyAlerts { nodes { closeCause closedByName } } } } }', { id: assignmentId });
  expect(stopped.errors).toEqual([]);
  expect(stopped.data.suspendMealPlanAssignment.result).toMatchObject({ status: "suspended", safetyAlerts: { nodes: [{ closeCause: "suspended", closedByName: expect.any(String) }] } });
  const day = (await api.graphql(CLIENT, `{ myPrescribedDay(onDate: "${practiceToday()}") }`)).data.myPrescribedDay;
  expect(day).toMatchObject({ status: "stopped", message: expect.stringMatching(/contact the clinic/i) });
  expect(day.meals ?? []).toEqual([]);
  const worklist = await api.graphql(DIETITIAN, WORKLIST);
  expect(worklist.data.openSafetyAlerts.nodes.map((node: { rowId: string }) => node.rowId)).not.toContain(alertId);
});

it("what is closed stays listed with the client", async () => {
  const answer = await api.graphql(DIETITIAN,
    "query($id: UUID!) { client(rowId: $id) { openAlertCount safetyAlerts(orderBy: [OPENED_AT_DESC], filter: {closedAt: {isNull: false}}) { nodes { rowId closeCause } } } }", { id: clientId });
  expect(answer.errors).toEqual([]);
  expect(answer.data.client).toEqual({ openAlertCount: 0, safetyAlerts: { nodes: [{ rowId: alertId, closeCause: "suspended" }] } });
});
