import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { daysAfter, practiceToday } from "../harness/practice-dates.ts";
import { startApi, type TestApi } from "./support/api.ts";

// A request whose answer was lost is sent again. db/README.md lists by what each mutation knows that; here each is sent twice.
const DIETITIAN = "dietitian@demo.test";
const ADMIN = "org_admin@demo.test";
const CLIENT = "client@demo.test";

let api: TestApi;
let clientId: string;
let food: string;
const ids = Object.fromEntries(["client", "plan", "copy", "assignment", "clone", "continued", "continuedItem", "export", "care", "handedOver", "takenOver", "invitation", "weight", "team", "teamMember", "tightening", "switchOff", "signature", "limit", "comment", "diaryMark", "template", "given", "givenAssignment", "prepared", "recipe", "recipeCopy"].map((name) => [name, randomUUID()])) as Record<string, string>;
const member: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  const { owner } = api.database;
  clientId = (await owner.query("select c.id from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = $1", [CLIENT])).rows[0].id;
  food = (await owner.query("select id from app_public.foods where usda_ndb_number = '09040'")).rows[0].id;
  for (const { email, id } of (await owner.query("select u.email, m.id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email like '%@demo.test'")).rows) {
    member[email.split("@")[0]] = id;
  }
});
afterAll(() => api.stop());

