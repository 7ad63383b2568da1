import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessTokens } from "../../server/auth/access-tokens.ts";
import { signingKeys } from "../../server/auth/signing-keys.ts";
import { JWT_SECRET, startApi, type TestApi } from "./support/api.ts";
import { makePractices } from "./support/practices.ts";

// Every read of a client's medical record through the API is one event a request and client, however it is asked.
let api: TestApi;
let cleo: string; // in the care of dietitian@north.test and assistant@north.test
let twin: string; // in her care as well, with an empty record
let stranger: string; // in the same practice, in nobody's care
let foreigner: string;
let orgId: string;
const rows: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  const { owner } = api.database;
  ({ north: cleo, south: foreigner } = await makePractices(owner));
  orgId = (await owner.query("select org_id from app_public.clients where id = $1", [cleo])).rows[0].org_id;
  const member = (await owner.query("select m.id from app_public.memberships m where m.org_id = $1 and m.role = 'dietitian'", [orgId])).rows[0].id;
  const client = async (name: string) => (await owner.query("insert into app_public.clients (org_id, given_name, family_name) values ($1, $2, 'North') returning id", [orgId, name])).rows[0].id as string;
  [twin, stranger] = [await client("Twin"), await client("Stranger")];
  await owner.query("insert into app_public.care_assignments (org_id, client_id, member_id, starts_on) values ($1, $2, $3, '2020-01-01')", [orgId, twin, member]);
  for (const [name, id, practice] of [["cleo", cleo, orgId], ["stranger", stranger, orgId], ["foreigner", foreigner, null]] as const) {
    const made = await owner.query(
      `insert into app_public.client_conditions (org_id, client_id, condition_id)
       select coalesce($2, c.org_id), c.id, k.id from app_public.clients c, app_public.conditions k where c.id = $1 and k.code = 'hypertension' returning id`,
      [id, practice],
    );
    rows[name] = made.rows[0].id;
  }
  const plan = await api.graphql("dietitian@north.test", "mutation($id: UUID!, $client: UUID!) { createMealPlan(input: {id: $id, name: \"Week\", clientId: $client}) { result { rowId mealPlanVersions { nodes { rowId revision } } } } }", { id: randomUUID(), client: cleo });
  rows["plan"] = plan.data.createMealPlan.result.rowId;
  rows["version"] = plan.data.createMealPlan.result.mealPlanVersions.nodes[0].rowId;
});
afterAll(() => api.stop());
beforeEach(() => api.database.owner.query("delete from audit.events where action = 'read'"));

type Read = { email: string; clientId: string; parts: string[]; onBehalfOf: string | null; requestId: string };
async function reads(): Promise<Read[]> {
  const { rows } = await api.database.owner.query(
    `select u.email::text as "email", e.client_id as "clientId", e.after -> 'parts' as parts, e.on_behalf_of_client_id as "onBehalfOf", e.request_id as "requestId"
       from audit.events e join app_public.users u on u.id = e.user_id where e.action = 'read' order by e.client_id, e.id`,
  );
  return rows;
}
const DIETITIAN = "dietitian@north.test";
const ask = (query: string, variables: Record<string, unknown> = {}, email = DIETITIAN) => api.graphql(email, query, variables);

/** Asks, expects no error, and answers whose record was read, with its parts. */
async function readBy(query: string, variables: Record<string, unknown> = {}, email = DIETITIAN) {
  const { data, errors } = await ask(query, variables, email);
  expect(errors).toEqual([]);
  return { data, read: Object.fromEntries((await reads()).map(({ clientId, parts }) => [clientId, parts])) };
}

