import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { buildSchema, type DocumentNode, type GraphQLSchema, Kind, parse, validate, visit } from "postgraphile/graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../../bin/project-path.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { arrange, FOLLOWER, GUARDIAN, operations, type Stage, variablesOf } from "./documents.ts";

// Every document of the mobile app against the real server, as the clients who send it, held to the list as in production.
let api: TestApi;
let schema: GraphQLSchema;
const stages: Record<string, Stage> = {};
beforeAll(async () => {
  api = await startApi({ environment: { NODE_ENV: "test", TRUSTED_PROXIES: 0, REDIS_URL: undefined, MOBILE_DOCUMENTS: "listed" } });
  schema = buildSchema(await readFile(projectPath("server/schema.graphql"), "utf8"), { assumeValid: true });
  for (const email of [FOLLOWER, GUARDIAN]) stages[email] = await arrange(api, email);
});
afterAll(() => api.stop());

const send = async (email: string, body: object) => (await api.request("/api/v1/graphql", { body, token: await api.tokenOf(email) })).body;

describe.each([["a client", FOLLOWER], ["a guardian, for the client", GUARDIAN]])("%s", (_who, email) => {
  it.each(operations.all)("sends $name and is answered", async ({ name, text }) => {
    const variables = variablesOf(stages[email]!)[name];
    expect(variables, "what the app sends with it").toBeDefined();
    const { data, errors } = await send(email, { query: text, variables });
    if (name === "EndSession") return expect(errors?.[0].extensions.code).toBe("TF404"); // there is none of that id
    expect(errors).toBeUndefined();
    for (const value of Object.values(data as Record<string, unknown>)) expect(value).not.toBeNull();
  });
});

it("the day is there with one request: meals, items, nutrition, and what the care team said", async () => {
  const { data } = await send(FOLLOWER, { query: operations.all.find(({ name }) => name === "PrescribedDay")!.text, variables: variablesOf(stages[FOLLOWER]!)["PrescribedDay"] });
  expect(data.myPrescribedDay).toMatchObject({ status: "prescribed", planName: expect.any(String) });
  expect(data.myPrescribedDay.meals[0]).toMatchObject({ name: expect.any(String), nutrition: { known: expect.any(Array) }, items: expect.arrayContaining([expect.objectContaining({ grams: expect.any(Number) })]) });
  expect(data.myDiaryComments.nodes[0]).toMatchObject({ body: "Well done", author: expect.any(String) });
});

it("a day of a plan that was stopped has the notice instead, and the device that was asleep is told to ask again", async () => {
  const document = (name: string) => operations.all.find((operation) => operation.name === name)!.text;
  const { clientId } = stages[FOLLOWER]!;
  const changes = async (since?: string) => (await send(FOLLOWER, { query: document("Changes"), variables: { since } })).data.changes;
  const { cursor } = await changes();
  const { rows: [assignment] } = await api.database.owner.query("select id from app_public.meal_plan_assignments where client_id = $1 and status = 'active'", [clientId]);
  const suspended = await api.graphql("dietitian@demo.test", "mutation ($id: UUID!) { suspendMealPlanAssignment(input: { id: $id, reason: \"He is unwell\" }) { result { status } } }", { id: assignment.id });
  expect(suspended.data.suspendMealPlanAssignment.result.status).toBe("suspended");
  expect((await changes(cursor)).changes).toEqual([expect.objectContaining({ kind: "plan", id: assignment.id })]);
  const { data } = await send(FOLLOWER, { query: document("PrescribedDay"), variables: variablesOf(stages[FOLLOWER]!)["PrescribedDay"] });
  expect(data.myPrescribedDay).toMatchObject({ status: "stopped", message: "This plan was stopped. Please contact the clinic.", meals: [] });
  await api.database.owner.query("update app_public.meal_plan_assignments set status = 'active' where id = $1", [assignment.id]);
});

it("a shopping list is that of the days of the client's own plan, in their language", async () => {
  const { data } = await send(FOLLOWER, { query: operations.all.find(({ name }) => name === "ShoppingList")!.text, variables: variablesOf(stages[FOLLOWER]!)["ShoppingList"] });
  expect(data.myShoppingList).toMatchObject({ locale: expect.stringMatching(/^[a-z]{2}-[A-Z]{2}$/), people: 2, days: [{ status: "prescribed" }, { status: "prescribed" }] });
  expect(data.myShoppingList.groups[0].foods[0]).toMatchObject({ name: expect.any(String), edibleG: expect.any(Number), boughtG: expect.any(Number) });
});