/** How many rows there are in every table that a mutation could write, and in its history (reading is an event of its own). */
async function written(): Promise<string> {
  const { owner } = api.database;
  const tables = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
      where c.relkind = 'r' and c.relnamespace in ('app_public'::regnamespace, 'graphile_worker'::regnamespace) and c.relname !~ '^(food|_private_(tasks|job_queues|known))'`,
  );
  const counts = tables.rows.map(({ name }) => `select '${name}' as name, count(*) as n from ${name}`);
  const { rows } = await owner.query(`${counts.join(" union all ")} union all select 'audit.events', count(*) from audit.events where action <> 'read' order by 1`);
  return JSON.stringify(rows);
}

const version = async (planId: string) =>
  (await api.database.owner.query<{ id: string; revision: number }>("select id, revision from app_public.meal_plan_versions where meal_plan_id = $1 order by number desc limit 1", [planId])).rows[0]!;
const result = "{ result { rowId } }";
const send = (as: string, mutation: string) => api.graphql(as, `mutation { ${mutation} }`);

/** The client turns out to be allergic to what is found in the food, and the worker has looked at the plan. */
async function openedAlert(): Promise<string> {
  const sql = await api.database.owner.connect();
  try {
    await sql.query("begin");
    const { rows: [{ org }] } = await sql.query("select org_id as org, set_config('app.org_id', org_id::text, true) from app_public.clients where id = $1", [ids["client"]]);
    await sql.query("insert into app_public.client_allergies (client_id, allergen_id, kind, criticality) values ($1, app_private.kb_id('allergen', 'sesame'), 'allergy', 'high')", [ids["client"]]);
    await sql.query("insert into app_public.food_allergens (food_id, allergen_id, presence, provenance) values ($1, app_private.kb_id('allergen', 'sesame'), 'contains', 'reviewed')", [food]);
    await sql.query("select app_private.resolve_safety_changes($1)", [org]);
    await sql.query("select app_private.recheck_batch($1, 100)", [org]);
    await sql.query("commit");
    return (await sql.query("select id from app_public.safety_alerts where client_id = $1 and closed_at is null", [ids["client"]])).rows[0].id;
  } finally {
    sql.release();
  }
}

/** In order, because some build on what others made: what is sent twice, and what differs under the same key. */
const mutations: { name: string; as: string; make: () => string | Promise<string>; other?: (mutation: string) => string; code?: string }[] = [
  { name: "createClient", as: DIETITIAN, make: () => `createClient(input: {id: "${ids["client"]}", givenName: "Ada", familyName: "Again"}) ${result}`, other: (m) => m.replace("Ada", "Eve"), code: "TF409" },
  { name: "recordReview", as: DIETITIAN, make: () => `recordReview(input: {clientId: "${ids["client"]}", seenOn: "2027-01-04"}) { result { rowId nextReviewOn } }` },
  { name: "createMealPlan", as: DIETITIAN, make: () => `createMealPlan(input: {id: "${ids["plan"]}", name: "Sent twice", clientId: "${ids["client"]}", dayCount: 7}) ${result}`, other: (m) => m.replace("Sent twice", "Another"), code: "TF409" },
  {
    name: "createMealPlanFromVersion", as: DIETITIAN,
    make: async () => `createMealPlanFromVersion(input: {id: "${ids["copy"]}", name: "A copy", clientId: "${ids["client"]}", mealPlanVersionId: "${(await version(ids["plan"]!)).id}"}) ${result}`,
    other: (m) => m.replace("A copy", "Another"), code: "TF409",
  },
  {
    name: "publishMealPlanVersion", as: DIETITIAN,
    make: async () => {
      const draft = await version(ids["plan"]!);
      const meal = (await api.database.owner.query("select id from app_public.meal_plan_meals where meal_plan_version_id = $1 limit 1", [draft.id])).rows[0].id;
      const edited = await send(DIETITIAN, `editMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${draft.revision}, edits: [{op: add_item, rowId: "${randomUUID()}", mealId: "${meal}", foodId: "${food}", amount: "100", unitCode: "g"}]}) { result }`);
      return `publishMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${edited.data.editMealPlanVersion.result.revision}, changeNote: "First", decisions: []}) { result { rowId contentHash publishedAt } }`;
    },
    other: (m) => m.replace('"First"', '"Second"'), code: "TF020",
  },
  {
    name: "assignMealPlanVersion", as: DIETITIAN,
    make: async () => `assignMealPlanVersion(input: {id: "${ids["assignment"]}", mealPlanVersionId: "${(await version(ids["plan"]!)).id}", startsOn: "2027-01-04", endsOn: "2027-02-01", decisions: []}) ${result}`,
    other: (m) => m.replace("2027-02-01", "2027-03-01"), code: "TF409",
  },
  { name: "decideSafetyAlert", as: DIETITIAN, make: async () => `decideSafetyAlert(input: {id: "${await openedAlert()}", reason: "Tolerated in a challenge"}) { result { rowId closedAt closeCause } }` },
  { name: "suspendMealPlanAssignment", as: DIETITIAN, make: () => `suspendMealPlanAssignment(input: {id: "${ids["assignment"]}", reason: "She is unwell"}) { result { rowId status statusReason } }` },
  { name: "resumeMealPlanAssignment", as: DIETITIAN, make: () => `resumeMealPlanAssignment(input: {id: "${ids["assignment"]}", reason: "She is well again", decisions: []}) { result { rowId status statusReason } }` },
  { name: "endMealPlanAssignment", as: DIETITIAN, make: () => `endMealPlanAssignment(input: {id: "${ids["assignment"]}", endsOn: "2027-01-20", reason: "It is enough"}) { result { rowId endsOn } }` },
  { name: "cancelMealPlanAssignment", as: DIETITIAN, make: () => `cancelMealPlanAssignment(input: {id: "${ids["assignment"]}", reason: "It was a mistake"}) { result { rowId status } }` },
  {
    name: "cloneMealPlanVersion", as: DIETITIAN,
    make: async () => `cloneMealPlanVersion(input: {id: "${ids["clone"]}", mealPlanVersionId: "${(await version(ids["plan"]!)).id}"}) ${result}`,
    other: (m) => m.replace(/mealPlanVersionId: "[^"]*"/, `mealPlanVersionId: "${ids["clone"]}"`), code: "TF409",
  },
  {
    name: "continueOnNewDraft", as: DIETITIAN,
    make: async () => {
      const planId = randomUUID();
      await send(DIETITIAN, `createMealPlan(input: {id: "${planId}", name: "Published under somebody", clientId: "${ids["client"]}", dayCount: 1, mealNames: ["Lunch"]}) ${result}`);
      const draft = await version(planId);
      const meal = (await api.database.owner.query("select id from app_public.meal_plan_meals where meal_plan_version_id = $1", [draft.id])).rows[0].id;
      const edit = (id: string, words: string) => `{op: add_item, rowId: "${id}", mealId: "${meal}", freeText: "${words}"}`;
      const edited = await send(DIETITIAN, `editMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${draft.revision}, edits: [${edit(randomUUID(), "soup")}]}) { result }`);
      const { revision } = edited.data.editMealPlanVersion.result;
      const findings = await send(DIETITIAN, `publishMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${revision}}) ${result}`);
      const decisions = ((findings.errors[0]?.extensions["detail"] as { findings?: { key: string }[] })?.findings ?? []).map(({ key }) => `{findingKey: "${key}", reason: "She knows the soup"}`);
      if (decisions.length > 0) await send(DIETITIAN, `publishMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${revision}, decisions: [${decisions.join(", ")}]}) ${result}`);
      return `continueOnNewDraft(input: {mealPlanVersionId: "${draft.id}", draftId: "${ids["continued"]}", edits: [${edit(ids["continuedItem"]!, "bread")}]}) { result { rowId revision } }`;
    },
    other: (m) => m.replace("bread", "butter"), code: "TF409",
  },
  {
    name: "requestMealPlanReview", as: DIETITIAN,
    make: async () => {
      const draft = await version(ids["plan"]!);
      return `requestMealPlanReview(input: {mealPlanVersionId: "${draft.id}", revision: ${draft.revision}, note: "Please look"}) { result { rowId reviewRequestedAt } }`;
    },
  },
  { name: "withdrawMealPlanReview", as: DIETITIAN, make: async () => `withdrawMealPlanReview(input: {mealPlanVersionId: "${(await version(ids["plan"]!)).id}"}) { result { rowId reviewRequestedAt } }` },
  {
    name: "returnMealPlanVersion", as: DIETITIAN,
    make: async () => {
      const draft = await version(ids["plan"]!);
      await send(DIETITIAN, `requestMealPlanReview(input: {mealPlanVersionId: "${draft.id}", revision: ${draft.revision}, note: "And again"}) ${result}`);
      return `returnMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", note: "Less salt"}) { result { rowId reviewReturnedAt } }`;
    },
    other: (m) => m.replace("Less salt", "More salt"), code: "TF130",
  },
  {
    name: "makeMealPlanTemplate", as: DIETITIAN,
    make: async () => `makeMealPlanTemplate(input: {id: "${ids["template"]}", name: "For everybody", mealPlanVersionId: "${(await version(ids["plan"]!)).id}"}) ${result}`,
    other: (m) => m.replace("For everybody", "For some"), code: "TF409",
  },
  {
    name: "assignTemplate", as: DIETITIAN,
    make: async () => {
      const template = await version(ids["template"]!);
      await send(DIETITIAN, `publishMealPlanVersion(input: {mealPlanVersionId: "${template.id}", revision: ${template.revision}}) ${result}`);
      return `assignTemplate(input: {id: "${ids["given"]}", newAssignmentId: "${ids["givenAssignment"]}", mealPlanVersionId: "${template.id}", clientId: "${ids["client"]}", name: "Hers", startsOn: "2028-01-03"}) { result }`;
    },
    other: (m) => m.replace('"Hers"', '"His"'), code: "TF409",
  },
  {
    name: "prepareTemplate", as: DIETITIAN,
    make: async () =>
      `prepareTemplate(input: {id: "${ids["prepared"]}", mealPlanVersionId: "${(await version(ids["template"]!)).id}", clientId: "${ids["client"]}", startsOn: "2028-03-01", note: "For spring"}) { result }`,
    other: (m) => m.replace("2028-03-01", "2028-03-02"), code: "TF409",
  },
  {
    name: "requestExport", as: DIETITIAN,
    make: () => `requestExport(input: {id: "${ids["export"]}", clientId: "${clientId}", fromOn: "2026-01-01", toOn: "2026-02-01", reason: "For the physician"}) ${result}`,
    other: (m) => m.replace("physician", "insurance"), code: "TF409",
  },
  { name: "approveExport", as: ADMIN, make: () => `approveExport(input: {id: "${ids["export"]}", note: "Agreed"}) { result { rowId decidedAt } }`, other: (m) => m.replace("approveExport", "rejectExport"), code: "TF061" },
  {
    name: "assignCare", as: ADMIN,
    make: () => `assignCare(input: {id: "${ids["care"]}", clientId: "${ids["client"]}", memberId: "${member["nutritionist"]}"}) ${result}`,
    other: (m) => m.replace(member["nutritionist"]!, member["assistant"]!), code: "TF409",
  },
  {
    name: "handOverClient", as: ADMIN,
    make: async () => {
      const { rows } = await api.database.owner.query("select to_char(now() at time zone 'Europe/Berlin' + interval '3 days', 'YYYY-MM-DD') as day");
      return `handOverClient(input: {id: "${ids["handedOver"]}", clientId: "${ids["client"]}", fromMemberId: "${member["nutritionist"]}", toMemberId: "${member["assistant"]}", onDay: "${rows[0].day}"}) ${result}`;
    },
    other: (m) => m.replace(member["assistant"]!, member["dietitian"]!), code: "TF409",
  },
  { name: "takeOverClient", as: ADMIN, make: () => `takeOverClient(input: {id: "${ids["takenOver"]}", clientId: "${ids["client"]}", reason: "Nobody else is here"}) ${result}`, other: (m) => m.replace("Nobody else", "Somebody"), code: "TF409" },
  { name: "endCare", as: ADMIN, make: () => `endCare(input: {careAssignmentId: "${ids["takenOver"]}", endsOn: "${daysAfter(practiceToday(), 30)}"}) { result { rowId endsOn } }` },
  { name: "createTeam", as: ADMIN, make: () => `createTeam(input: {id: "${ids["team"]}", name: "Lakeside"}) ${result}`, other: (m) => m.replace("Lakeside", "Hillside"), code: "TF409" },
  {
    name: "addTeamMember", as: ADMIN,
    make: () => `addTeamMember(input: {id: "${ids["teamMember"]}", teamId: "${ids["team"]}", memberId: "${member["nutritionist"]}"}) ${result}`,
    other: (m) => m.replace(member["nutritionist"]!, member["assistant"]!), code: "TF409",
  },
  { name: "renameTeam", as: ADMIN, make: () => `renameTeam(input: {teamId: "${ids["team"]}", name: "Seaside"}) { result { rowId name } }` },
  { name: "endTeamMembership", as: ADMIN, make: () => `endTeamMembership(input: {teamMemberId: "${ids["teamMember"]}", endsOn: "${daysAfter(practiceToday(), 30)}"}) { result { rowId endsOn } }` },
  { name: "archiveTeam", as: ADMIN, make: () => `archiveTeam(input: {teamId: "${ids["team"]}"}) { result { rowId archivedAt } }` },
  { name: "restoreTeam", as: ADMIN, make: () => `restoreTeam(input: {teamId: "${ids["team"]}"}) { result { rowId archivedAt } }` },
  { name: "inviteMember", as: ADMIN, make: () => `inviteMember(input: {id: "${ids["invitation"]}", email: "twice@example.test", role: assistant}) ${result}`, other: (m) => m.replace("role: assistant", "role: dietitian"), code: "TF409" },
  { name: "revokeInvitation", as: ADMIN, make: () => `revokeInvitation(input: {id: "${ids["invitation"]}"}) { result { rowId revokedAt } }` },
  { name: "changeMember", as: ADMIN, make: () => `changeMember(input: {memberId: "${member["nutritionist"]}", role: dietitian, title: "Ernährungsberater"}) { result { rowId title } }` },
  { name: "deactivateMember", as: ADMIN, make: () => `deactivateMember(input: {memberId: "${member["nutritionist"]}"}) { result { rowId status } }` },
  { name: "reactivateMember", as: ADMIN, make: () => `reactivateMember(input: {memberId: "${member["nutritionist"]}"}) { result { rowId status } }` },
  {
    name: "tightenRule", as: ADMIN,
    make: () => `tightenRule(input: {id: "${ids["tightening"]}", ruleCode: "hypertension.sodium_day", maximum: "1500", reason: "Most have had a stroke"}) { result { rowId maximum } }`,
    other: (m) => m.replace("1500", "1400"), code: "TF409",
  },
  { name: "switchOffRule", as: ADMIN, make: () => `switchOffRule(input: {id: "${ids["switchOff"]}", ruleCode: "hypertension.sodium_item", reason: "Nobody acts on it"}) ${result}`, other: (m) => m.replace("Nobody", "Somebody"), code: "TF409" },
  { name: "endRuleAdjustment", as: ADMIN, make: () => `endRuleAdjustment(input: {id: "${ids["switchOff"]}", reason: "They do now"}) { result { rowId endedAt endReason } }` },
  {
    name: "signRule", as: DIETITIAN,
    make: async () => `signRule(input: {id: "${ids["signature"]}", ruleId: "${(await api.database.owner.query("select id from app_public.contraindication_rules where code = 'hypertension.sodium_day' and retired_at is null")).rows[0].id}", qualification: "Registered dietitian"}) ${result}`,
    other: (m) => m.replace("Registered dietitian", "Physician"), code: "TF409",
  },
  { name: "withdrawRuleReview", as: DIETITIAN, make: () => `withdrawRuleReview(input: {id: "${ids["signature"]}", reason: "The guideline was replaced"}) { result { rowId withdrawnAt } }` },
  {
    name: "addClientLimit", as: DIETITIAN,
    make: () => `addClientLimit(input: {id: "${ids["limit"]}", clientId: "${clientId}", nutrientId: 255, scope: day, maximum: "1500", orderedBy: "Dr. Lee", orderedOn: "2026-11-02", startsOn: "2026-11-02"}) ${result}`,
    other: (m) => m.replace("1500", "1800"), code: "TF409",
  },
  {
    name: "writeDiaryComment", as: DIETITIAN,
    make: () => `writeDiaryComment(input: {id: "${ids["comment"]}", clientId: "${clientId}", onDate: "2026-11-20", body: "Well done"}) ${result}`,
    other: (m) => m.replace("Well done", "Less salt"), code: "TF409",
  },
  { name: "editDiaryComment", as: DIETITIAN, make: () => `editDiaryComment(input: {id: "${ids["comment"]}", revision: 1, body: "Very well done"}) { result { rowId revision body } }`, other: (m) => m.replace("Very", "Not"), code: "TF010" },
  { name: "removeDiaryComment", as: DIETITIAN, make: () => `removeDiaryComment(input: {id: "${ids["comment"]}", revision: 2}) { result { rowId deletedAt } }` },
  { name: "restoreDiaryComment", as: DIETITIAN, make: () => `restoreDiaryComment(input: {id: "${ids["comment"]}", revision: 2}) { result { rowId deletedAt } }` },
  {
    name: "reviewDiaryDays", as: DIETITIAN,
    make: () => `reviewDiaryDays(input: {clientId: "${clientId}", days: [{rowId: "${ids["diaryMark"]}", onDate: "2026-11-20", seen: "x"}]}) ${result}`,
    other: (m) => m.replace("2026-11-20", "2026-11-21"), code: "TF409",
  },
  {
    name: "saveRecipe", as: DIETITIAN,
    make: () => `saveRecipe(input: {id: "${ids["recipe"]}", name: "Saved twice", servings: "2", ingredients: [{foodId: "${food}", amount: "100", unitCode: "g"}]}) { result { rowId revision } }`,
    other: (m) => m.replace("Saved twice", "Another"), code: "TF409",
  },
  {
    name: "saveRecipe", as: DIETITIAN,
    make: () => `saveRecipe(input: {id: "${ids["recipe"]}", revision: 1, name: "Saved twice", servings: "4", ingredients: [{foodId: "${food}", amount: "200", unitCode: "g"}]}) { result { rowId revision } }`,
    other: (m) => m.replace('"200"', '"300"'), code: "TF010",
  },
  {
    name: "copyRecipe", as: DIETITIAN,
    make: () => `copyRecipe(input: {id: "${ids["recipeCopy"]}", recipeId: "${ids["recipe"]}", name: "A copy"}) ${result}`,
    other: (m) => m.replace("A copy", "Another"), code: "TF409",
  },
  { name: "archiveRecipe", as: DIETITIAN, make: () => `archiveRecipe(input: {recipeId: "${ids["recipeCopy"]}"}) { result { rowId archivedAt } }` },
  { name: "updateOrganization", as: ADMIN, make: () => `updateOrganization(input: {reviewIntervalDays: 42}) { result { rowId reviewIntervalDays } }` },
  { name: "useLibrary", as: ADMIN, make: async () => `useLibrary(input: {libraryCode: "${(await api.database.owner.query("select code from app_public.libraries order by 1 limit 1")).rows[0].code}", isUsed: false}) { result { isUsed } }` },
];