describe("is an event when the record is read", () => {
  it("by a relation of the client", async () => {
    const { read } = await readBy("query($id: UUID!) { client(rowId: $id) { clientConditions { nodes { note } } } }", { id: cleo });
    expect(read).toEqual({ [cleo]: ["client_conditions"] });
  });

  it("who, in which request", async () => {
    const token = await api.tokenOf(DIETITIAN);
    await api.request("/api/v1/graphql", { token, headers: { "x-request-id": "the-request-of-this-test" }, body: { query: `{ client(rowId: "${cleo}") { bodyMetrics { totalCount } } }` } });
    expect(await reads()).toEqual([{ email: DIETITIAN, clientId: cleo, parts: ["body_metrics"], onBehalfOf: null, requestId: "the-request-of-this-test" }]);
  });

  it("also when it is empty, and when only its size is asked", async () => {
    expect((await readBy("query($id: UUID!) { client(rowId: $id) { clientAllergies { nodes { reaction } } } }", { id: twin })).read).toEqual({ [twin]: ["client_allergies"] });
    await api.database.owner.query("delete from audit.events where action = 'read'");
    expect((await readBy("query($id: UUID!) { client(rowId: $id) { clientMedications { totalCount } } }", { id: twin })).read).toEqual({ [twin]: ["client_medications"] });
    await api.database.owner.query("delete from audit.events where action = 'read'");
    expect((await readBy("query($id: UUID!) { client(rowId: $id) { mealLogs { pageInfo { hasNextPage } } } }", { id: twin })).read).toEqual({ [twin]: ["meal_logs"] });
  });

  it("by a row's own id, and by its global id, whatever of it is asked", async () => {
    const { data, read } = await readBy("query($id: UUID!) { clientCondition(rowId: $id) { id } }", { id: rows["cleo"] });
    expect(read).toEqual({ [cleo]: ["client_conditions"] });
    await api.database.owner.query("delete from audit.events where action = 'read'");
    const again = await readBy("query($node: ID!) { node(id: $node) { ... on ClientCondition { condition { name } } } }", { node: data.clientCondition.id });
    expect(again.data.node.condition.name).toBe("Hypertension");
    expect(again.read).toEqual({ [cleo]: ["client_conditions"] });
  });

  it("behind aliases, fragments and variables that include it, once a request", async () => {
    const { read } = await readBy(
      `query($id: UUID!, $yes: Boolean!) { a: client(rowId: $id) { ...Part } b: client(rowId: $id) { x: clientConditions { nodes { r: note } } y: clientConditions @include(if: $yes) { nodes { ...Row } } } }
       fragment Part on Client { ... on Client { clientLifeStages { nodes { lifeStage } } } } fragment Row on ClientCondition { startedOn }`,
      { id: cleo, yes: true },
    );
    expect(read).toEqual({ [cleo]: ["client_conditions", "client_life_stages"] });
  });

  it("but not what a directive leaves out", async () => {
    const { read } = await readBy("query($id: UUID!, $no: Boolean!) { client(rowId: $id) { fullName clientConditions @include(if: $no) { nodes { note } } } }", { id: cleo, no: false });
    expect(read).toEqual({});
  });

  it("of each client of a page", async () => {
    const { read } = await readBy("{ clients { nodes { fullName clientConditions { nodes { note } } } } }");
    expect(read).toEqual({ [cleo]: ["client_conditions"], [twin]: ["client_conditions"] });
  });

  it("through other rows: from a list of plans, from a version", async () => {
    expect((await readBy("{ conditions(first: 1) { nodes { name } } mealPlans { nodes { name } } }")).read).toEqual({ [cleo]: ["meal_plans"] });
    await api.database.owner.query("delete from audit.events where action = 'read'");
    const { read } = await readBy("query($id: UUID!) { mealPlanVersion(rowId: $id) { mealPlanDays { nodes { dayNumber } } safetyOverrides { totalCount } client { bodyMetrics { totalCount } } } }", { id: rows["version"] });
    expect(read).toEqual({ [cleo]: ["body_metrics", "meal_plan_days", "meal_plan_versions"] });
  });

  it("by a function, found through its client, version or assignment", async () => {
    expect((await readBy("query($id: UUID!) { clientProgress(clientId: $id, fromOn: \"2026-01-01\", toOn: \"2026-01-08\") }", { id: cleo })).read).toEqual({ [cleo]: ["client_progress"] });
    await api.database.owner.query("delete from audit.events where action = 'read'");
    expect((await readBy("query($id: UUID!) { mealPlanVersionDocument(mealPlanVersionId: $id) }", { id: rows["version"] })).read).toEqual({ [cleo]: ["meal_plan_version_document"] });
  });

  it("when a change answers with it", async () => {
    const { read } = await readBy("mutation($id: UUID!) { updateClientCondition(input: {rowId: $id, patch: {note: \"since 2019\"}}) { clientCondition { note } } }", { id: rows["cleo"] });
    expect(read).toEqual({ [cleo]: ["client_conditions"] });
  });

  it("by the client herself", async () => {
    await readBy(`{ clients { nodes { clientAllergies { nodes { reaction } } } } }`, {}, "client@north.test");
    expect(await reads()).toMatchObject([{ email: "client@north.test", clientId: cleo, onBehalfOf: null }]);
    await api.database.owner.query("delete from audit.events where action = 'read'");
    expect((await readBy("{ myPrescribedDay(onDate: \"2026-03-02\") }", {}, "client@north.test")).read).toEqual({ [cleo]: ["my_prescribed_day"] });
  });

  it("by a guardian, on the dependant's behalf", async () => {
    const { rows: people } = await api.database.owner.query("select id from app_public.users where email = 'client@north.test'");
    await api.database.owner.query("insert into app_public.client_guardians (org_id, client_id, user_id, relationship, started_on) values ($1, $2, $3, 'mother', '2020-01-01')", [orgId, twin, people[0].id]);
    const token = accessTokens(signingKeys(JWT_SECRET)).sign({ userId: people[0].id, orgId, role: "client", clientId: twin });
    const { body } = await api.request("/api/v1/graphql", { token, body: { query: "{ clients { nodes { rowId clientAllergies { totalCount } } } }" } });
    expect(body.data.clients.nodes).toEqual([{ rowId: twin, clientAllergies: { totalCount: 0 } }]);
    expect(await reads()).toMatchObject([{ email: "client@north.test", clientId: twin, onBehalfOf: twin }]);
  });

  it("in one exchange with what is read, where the request itself says whose it is; else in one more", async () => {
    let exchanges = 0;
    const count = () => void (exchanges += 1);
    api.database.authenticator.on("acquire", count);
    const exchangesOf = async (query: string) => {
      exchanges = 0;
      expect((await ask(query)).errors).toEqual([]);
      return exchanges;
    };
    expect(await exchangesOf(`{ mealPlanVersionDocument(mealPlanVersionId: "${rows["version"]}") }`)).toBe(1);
    expect(await exchangesOf(`{ client(rowId: "${cleo}") { clientConditions { nodes { note updatedByName condition { name } } } clientAllergies { nodes { reaction updatedByName } } } }`)).toBe(2);
    expect(await exchangesOf(`{ client(rowId: "${cleo}") { fullName } }`)).toBe(1);
    api.database.authenticator.off("acquire", count);
    expect((await reads()).map(({ parts }) => parts)).toEqual([["meal_plan_version_document"], ["client_allergies", "client_conditions"]]);
  });

  it("once, also where a function and a relation tell of the same client", async () => {
    const { read } = await readBy(`{ client(rowId: "${cleo}") { bodyMetrics { totalCount } } clientProgress(clientId: "${cleo}", fromOn: "2026-01-01", toOn: "2026-01-08") }`);
    expect(read).toEqual({ [cleo]: ["body_metrics", "client_progress"] });
    expect(await reads()).toHaveLength(1);
  });

  it("beside a field that fails", async () => {
    const { data, errors } = await ask(`query($id: UUID!) { client(rowId: $id) { first: clientConditions(first: 1000) { nodes { note } } clientConditions { nodes { note } } } }`, { id: cleo });
    expect(errors.length).toBeGreaterThan(0);
    if (data?.client) expect(await reads()).toMatchObject([{ clientId: cleo }]);
    else expect(await reads()).toEqual([]);
  });
});

