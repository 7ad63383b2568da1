import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { spreadFindings } from "./support/plan-findings.ts";
import { practiceToday } from "../harness/practice-dates.ts";

// The main job through the API alone, in order: each test goes on where the one before stopped.
const DIETITIAN = "dietitian@demo.test";
const ASSISTANT = "assistant@demo.test";
const CLIENT = "client@demo.test";

let api: TestApi;
let clientId: string;
let version: { id: string; revision: number };
let meals: { id: string; name: string; dayNumber: number }[];
let assignmentId: string;

beforeAll(async () => {
  api = await startApi();
  const { rows } = await api.database.owner.query("select c.id from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = $1", [CLIENT]);
  clientId = rows[0].id;
});
afterAll(() => api.stop());

/** The plan as the builder reads it, without the moment at which it was read. */
const content = async () => ({ ...(await document()), librarySeen: undefined });

const document = async () =>
  (await api.graphql(DIETITIAN, "query($id: UUID!) { mealPlanVersionDocument(mealPlanVersionId: $id) }", { id: version.id })).data.mealPlanVersionDocument;

const edit = async (edits: object[], { revision = version.revision, as = DIETITIAN } = {}) => {
  const answer = await api.graphql(
    as,
    "mutation($id: UUID!, $revision: Int!, $edits: [MealPlanEditInput!]!) { editMealPlanVersion(input: {mealPlanVersionId: $id, revision: $revision, edits: $edits}) { result } }",
    { id: version.id, revision, edits },
  );
  const result = answer.data?.editMealPlanVersion?.result;
  if (result) version.revision = result.revision;
  return { result, error: answer.errors[0] };
};
const food = async (ndb: string) => (await api.graphql(DIETITIAN, `{ foods(filter: {usdaNdbNumber: {equalTo: "${ndb}"}}) { nodes { rowId } } }`)).data?.foods.nodes[0]?.rowId
  ?? (await api.database.owner.query("select id from app_public.foods where usda_ndb_number = $1", [ndb])).rows[0].id;
const meal = (dayNumber: number, name: string) => meals.find((m) => m.dayNumber === dayNumber && m.name === name)!.id;
const search = async (query: string, as = DIETITIAN) =>
  (await api.graphql(as, "query($q: String!, $client: UUID) { searchFoods(query: $q, clientId: $client) }", { q: query, client: clientId })).data.searchFoods;

const publish = (decisions: object[] = [], { as = DIETITIAN, revision = version.revision } = {}) =>
  api.graphql(
    as,
    `mutation($id: UUID!, $revision: Int!, $decisions: [SafetyDecisionInput!]!) {
       publishMealPlanVersion(input: {mealPlanVersionId: $id, revision: $revision, changeNote: "First week", decisions: $decisions}) { result { status contentHash number } } }`,
    { id: version.id, revision, decisions },
  );
const assign = (id: string, startsOn: string, endsOn: string | null, decisions: object[] = [], as = DIETITIAN) =>
  api.graphql(
    as,
    `mutation($id: UUID!, $version: UUID!, $from: Date!, $to: Date, $decisions: [SafetyDecisionInput!]) {
       assignMealPlanVersion(input: {id: $id, mealPlanVersionId: $version, startsOn: $from, endsOn: $to, decisions: $decisions}) { result { rowId startsOn endsOn status } } }`,
    { id, version: version.id, from: startsOn, to: endsOn, decisions },
  );
type Finding = { key: string; outcome: string; ruleCode: string; needsReason: boolean; needsAcknowledgement: boolean; observed: number | null; maximum: number | null; unit: string; message: string; citation: string; place: string };