it("what is listed is listed with the latest first, so that a long record does not lose it", async () => {
  const { clientId } = stages[FOLLOWER]!;
  const { owner } = api.database;
  await owner.query(`insert into app_public.client_labs (org_id, client_id, lab_test_code, taken_on, entered_value, entered_unit)
    select c.org_id, c.id, t.code, date '2019-01-01' - n, 4.2, t.unit from app_public.clients c, app_public.lab_tests t, generate_series(1, 220) n where c.id = $1 and t.code = 'potassium_serum'`, [clientId]);
  const { data: labs } = await send(FOLLOWER, { query: operations.all.find(({ name }) => name === "Labs.2")!.text, variables: { clientId } });
  const days = labs.client.clientLabs.nodes.map(({ takenOn }: { takenOn: string }) => takenOn);
  expect(days).toHaveLength(200);
  expect(days).toEqual(days.toSorted().toReversed());
  const { rows: [latest] } = await owner.query("select max(taken_on)::text as day from app_public.client_labs where client_id = $1", [clientId]);
  expect(days[0]).toBe(latest.day);
  await owner.query("delete from app_public.client_labs where client_id = $1 and taken_on < '2019-01-01'", [clientId]);
});

it("the app is told the dietitian's note for the client, and nothing that staff write to each other", async () => {
  const { clientId } = stages[FOLLOWER]!;
  const { owner } = api.database;
  await owner.query("update app_public.meal_plan_assignments set note = 'Drink before you eat', status_reason = 'staff only: resumed' where client_id = $1", [clientId]);
  const answers = await Promise.all(["PrescribedDay", "Plans.2"].map((name) => send(FOLLOWER, { query: operations.all.find((one) => one.name === name)!.text, variables: variablesOf(stages[FOLLOWER]!)[name] })));
  expect(answers[0].data.myPrescribedDay.assignmentNote).toBe("Drink before you eat");
  expect(answers[1].data.client.mealPlanAssignments.nodes[0].note).toBe("Drink before you eat");
  for (const { name, text } of operations.all) {
    const { data } = await send(FOLLOWER, { query: text, variables: variablesOf(stages[FOLLOWER]!)[name] });
    expect(JSON.stringify(data), name).not.toMatch(/staff only/);
  }
});

it("a copy of the record is asked for once a day, and its file is for the client alone", async () => {
  const email = "client@demo.test";
  const text = (name: string) => operations.all.find((operation) => operation.name === name)!.text;
  const id = randomUUID();
  const ask = async (copyId: string) => (await send(email, { query: text("RequestRecordCopy"), variables: { id: copyId } }));
  for (const answer of [await ask(id), await ask(id)]) expect(answer.data.requestRecordCopy.result).toEqual({ rowId: id, status: "requested" });
  expect((await ask(randomUUID())).errors[0].extensions).toEqual({ code: "TF154", detail: { recordCopyId: id } });
  const { rows: [client] } = await api.database.owner.query("select client_id as id from app_public.record_copies where id = $1", [id]);
  expect((await send(email, { query: text("RecordCopies"), variables: { clientId: client.id } })).data.client.recordCopies.nodes).toMatchObject([{ rowId: id, status: "requested" }]);
  const fetchAs = async (who: string | null) => {
    const { status, body } = await api.request(`/api/v1/record-copies/${id}`, who ? { token: await api.tokenOf(who) } : {});
    return { status, code: body.error.code };
  };
  expect(await fetchAs(email), "not written yet").toEqual({ status: 400, code: "TF061" });
  for (const who of [FOLLOWER, GUARDIAN, "client@other.test"]) expect(await fetchAs(who)).toEqual({ status: 404, code: "TF404" });
  for (const who of ["dietitian@demo.test", "org_admin@demo.test"]) expect(await fetchAs(who)).toEqual({ status: 403, code: "TF403" });
  expect(await fetchAs(null)).toEqual({ status: 401, code: "TF401" });
});

it("a queue is sent again and again, and says each time what became of its events", async () => {
  const { text } = operations.all.find(({ name }) => name === "LogBatch")!;
  const variables = variablesOf(stages[FOLLOWER]!)["LogBatch"]!;
  const statuses = async () => ((await send(FOLLOWER, { query: text, variables })).data.logBatch.result as { status: string }[]).map(({ status }) => status);
  expect(await statuses()).toEqual(["created", "amended", "deleted", "created"]);
  expect(await statuses()).toEqual(["unchanged", "unchanged", "deleted", "unchanged"]);
});

describe.each(operations.all)("$name", ({ name, text }) => {
  const document: DocumentNode = parse(text);

  it("fits server/schema.graphql", () => {
    expect(validate(schema, document)).toEqual([]);
  });

  it("has a bounded cost: every list in it says how much", () => {
    const unbounded: string[] = [];
    let rows = 0;
    visit(document, {
      Field(field) {
        if (!field.selectionSet?.selections.some((inner) => inner.kind === Kind.FIELD && inner.name.value === "nodes")) return;
        const first = field.arguments?.find(({ name: argument }) => argument.value === "first")?.value;
        if (first?.kind === Kind.INT) rows += Number(first.value);
        else unbounded.push(field.name.value);
      },
    });
    expect(unbounded).toEqual([]);
    expect(rows).toBeLessThanOrEqual(300);
  });

  it("says when the app sends it", async () => {
    expect(await readFile(projectPath(`server/operations/mobile/${name}.graphql`), "utf8")).toMatch(/^# (When|Whenever|While|After|At) /);
  });
});
