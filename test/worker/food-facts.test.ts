import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withIdentity } from "../../server/platform/database.ts";
import { createFileStorage, type FileStorage } from "../../server/platform/file-storage.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { arrangeFollowedPlans } from "../harness/followed-plans.ts";
import { whileWorkerRuns } from "./while-worker-runs.ts";

let database: TestDatabase;
let directory: string;
let fileStorage: FileStorage;

beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "food-facts-"));
  fileStorage = await createFileStorage({ directory, key: randomBytes(32) });
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const withWorker = <T>(work: () => Promise<T>) => whileWorkerRuns(database, fileStorage, work);

it("when the seed of inference changes, each organisation's own foods follow in a job of its own", async () => {
  const { rows } = await database.owner.query<{ id: string }>(
    "insert into app_public.foods (org_id, name, food_group_code) select id, 'Grandmother''s zwieback', '1800' from app_public.organizations where name = 'Demo practice' returning id",
  );
  const facts = async () =>
    (await database.owner.query("select l.code, a.presence from app_public.food_allergens a join app_public.allergens l on l.id = a.allergen_id where a.food_id = $1", [rows[0]!.id])).rows;
  expect(await facts()).toEqual([]);

  await database.owner.query(`insert into app_private.fact_inferences (code, precedence, words, contains, reason) values ('zwieback', 5, '{zwieback}', '{wheat}', 'Zwieback is made of wheat.')`);
  await database.owner.query("call app_private.apply_fact_inferences()");
  await withWorker(() => expect.poll(facts).toEqual([{ code: "wheat", presence: "contains" }]));
});

it("CLINICAL 28: what staff say of a food opens an alert on the plans that hold it, and closes it when it is taken back", async () => {
  const plans = await arrangeFollowedPlans(database, { clients: 2, days: 1, meals: 2, items: 2 });
  const [clientId] = plans.clientIds as [string];
  const as = <T extends object>(text: string, values: unknown[]) => withIdentity(database.authenticator, plans.dietitian, (sql) => sql.query<T>(text, values));
  const { rows } = await database.owner.query<{ id: string }>(
    `select p.food_id as id from app_public.meal_plan_assignments a join app_private.published_foods p on (p.org_id, p.meal_plan_version_id) = (a.org_id, a.meal_plan_version_id)
      where a.org_id = $1 and a.client_id = $2 and not exists (
        select from app_public.food_allergens s where s.food_id = p.food_id and s.allergen_id = app_private.kb_id('allergen', 'lupin') and s.presence <> 'free') limit 1`,
    [plans.orgId, clientId],
  );
  const foodId = rows[0]!.id;
  const alerts = async () =>
    (await database.owner.query<{ client_id: string; cause: string; close_cause: string | null }>(
      "select client_id, cause, close_cause from app_public.safety_alerts where org_id = $1 and rule_code = 'allergy.lupin' and outcome = 'breach'", [plans.orgId])).rows;
  const isQuiet = async () =>
    (await database.owner.query("select from app_private.safety_changes union all select from app_private.safety_rechecks")).rowCount === 0;
  const reviewId = randomUUID();
  await withWorker(async () => {
    await as("insert into app_public.client_allergies (client_id, allergen_id, kind, criticality) select $1, id, 'allergy', 'high' from app_public.allergens where code = 'lupin'", [clientId]);
    await expect.poll(isQuiet).toBe(true);
    expect(await alerts()).toEqual([]);

    await as("select app_public.review_food_facts($1, $2)", [reviewId, JSON.stringify([{ foodIds: [foodId], allergens: ["lupin"], answer: "contains" }])]);
    await expect.poll(alerts).toEqual([{ client_id: clientId, cause: "food", close_cause: null }]);
    await expect.poll(isQuiet).toBe(true);

    await as("select app_public.undo_food_fact_review($1)", [reviewId]);
    await expect.poll(alerts).toEqual([{ client_id: clientId, cause: "food", close_cause: "gone" }]);
  });
});

it("a line that names what there is not is refused, and nothing changes (TF100)", async () => {
  await expect(
    database.owner.query(`begin; insert into app_private.fact_inferences (code, precedence, words, contains, reason) values ('typo', 5, '{typo}', '{weat}', 'Somebody mistyped it.'); call app_private.apply_fact_inferences()`),
  ).rejects.toMatchObject({ code: "TF100", message: 'Inference names what there is not: the allergen "weat" (line typo).' });
});