describe("a week plan", () => {
  it("is made for a client in care, with days and meals", async () => {
    const id = randomUUID();
    const make = () =>
      api.graphql(DIETITIAN, `mutation($id: UUID!, $client: UUID!) { createMealPlan(input: {id: $id, name: "Week one", clientId: $client, dayCount: 7}) { result { rowId mealPlanVersions { nodes { rowId revision number status } } } } }`, { id, client: clientId });
    const answer = await make();
    expect(answer.errors).toEqual([]);
    const { rowId, revision } = answer.data.createMealPlan.result.mealPlanVersions.nodes[0];
    version = { id: rowId, revision };
    expect((await make()).data, "the same call again answers the same").toEqual(answer.data);
    const opened = await document();
    expect(opened.days).toHaveLength(7);
    meals = opened.days.flatMap((day: any) => day.meals.map((m: any) => ({ id: m.id, name: m.name, dayNumber: day.dayNumber })));
    expect(opened.client.fullName).toMatch(/Maria/);
    expect(JSON.stringify(opened.client)).toMatch(/[Hh]ypertension.*[Ww]arfarin|[Ww]arfarin.*[Hh]ypertension|[Pp]eanut/s);
  });

  it("gets foods by portion and by grams, a recipe and a free text; totals and warnings answer at once", async () => {
    const hits = await search("spinach");
    const spinach = hits.find((hit: any) => hit.kind === "food" && hit.portions.length > 0);
    const recipe = (await api.database.owner.query("select id, name from app_public.recipes order by name limit 1")).rows[0];
    const { result, error } = await edit([
      { op: "add_item", rowId: randomUUID(), mealId: meal(1, "Lunch"), foodId: spinach.id, amount: 2, foodPortionId: spinach.portions[0].id },
      { op: "add_item", rowId: randomUUID(), mealId: meal(1, "Breakfast"), foodId: await food("09040"), amount: 120, unitCode: "g" },
      { op: "add_item", rowId: randomUUID(), mealId: meal(2, "Dinner"), recipeId: recipe.id, amount: 1, unitCode: "serving" },
      { op: "add_item", rowId: randomUUID(), mealId: meal(3, "Snack"), freeText: "Grandma's biscuits" },
      { op: "add_item", rowId: randomUUID(), mealId: meal(4, "Lunch"), foodId: await food("16123"), amount: 60, unitCode: "g" },
    ]);
    expect(error).toBeUndefined();
    const energy = result.nutrition.nutrientIds.indexOf(208);
    const day = (n: number) => result.nutrition.days.find((d: any) => d.dayNumber === n);
    expect(day(1).known[energy]).toBeGreaterThan(0.89 * 120);
    expect(day(3).unknown[energy], "free text is one unknown food").toBe(1);
    expect(day(5).known[energy], "a day without food is not zero").toBeNull();
    const sodium = spreadFindings<Finding>(result.findings).find((f) => f.ruleCode === "hypertension.sodium_day")!;
    expect(sodium, "60 g of soy sauce is too much for a day").toMatchObject({ outcome: "warning", unit: "mg", maximum: 2000, place: "day:4" });
    expect(sodium.observed).toBeGreaterThan(2000);
    expect(sodium.citation).toMatch(/World Health Organization/);
    expect(spreadFindings<Finding>(result.findings).map((f) => f.ruleCode)).toContain("allergy.peanut");
  });

  it("refuses a stale tab's write and keeps what was written", async () => {
    const before = await content();
    const { error } = await edit([{ op: "update_version", note: "from a stale tab" }], { revision: version.revision - 1 });
    expect(error?.extensions).toMatchObject({ code: "TF010", detail: { revision: version.revision } });
    expect(await content()).toEqual(before);
  });

  it.each([
    ["negative grams", async () => ({ op: "add_item", rowId: randomUUID(), mealId: meal(1, "Lunch"), foodId: await food("09040"), amount: -5, unitCode: "g" }), "TF030"],
    ["a portion of another food", async () => {
      const { rows } = await api.database.owner.query("select p.id from app_public.food_portions p join app_public.foods f on f.id = p.food_id where f.usda_ndb_number = '01001' limit 1");
      return { op: "add_item", rowId: randomUUID(), mealId: meal(1, "Lunch"), foodId: await food("09040"), amount: 1, foodPortionId: rows[0].id };
    }, "TF031"],
    ["an unknown food", async () => ({ op: "add_item", rowId: randomUUID(), mealId: meal(1, "Lunch"), foodId: randomUUID(), amount: 1, unitCode: "g" }), "TF404"],
    ["a meal outside the version", async () => ({ op: "add_item", rowId: randomUUID(), mealId: randomUUID(), foodId: await food("09040"), amount: 1, unitCode: "g" }), "TF404"],
    ["another organisation's food", async () => {
      const { rows } = await api.database.owner.query("insert into app_public.foods (org_id, name) select org_id, 'Foreign' from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = 'dietitian@other.test' returning id");
      return { op: "add_item", rowId: randomUUID(), mealId: meal(1, "Lunch"), foodId: rows[0].id, amount: 1, unitCode: "g" };
    }, "TF404"],
  ])("refuses %s and writes nothing", async (_name, bad, code) => {
    const before = await content();
    const { error } = await edit([{ op: "update_version", note: "half of it" }, await bad()]);
    expect(error?.extensions.code).toBe(code);
    expect(await content()).toEqual(before);
  });

  it("refuses wrong types before anything is asked of the database", async () => {
    const answer = await api.graphql(DIETITIAN, "query($id: UUID!) { mealPlanVersionDocument(mealPlanVersionId: $id) }", { id: "not-an-id" });
    expect(answer.errors).toHaveLength(1);
    expect(answer.data?.mealPlanVersionDocument ?? null).toBeNull();
  });

  it("is not there for another organisation, exactly as if it did not exist", async () => {
    const ask = (id: string) => api.graphql("dietitian@other.test", "query($id: UUID!) { mealPlanVersionDocument(mealPlanVersionId: $id) }", { id });
    const foreign = await ask(version.id);
    const missing = await ask(randomUUID());
    expect(foreign.errors[0]?.extensions.code).toBe("TF404");
    expect({ ...foreign.errors[0], extensions: { code: "TF404" } }).toEqual({ ...missing.errors[0], extensions: { code: "TF404" } });
  });
});

