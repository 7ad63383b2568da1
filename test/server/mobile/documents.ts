import { randomUUID } from "node:crypto";
import { MOBILE_OPERATIONS, readOperations } from "../../../server/graphql/listed-operations.ts";
import type { TestApi } from "../support/api.ts";
import { daysAfter } from "../../harness/practice-dates.ts";

export const operations = readOperations(MOBILE_OPERATIONS);
/** Follows a plan and has logged for days. */
export const FOLLOWER = "thomas.berg@example.test";
/** The mother of a client who is too young to log. */
export const GUARDIAN = "parent@demo.test";

export type Stage = { clientId: string; today: string; foodId: string; recipeId: string; commentId: string };

/** A client with something of everything that the app shows. */
export async function arrange(api: TestApi, email: string): Promise<Stage> {
  const { owner } = api.database;
  const { rows: [client] } = await owner.query<{ org_id: string; id: string; today: string }>(
    `select c.org_id, c.id, to_char(now() at time zone 'Europe/Berlin', 'YYYY-MM-DD') as today
       from app_public.clients c
      where c.user_id = (select u.id from app_public.users u where u.email = $1)
         or exists (select from app_public.client_guardians g join app_public.users u on u.id = g.user_id where g.client_id = c.id and u.email = $1)`, [email]);
  const { org_id, id, today } = client!;
  const of = [org_id, id];
  await owner.query("insert into app_public.client_allergies (org_id, client_id, allergen_id, kind, criticality, reaction) select $1, $2, a.id, 'allergy', 'low', 'Itching' from app_public.allergens a where a.code = 'mustard' limit 1", of);
  await owner.query("insert into app_public.client_conditions (org_id, client_id, condition_id, started_on, ended_on) select $1, $2, c.id, '2020-01-01', '2020-06-01' from app_public.conditions c where c.code = 'gout' limit 1", of);
  await owner.query("insert into app_public.client_medications (org_id, client_id, medication_id, dose, started_on, ended_on) select $1, $2, m.id, '5 mg', '2020-01-01', '2020-06-01' from app_public.medications m where m.code = 'warfarin' limit 1", of);
  await owner.query("insert into app_public.client_life_stages (org_id, client_id, life_stage, started_on, ended_on) values ($1, $2, 'lactation', '2020-01-01', '2020-06-01')", of);
  await owner.query("insert into app_public.client_preferences (org_id, client_id, kind, tag_code) select $1, $2, 'dislike', t.code from app_public.tags t where t.code = 'fish'", of);
  await owner.query("insert into app_public.client_limits (org_id, client_id, nutrient_id, scope, maximum, severity, ordered_by, ordered_on, starts_on, ends_on) values ($1, $2, 306, 'day', 3000, 'caution', 'Dr. Lee', '2020-01-01', '2020-01-01', '2020-06-01')", of);
  await owner.query("insert into app_public.client_labs (org_id, client_id, lab_test_code, taken_on, entered_value, entered_unit) select $1, $2, t.code, '2020-01-01', 4.2, t.unit from app_public.lab_tests t where t.code = 'potassium'", of);
  await owner.query("insert into app_public.body_metrics (org_id, client_id, kind, value, measured_on) values ($1, $2, 'weight', 70, '2020-01-01')", of);
  await owner.query(`insert into app_public.record_copies (org_id, client_id, requested_by, status, expires_at, byte_size, sha256, created_at)
    select $1, $2, u.id, 'expired', now() - interval '1 day', 1000, repeat('a', 64), now() - interval '9 days' from app_public.users u where u.email = $3`, [...of, email]);
  const { rows: [comment] } = await owner.query<{ id: string }>(
    `insert into app_public.diary_comments (org_id, id, client_id, on_date, body, author_member_id)
     select $1, $3, $2, $4, 'Well done', m.id from app_public.memberships m where m.org_id = $1 and m.role = 'dietitian' order by m.id limit 1 returning id`, [...of, randomUUID(), today]);
  const { rows: [food] } = await owner.query<{ id: string }>("select id from app_public.foods where usda_ndb_number = '09040'");
  const { rows: [recipe] } = await owner.query<{ id: string }>("select app_private.kb_id('recipe', 'oven_salmon') as id");
  return { clientId: id, today, foodId: food!.id, recipeId: recipe!.id, commentId: comment!.id };
}

/** What the app sends with each document. A document without an entry fails the tests. */
export function variablesOf({ clientId, today, foodId, recipeId, commentId }: Stage): Record<string, Record<string, unknown>> {
  const back = (days: number) => daysAfter(today, -days);
  const period = { fromOn: back(13), toOn: back(-1) };
  const log = { type: "meal_log", id: randomUUID(), loggedOn: today, occurredAt: `${today}T08:00:00Z`, utcOffsetMinutes: 60, mealName: "Snack", outcome: "unplanned", note: "", items: [{ foodId, grams: 120 }, { freeText: "Cake" }] };
  return {
    PrescribedDay: { onDate: today, dayAfter: back(-1) },
    Changes: {},
    Plans: { clientId },
    "Plans.2": { clientId },
    ShoppingList: { onDates: [today, back(-1)], people: 2 },
    // A new log, the same one amended, another one deleted: what a queue holds after an afternoon without a net.
    LogBatch: { events: [log, { ...log, revision: 1, mealName: "Tea" }, { type: "meal_log_delete", id: log.id, revision: 2 }, { ...log, id: randomUUID() }] },
    Diary: period,
    DiaryComments: period,
    MarkDiaryCommentsRead: { ids: [commentId] },
    SearchFoods: { query: "banana", first: 5 },
    Food: { foodId },
    Recipe: { recipeId },
    Progress: { clientId, ...period },
    Profile: { clientId },
    "Profile.2": { clientId },
    Measures: { clientId },
    RecordMeasure: { id: randomUUID(), clientId, kind: "weight", value: "70.4", measuredOn: today },
    Labs: { clientId },
    "Labs.2": { clientId },
    RequestRecordCopy: { id: randomUUID() },
    RecordCopies: { clientId },
    Sessions: {},
    EndSession: { id: randomUUID() },
  };
}