describe("a request that is sent again", () => {
  it.each(mutations)("$name: gets the same answer and writes nothing more; something else under its key is refused", async ({ as, make, other, code }) => {
    const mutation = await make();
    const untouched = await written();
    const first = await send(as, mutation);
    expect(first.errors).toEqual([]);
    const before = await written();
    expect(before).not.toBe(untouched);
    const again = await send(as, mutation);
    expect(again).toEqual(first);
    expect(await written()).toBe(before);
    if (other) {
      const different = await send(as, other(mutation));
      expect(different.errors[0]?.extensions["code"]).toBe(code);
      expect(await written()).toBe(before);
    }
  });

  it("publishMealPlanVersion: answers the same to whoever published, and says to anybody else that it is done", async () => {
    const template = randomUUID();
    await send(DIETITIAN, `createMealPlan(input: {id: "${template}", name: "For everybody", dayCount: 1}) ${result}`);
    const draft = await version(template);
    const meal = (await api.database.owner.query("select id from app_public.meal_plan_meals where meal_plan_version_id = $1 limit 1", [draft.id])).rows[0].id;
    const edited = await send(DIETITIAN, `editMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${draft.revision}, edits: [{op: add_item, rowId: "${randomUUID()}", mealId: "${meal}", foodId: "${food}", amount: "100", unitCode: "g"}]}) { result }`);
    const publish = `publishMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${edited.data.editMealPlanVersion.result.revision}, changeNote: "At once", decisions: []}) { result { rowId } }`;
    const answers = await Promise.all([DIETITIAN, "nutritionist@demo.test"].map((email) => send(email, publish)));
    expect(answers.map(({ errors }) => errors[0]?.extensions["code"]).sort()).toEqual(["TF020", undefined]);
  });

  it("editMealPlanVersion: is told that the plan has moved on, and is not applied twice", async () => {
    const draft = await version(ids["copy"]!);
    const edit = `editMealPlanVersion(input: {mealPlanVersionId: "${draft.id}", revision: ${draft.revision}, edits: [{op: update_version, note: "Once"}]}) { result }`;
    expect((await send(DIETITIAN, edit)).errors).toEqual([]);
    const before = await written();
    expect((await send(DIETITIAN, edit)).errors[0]?.extensions).toMatchObject({ code: "TF010", detail: { revision: (await version(ids["copy"]!)).revision } });
    expect(await written()).toBe(before);
  });

  it("logBatch: finds its events stored, and calls other content under their ids a conflict", async () => {
    const event = { type: "meal_log", id: randomUUID(), loggedOn: "2026-11-20", occurredAt: "2026-11-20T12:00:00Z", utcOffsetMinutes: 60, mealName: "Lunch", outcome: "unplanned", items: [{ foodId: food, grams: 150 }] };
    const log = async (sent: object) =>
      (await api.graphql(CLIENT, "mutation($events: JSON!) { logBatch(input: {events: $events}) { result } }", { events: [sent] })).data.logBatch.result[0];
    expect(await log(event)).toMatchObject({ status: "created", revision: 1 });
    const before = await written();
    expect(await log(event)).toMatchObject({ status: "unchanged", revision: 1 });
    expect(await log({ ...event, mealName: "Dinner" })).toMatchObject({ status: "conflict", code: "TF050" });
    expect(await written()).toBe(before);
  });

  it("what is simply created is there once: its id comes from the caller", async () => {
    const create = `createBodyMetric(input: {bodyMetric: {rowId: "${ids["weight"]}", clientId: "${clientId}", kind: weight, value: "75.5", measuredOn: "2026-11-20"}}) { bodyMetric { rowId } }`;
    expect((await send(CLIENT, create)).errors).toEqual([]);
    const before = await written();
    expect((await send(CLIENT, create)).errors[0]?.extensions["code"]).toBe("TF409");
    expect(await written()).toBe(before);
  });

  it("is written about in db/README.md, for every mutation that there is", async () => {
    const readme = await readFile(new URL("../../db/README.md", import.meta.url), "utf8");
    const listed = new Set([...(/## Sent again\n(.*?)\n## /s.exec(readme)?.[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const { rows } = await api.database.owner.query<{ name: string }>(
      "select proname as name from pg_proc where pronamespace = 'app_public'::regnamespace and provolatile = 'v' and prorettype <> 'trigger'::regtype order by 1",
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ name }) => name).filter((name) => !listed.has(name))).toEqual([]);
  });
});