describe("publishing", () => {
  let breaches: Finding[];

  it("is not for assistants, who may edit", async () => {
    expect((await edit([{ op: "update_version", note: "Prepared by the assistant." }], { as: ASSISTANT })).error).toBeUndefined();
    expect((await publish([], { as: ASSISTANT })).errors[0]?.extensions.code).toBe("TF403");
  });

  it("is blocked by a breach until a reason is given, and by what is undetermined until it is acknowledged", async () => {
    const { result } = await edit([{ op: "add_item", rowId: randomUUID(), mealId: meal(5, "Snack"), foodId: await food("16098"), amount: 30, unitCode: "g" }]);
    breaches = spreadFindings<Finding>(result.findings).filter((f) => f.needsReason);
    expect(breaches.map((f) => f.ruleCode)).toContain("allergy.peanut");
    const refused = await publish();
    expect(refused.errors[0]?.extensions.code).toBe("TF022");
    expect(refused.errors[0]?.extensions["detail"].findings.length).toBeGreaterThan(0);

    const reasons = breaches.map((f) => ({ findingKey: f.key, reason: "The allergist has cleared this amount." }));
    const waiting: Finding[] = spreadFindings<Finding>(result.findings).filter((f) => f.needsAcknowledgement);
    if (waiting.length > 0) expect((await publish(reasons)).errors[0]?.extensions.code).toBe("TF023");
    const published = await publish([...reasons, ...waiting.map((f) => ({ findingKey: f.key, reason: "Checked the labels with her." }))]);
    expect(published.errors).toEqual([]);
    expect(published.data.publishMealPlanVersion.result).toMatchObject({ status: "published", contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const stored = await api.database.owner.query("select kind, reason from app_public.safety_overrides where meal_plan_version_id = $1", [version.id]);
    expect(stored.rows).toContainEqual({ kind: "override", reason: "The allergist has cleared this amount." });
  });

  it("cannot be undone: no edit reaches the published version", async () => {
    const { error } = await edit([{ op: "update_version", note: "later" }]);
    expect(error?.extensions.code).toBe("TF020");
  });

  it("refuses an empty plan", async () => {
    const id = randomUUID();
    const made = await api.graphql(DIETITIAN, `mutation($id: UUID!) { createMealPlan(input: {id: $id, name: "Empty", dayCount: 1}) { result { mealPlanVersions { nodes { rowId revision } } } } }`, { id });
    const empty = made.data.createMealPlan.result.mealPlanVersions.nodes[0];
    const answer = await api.graphql(DIETITIAN, `mutation($id: UUID!, $r: Int!) { publishMealPlanVersion(input: {mealPlanVersionId: $id, revision: $r, changeNote: "", decisions: []}) { result { status } } }`, { id: empty.rowId, r: empty.revision });
    expect(answer.errors[0]?.extensions.code).toBe("TF021");
  });

  it("then assigns from a date, once, and refuses an overlapping period", async () => {
    assignmentId = randomUUID();
    const decisions = [...breaches.map((f) => ({ findingKey: f.key, reason: "The allergist has cleared this amount." }))];
    const first = await assign(assignmentId, "2026-03-02", null, decisions);
    expect(first.errors).toEqual([]);
    expect((await assign(assignmentId, "2026-03-02", null, decisions)).data, "again is once").toEqual(first.data);
    const second = await assign(randomUUID(), "2026-04-01", "2026-05-01", decisions);
    expect(second.errors[0]?.extensions).toMatchObject({ code: "TF024", detail: { assignmentId } });
  });
});

describe("the client's app", () => {
  const batch = async (events: object[], as = CLIENT) =>
    api.graphql(as, "mutation($events: JSON!) { logBatch(input: {events: $events}) { result } }", { events });
  let logs: Record<string, any>[];

  it("reads the prescribed day after the mobile sign-in", async () => {
    const login = await api.request("/api/v1/auth/login", { body: { email: CLIENT, password: "trackforge-demo", client: "mobile" } });
    expect(login.body.refreshToken).toBeTruthy();
    const answer = await api.request("/api/v1/graphql", { token: login.body.accessToken, body: { query: 'query { myPrescribedDay(onDate: "2026-03-02") }' } });
    const day = answer.body.data.myPrescribedDay;
    expect(day).toMatchObject({ status: "prescribed", dayNumber: 1, assignmentId });
    expect(day.meals.map((m: any) => m.name)).toEqual(["Breakfast", "Lunch", "Dinner", "Snack"]);
  });

  it("does not read drafts or other people's plans", async () => {
    const answer = await api.graphql(CLIENT, "{ clients { nodes { mealPlanVersions { nodes { rowId status } } } } }");
    expect(answer.data.clients.nodes[0].mealPlanVersions.nodes).toEqual([{ rowId: version.id, status: "published" }]);
  });

  it("logs two meals, and the same batch again changes nothing and answers the same", async () => {
    const event = (name: string) => ({
      type: "meal_log", id: randomUUID(), loggedOn: "2026-03-02", occurredAt: "2026-03-02T11:30:00Z", utcOffsetMinutes: 60,
      mealId: meal(1, name), mealName: name, outcome: "eaten", items: [{ freeText: `What she had for ${name}` }],
    });
    logs = [event("Breakfast"), event("Lunch")];
    const first = await batch(logs);
    expect(first.errors).toEqual([]);
    expect(first.data.logBatch.result.map((r: any) => r.status)).toEqual(["created", "created"]);
    const second = await batch(logs);
    expect(second.data.logBatch.result.map((r: any) => [r.id, r.status, r.revision])).toEqual(logs.map((log) => [log["id"], "unchanged", 1]));
    const { rows } = await api.database.owner.query("select count(*)::int as n from app_public.meal_logs where client_id = $1 and logged_on = '2026-03-02'", [clientId]);
    expect(rows[0].n).toBe(2);
  });

  it("is told of a conflict event by event, and amends by naming the revision", async () => {
    const changed = { ...logs[0]!, outcome: "skipped", items: [] };
    const fresh = { ...logs[1]!, id: randomUUID(), mealId: meal(1, "Dinner"), mealName: "Dinner" };
    const answer = await batch([changed, fresh]);
    expect(answer.data.logBatch.result).toMatchObject([{ status: "conflict", code: "TF050", revision: 1 }, { status: "created" }]);
    const amended = await batch([{ ...changed, revision: 1 }]);
    expect(amended.data.logBatch.result).toMatchObject([{ status: "amended", revision: 2 }]);
  });

  it("writes for nobody else", async () => {
    const answer = await batch([{ ...logs[0]!, id: randomUUID() }], DIETITIAN);
    expect(answer.errors[0]?.extensions.code).toMatch(/TF403|42501/);
  });
});

describe("the dietitian", () => {
  it("sees adherence beside the number of logged days, and an unlogged day is not 0 %", async () => {
    const answer = await api.graphql(DIETITIAN, 'query($id: UUID!) { clientProgress(clientId: $id, fromOn: "2026-03-02", toOn: "2026-03-09") }', { id: clientId });
    expect(answer.errors).toEqual([]);
    const progress = answer.data.clientProgress;
    expect(progress.loggedDays).toBe(1);
    expect(progress.days).toHaveLength(7);
    expect(progress.days[0]).toMatchObject({ date: "2026-03-02" });
    expect(progress.days[1].adherencePercent ?? null).toBeNull();
  });

  it("stops a dangerous plan at once, and the app says so", async () => {
    const answer = await api.graphql(DIETITIAN, 'mutation($id: UUID!) { suspendMealPlanAssignment(input: {id: $id, reason: "Reaction reported by phone"}) { result { status } } }', { id: assignmentId });
    expect(answer.errors).toEqual([]);
    const day = (await api.graphql(CLIENT, `query { myPrescribedDay(onDate: "${practiceToday()}") }`)).data.myPrescribedDay;
    expect(day).toMatchObject({ status: "stopped", message: expect.stringMatching(/contact the clinic/i) });
    expect(day.meals ?? []).toEqual([]);
  });
});