describe("is none", () => {
  it("when only the directory is read", async () => {
    expect((await readBy("{ clients { totalCount nodes { fullName bornOn careAssignments { nodes { startsOn } } } } }")).read).toEqual({});
  });

  it("when the client is not in the reader's care, in another practice, or not there", async () => {
    for (const id of [stranger, foreigner, randomUUID()]) {
      expect((await ask("query($id: UUID!) { client(rowId: $id) { clientConditions { nodes { note } } } }", { id })).data).toEqual({ client: null });
      expect((await ask("query($id: UUID!) { clientProgress(clientId: $id, fromOn: \"2026-01-01\", toOn: \"2026-01-08\") }", { id })).errors[0]?.extensions.code).toBe("TF404");
    }
    for (const id of [rows["stranger"], rows["foreigner"]]) expect((await ask("query($id: UUID!) { clientCondition(rowId: $id) { note } }", { id })).data).toEqual({ clientCondition: null });
    expect(await reads()).toEqual([]);
  });

  it("when an administrator without care asks: nothing was shown", async () => {
    expect((await readBy("query($id: UUID!) { client(rowId: $id) { clientConditions { nodes { note } } } }", { id: cleo }, "org_admin@north.test")).read).toEqual({});
  });

  it("because lists of everybody's records are not part of the API", async () => {
    const { errors } = await ask("{ clientConditions { totalCount } }");
    expect(errors[0]?.message).toContain("Cannot query field");
  });
});

describe("somebody who may not ask at all is told so, and not that recording failed:", () => {
  const opening = () => `{ mealPlanVersionDocument(mealPlanVersionId: "${rows["version"]}") }`;

  it("nobody", async () => {
    const { body } = await api.request("/api/v1/graphql", { body: { query: opening() } });
    expect(body.errors[0].extensions.code).toMatch(/^TF40[13]$/);
    const listed = await api.request("/api/v1/graphql", { body: { query: `{ client(rowId: "${cleo}") { clientConditions { totalCount } } }` } });
    expect(listed.body.errors[0].extensions.code).toMatch(/^TF40[13]$/);
  });

  it("a member who was deactivated since", async () => {
    const token = await api.tokenOf("assistant@north.test");
    await api.database.owner.query("update app_public.memberships m set status = 'deactivated' from app_public.users u where u.id = m.user_id and u.email = 'assistant@north.test'");
    const { status, body } = await api.request("/api/v1/graphql", { token, body: { query: opening() } });
    expect([status, body.errors[0].extensions.code]).toEqual([401, "TF401"]);
    expect(await reads()).toEqual([]);
  });
});

it("an answer is withheld when its reading cannot be recorded", async () => {
  const query = `{ client(rowId: "${cleo}") { fullName clientConditions { nodes { note } } } }`;
  await api.database.owner.query("revoke execute on function app_hidden.record_reads(json) from tf_dietitian");
  const { data, errors } = await ask(query);
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: "TF500", detail: { requestId: expect.any(String) } } }]);
  expect((await ask("{ clients { totalCount } }")).errors).toEqual([]);
  await api.database.owner.query("grant execute on function app_hidden.record_reads(json) to tf_dietitian");
  expect((await ask(query)).data.client.fullName).toBe("Cleo north");
});
