import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";
import { openSession, race as raceIn, untilBlocked, type Statement } from "./support/two-sessions.ts";

let database: TestDatabase;
/** In the care of the dietitian and the assistant; grown up and without a medical record, so that no rule has anything to decide. */
let clientId: string;
beforeAll(async () => {
  database = await createDatabase();
  const { rows } = await database.owner.query<{ id: string }>(
    `with client as (
       insert into app_public.clients (org_id, given_name, family_name, born_on)
       select m.org_id, 'Raced', 'Client', '1980-01-01' from app_public.memberships m join app_public.users u on u.id = m.user_id
        where u.email = 'dietitian@demo.test' returning org_id, id),
     care as (
       insert into app_public.care_assignments (org_id, client_id, member_id)
       select c.org_id, c.id, m.id from client c join app_public.memberships m on m.org_id = c.org_id join app_public.users u on u.id = m.user_id
        where u.email in ('dietitian@demo.test', 'assistant@demo.test'))
     select id from client`,
  );
  clientId = rows[0]!.id;
});
afterAll(() => database.drop());

const race = (first: Statement, second: Statement) => raceIn(database, first, second);

type Draft = { planId: string; versionId: string; revision: number; mealId: string };

const addText = `select app_public.edit_meal_plan_version($1, $2,
  array[json_populate_record(null::app_public.meal_plan_edit, json_build_object('op', 'add_item', 'id', $3::uuid, 'meal_id', $4::uuid, 'free_text', $5::text))])`;
const publish = "select content_hash from app_public.publish_meal_plan_version($1, $2, 'Go')";
const assign = "select id from app_public.assign_meal_plan_version($1, $2, $3, $4)";

/** A plan of one day, with one item. */
async function draft(): Promise<Draft> {
  const planId = randomUUID();
  return asRole(database, "dietitian@demo.test", async (sql) => {
    await sql.query("select app_public.create_meal_plan($1, 'Raced', $2, 1, array['Lunch'])", [planId, clientId]);
    const { rows } = await sql.query<{ versionId: string; mealId: string; revision: number }>(
      `select v.id as "versionId", v.revision, m.id as "mealId" from app_public.meal_plan_versions v
         join app_public.meal_plan_meals m on m.meal_plan_version_id = v.id where v.meal_plan_id = $1`,
      [planId],
    );
    const { versionId, mealId, revision } = rows[0]!;
    await sql.query(addText, [versionId, revision, randomUUID(), mealId, "soup"]);
    return { planId, versionId, mealId, revision: await revisionOf(versionId, sql) };
  });
}

async function revisionOf(versionId: string, sql: pg.Pool | pg.ClientBase = database.owner): Promise<number> {
  const { rows } = await sql.query<{ revision: number }>("select revision from app_public.meal_plan_versions where id = $1", [versionId]);
  return rows[0]!.revision;
}

/** What was frozen against what stands in the tables, and the hash against both. */
async function expectIntact(versionId: string): Promise<void> {
  const { rows } = await database.owner.query(
    `select v.content_hash = app_private.meal_plan_content_hash(c.content, c.facts, c.nutrition) as hash,
            c.content -> 'days' = app_private.draft_days(v.org_id, v.id)::jsonb as days
       from app_public.meal_plan_versions v join app_public.published_contents c on c.org_id = v.org_id and c.meal_plan_version_id = v.id
      where v.id = $1`,
    [versionId],
  );
  expect(rows).toEqual([{ hash: true, days: true }]);
}

async function itemsOf(versionId: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ free_text: string }>(
    "select free_text from app_public.meal_plan_items where meal_plan_version_id = $1 order by position",
    [versionId],
  );
  return rows.map((row) => row.free_text);
}

describe("two sessions on one draft", () => {
  it("of two edits that saw the same revision, the second is refused and writes nothing", async () => {
    const { versionId, revision, mealId } = await draft();
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: addText, values: [versionId, revision, randomUUID(), mealId, "bread"] },
      { email: "assistant@demo.test", text: addText, values: [versionId, revision, randomUUID(), mealId, "butter"] },
    );
    expect([first.code, second.code]).toEqual([undefined, "TF010"]);
    expect(await itemsOf(versionId)).toEqual(["soup", "bread"]);
  });

  it("a publish that waited for an edit is refused, because nobody looked at that", async () => {
    const { versionId, revision, mealId } = await draft();
    const [edit, published] = await race(
      { email: "assistant@demo.test", text: addText, values: [versionId, revision, randomUUID(), mealId, "bread"] },
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
    );
    expect([edit.code, published.code]).toEqual([undefined, "TF010"]);
    const { rows } = await database.owner.query("select status from app_public.meal_plan_versions where id = $1", [versionId]);
    expect(rows).toEqual([{ status: "draft" }]);
  });

  it("an edit that waited for a publish is refused, and the published content is what was seen", async () => {
    const { versionId, revision, mealId } = await draft();
    const [published, edit] = await race(
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
      { email: "assistant@demo.test", text: addText, values: [versionId, revision, randomUUID(), mealId, "bread"] },
    );
    expect([published.code, edit.code]).toEqual([undefined, "TF020"]);
    expect(await itemsOf(versionId)).toEqual(["soup"]);
    await expectIntact(versionId);
  });

  it("two publishes of the same revision are one, and both are answered", async () => {
    const { versionId, revision } = await draft();
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
    );
    expect(first.rows).toHaveLength(1);
    expect(second.rows).toEqual(first.rows);
    await expectIntact(versionId);
  });

  it("the owner's own update that waited for a publish is refused too", async () => {
    const { versionId, revision } = await draft();
    const [published, update] = await race(
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
      { email: null, text: "update app_public.meal_plan_items set free_text = 'gravel' where meal_plan_version_id = $1", values: [versionId] },
    );
    expect([published.code, update.code]).toEqual([undefined, "TF020"]);
    await expectIntact(versionId);
  });

  it("a publish that waited for the owner's update is refused", async () => {
    const { versionId, revision } = await draft();
    const [update, published] = await race(
      { email: null, text: "update app_public.meal_plan_items set free_text = 'gravel' where meal_plan_version_id = $1", values: [versionId] },
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
    );
    expect([update.code, published.code]).toEqual([undefined, "TF010"]);
  });

  it("edits and publishes in any order never freeze something else than what stands", async () => {
    for (let round = 0; round < 15; round++) {
      const { versionId, revision, mealId } = await draft();
      const attempt = (email: string, text: string, values: unknown[]) =>
        asRole(database, email, (sql) => sql.query(text, values)).then(() => "done", (error: pg.DatabaseError) => error.code);
      const [edit, published] = await Promise.all([
        attempt("assistant@demo.test", addText, [versionId, revision, randomUUID(), mealId, "bread"]),
        attempt("dietitian@demo.test", publish, [versionId, revision]),
      ]);
      expect([["done", "TF010"], ["TF020", "done"]]).toContainEqual([edit, published]);
      if (published === "done") await expectIntact(versionId);
    }
  });
});

describe("two sessions after a publish", () => {
  const keepOn = `select id from app_public.continue_on_new_draft($1, $2,
    array[json_populate_record(null::app_public.meal_plan_edit, json_build_object('op', 'add_item', 'id', $3::uuid, 'meal_id', $4::uuid, 'free_text', 'bread'))])`;

  async function published(): Promise<Draft> {
    const made = await draft();
    await asRole(database, "dietitian@demo.test", (sql) => sql.query(publish, [made.versionId, made.revision]));
    return made;
  }

  it("the same pending edits sent twice at once are on one new draft, once", async () => {
    const { versionId, mealId } = await published();
    const [id, itemId] = [randomUUID(), randomUUID()];
    const request = { email: "assistant@demo.test", text: keepOn, values: [versionId, id, itemId, mealId] };
    const [first, second] = await race(request, request);
    expect([first.rows, second.rows]).toEqual([[{ id }], [{ id }]]);
    expect(await itemsOf(id)).toEqual(["soup", "bread"]);
    expect(await itemsOf(versionId)).toEqual(["soup"]);
  });

  it("of two people who go on at once, the second is told whose draft there is", async () => {
    const { versionId, mealId } = await published();
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: "select id from app_public.clone_meal_plan_version($1, $2)", values: [randomUUID(), versionId] },
      { email: "assistant@demo.test", text: keepOn, values: [versionId, randomUUID(), randomUUID(), mealId] },
    );
    expect([first.code, second.code]).toEqual([undefined, "TF409"]);
  });
});

describe("a library that changes while a draft is open", () => {
  const saveRecipe = `select id from app_public.save_recipe($1, $2, 2, array[json_populate_record(null::app_public.recipe_line, $3::json)], $4)`;
  const visit = "select app_public.visit_draft($1, library_seen => $2) as answer";

  it("a visit names what was written since, also in a recipe inside, also by who began before; a mark of now names nothing", async () => {
    const { versionId, revision, mealId } = await draft();
    const [inner, outer] = [randomUUID(), randomUUID()];
    const { rows: [food] } = await database.owner.query<{ id: string }>("select id from app_public.foods where usda_ndb_number = '09040'");
    const line = (of: object) => JSON.stringify({ amount: 1, ...of });
    const asDietitian = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => asRole(database, "dietitian@demo.test", async (sql) => (await sql.query<Row>(text, values)).rows[0]!);
    await asDietitian(saveRecipe, [inner, "Sauce", line({ food_id: food!.id, amount: 100, unit_code: "g" }), 0]);
    await asDietitian(saveRecipe, [outer, "Dish", line({ recipe_id: inner, unit_code: "serving" }), 0]);
    await asDietitian(
      `select app_public.edit_meal_plan_version($1, $2, array[json_populate_record(null::app_public.meal_plan_edit,
         json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', $3::uuid, 'recipe_id', $4::uuid, 'amount', 1, 'unit_code', 'serving'))])`,
      [versionId, revision, mealId, outer],
    );

    const writer = await openSession(database, "assistant@demo.test");
    await writer.run(saveRecipe, [inner, "Sauce", line({ food_id: food!.id, amount: 200, unit_code: "g" }), 1]);
    const { mark } = await asDietitian<{ mark: string }>("select app_public.meal_plan_version_document($1) ->> 'librarySeen' as mark", [versionId]);
    type Visit = { answer: { librarySeen: string; libraryChanged: string[] } };
    const before = await asDietitian<Visit>(visit, [versionId, mark]);
    expect(before.answer.libraryChanged).toEqual([]);
    await writer.finish();

    const told = await asDietitian<Visit>(visit, [versionId, before.answer.librarySeen]);
    expect(told.answer.libraryChanged).toEqual(["Sauce"]);
    expect((await asDietitian<Visit>(visit, [versionId, mark])).answer.libraryChanged).toEqual(["Sauce"]);
    expect((await asDietitian<Visit>(visit, [versionId, told.answer.librarySeen])).answer.libraryChanged).toEqual([]);

    await database.owner.query("update app_public.food_nutrients set amount = amount + 1 where food_id = $1 and nutrient_id = 208", [food!.id]);
    const fed = await asDietitian<Visit>(visit, [versionId, told.answer.librarySeen]);
    expect(fed.answer.libraryChanged).toEqual([expect.stringMatching(/banana/i)]);
    await database.owner.query("insert into app_public.food_tags (org_id, food_id, tag_code, is_present, provenance) select m.org_id, $1, t.code, true, 'reviewed' from app_public.memberships m join app_public.users u on u.id = m.user_id, (select code from app_public.tags order by code limit 1) t where u.email = 'dietitian@demo.test'", [food!.id]);
    expect((await asDietitian<Visit>(visit, [versionId, fed.answer.librarySeen])).answer.libraryChanged).toEqual(fed.answer.libraryChanged);
  });
});

describe("a server that dies in the middle of a publish", () => {
  it("leaves the draft as it was, and nothing of what was frozen; publishing again works", async () => {
    const { versionId, revision } = await draft();
    const dying = await openSession(database, "dietitian@demo.test");
    expect((await dying.run(publish, [versionId, revision])).rows).toHaveLength(1); // all is written, nothing is committed
    await dying.die();
    const { rows } = await database.owner.query(
      `select v.status, v.revision, exists (select from app_public.published_contents c where c.meal_plan_version_id = v.id) as frozen
         from app_public.meal_plan_versions v where v.id = $1`,
      [versionId],
    );
    expect(rows).toEqual([{ status: "draft", revision, frozen: false }]);
    await asRole(database, "dietitian@demo.test", (sql) => sql.query(publish, [versionId, revision]));
    await expectIntact(versionId);
  });
});

describe("two sessions assigning", () => {
  async function publishedPlan(): Promise<string> {
    const { versionId, revision } = await draft();
    await asRole(database, "dietitian@demo.test", (sql) => sql.query(publish, [versionId, revision]));
    return versionId;
  }

  it("overlapping plans: the second is refused", async () => {
    const [one, other] = [await publishedPlan(), await publishedPlan()];
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: assign, values: [randomUUID(), one, "2040-01-01", "2040-02-01"] },
      { email: "dietitian@demo.test", text: assign, values: [randomUUID(), other, "2040-01-31", null] },
    );
    expect([first.code, second.code]).toEqual([undefined, "TF024"]);
  });

  it("the same request twice at once is one assignment", async () => {
    const [versionId, id] = [await publishedPlan(), randomUUID()];
    const request = { email: "dietitian@demo.test", text: assign, values: [id, versionId, "2041-01-01", "2041-02-01"] };
    const [first, second] = await race(request, request);
    expect([first.rows, second.rows]).toEqual([[{ id }], [{ id }]]);
  });

  it("of two who end the running plan at once, the second is refused: nobody has looked at what the first assigned", async () => {
    const [running, one, other] = [await publishedPlan(), await publishedPlan(), await publishedPlan()];
    const runningId = randomUUID();
    await asRole(database, "dietitian@demo.test", (sql) => sql.query(assign, [runningId, running, "2043-01-01", null]));
    const instead = "select id from app_public.assign_meal_plan_version($1, $2, $3, null, '{}', '', $4)";
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: instead, values: [randomUUID(), one, "2043-02-01", runningId] },
      { email: "dietitian@demo.test", text: instead, values: [randomUUID(), other, "2043-03-01", runningId] },
    );
    expect([first.code, second.code]).toEqual([undefined, "TF024"]);
    const { rows } = await database.owner.query("select starts_on::text, ends_on::text from app_public.meal_plan_assignments where starts_on >= '2043-01-01' and client_id = $1 order by 1", [clientId]);
    expect(rows).toEqual([{ starts_on: "2043-01-01", ends_on: "2043-02-01" }, { starts_on: "2043-02-01", ends_on: null }]);
  });

  it("a plan that is resumed while another takes its place: neither waits for the other for ever", async () => {
    const [running, one] = [await publishedPlan(), await publishedPlan()];
    const runningId = randomUUID();
    await asRole(database, "dietitian@demo.test", async (sql) => {
      await sql.query("select app_public.cancel_meal_plan_assignment(a.id, 'Only a test') from app_public.meal_plan_assignments a where a.client_id = $1 and a.starts_on >= '2043-01-01' and a.status <> 'cancelled'", [clientId]);
      await sql.query(assign, [runningId, running, "2044-01-01", null]);
      await sql.query("select app_public.suspend_meal_plan_assignment($1, 'Unwell today')", [runningId]);
    });
    const [resumed, assigned] = await race(
      { email: "dietitian@demo.test", text: "select status from app_public.resume_meal_plan_assignment($1, 'Well again')", values: [runningId] },
      { email: "dietitian@demo.test", text: "select id from app_public.assign_meal_plan_version($1, $2, $3, null, '{}', '', $4)", values: [randomUUID(), one, "2044-02-01", runningId] },
    );
    expect([resumed.code, assigned.code]).toEqual([undefined, undefined]);
    const { rows } = await database.owner.query("select status, ends_on::text from app_public.meal_plan_assignments where id = $1", [runningId]);
    expect(rows).toEqual([{ status: "active", ends_on: "2044-02-01" }]);
  });

  it("plans one after the other both stand", async () => {
    const [one, other] = [await publishedPlan(), await publishedPlan()];
    const [first, second] = await race(
      { email: "dietitian@demo.test", text: assign, values: [randomUUID(), one, "2042-01-01", "2042-02-01"] },
      { email: "dietitian@demo.test", text: assign, values: [randomUUID(), other, "2042-02-01", "2042-03-01"] },
    );
    expect([first.code, second.code]).toEqual([undefined, undefined]);
  });
});

describe("two sessions giving a template to one client", () => {
  const give = `select answer ->> 'status' as status, answer ->> 'code' as code
    from (select app_public.assign_template($1, $2, $3, $4, '2046-01-01') as answer) given`;
  async function publishedTemplate(): Promise<string> {
    const { versionId } = await draft();
    const templateId = randomUUID();
    return asRole(database, "dietitian@demo.test", async (sql) => {
      await sql.query("select app_public.make_meal_plan_template($1, 'For everybody', $2)", [templateId, versionId]);
      const { rows } = await sql.query<{ id: string; revision: number }>("select id, revision from app_public.meal_plan_versions where meal_plan_id = $1", [templateId]);
      await sql.query(publish, [rows[0]!.id, rows[0]!.revision]);
      return rows[0]!.id;
    });
  }

  it("the same request twice at once is one plan and one assignment; another one for the same days waits as a draft", async () => {
    await asRole(database, "dietitian@demo.test", (sql) =>
      sql.query("select app_public.cancel_meal_plan_assignment(a.id, 'Only a test') from app_public.meal_plan_assignments a where a.client_id = $1 and (a.ends_on is null or a.ends_on > '2046-01-01') and a.status <> 'cancelled'", [clientId]));
    const [templateId, planId, assignmentId] = [await publishedTemplate(), randomUUID(), randomUUID()];
    const request = { email: "dietitian@demo.test", text: give, values: [planId, assignmentId, templateId, clientId] };
    const [first, second] = await race(request, request);
    expect([first.rows, second.rows]).toEqual([[{ status: "assigned", code: null }], [{ status: "assigned", code: null }]]);
    const { rows } = await asRole(database, "dietitian@demo.test", (sql) => sql.query(give, [randomUUID(), randomUUID(), templateId, clientId]));
    expect(rows).toEqual([{ status: "waiting", code: "TF024" }]);
    const { rows: assigned } = await database.owner.query("select count(*)::int as n from app_public.meal_plan_assignments where client_id = $1 and starts_on = '2046-01-01'", [clientId]);
    expect(assigned).toEqual([{ n: 1 }]);
  });

  it("a template that is given again waits for the client and lets whoever holds the client go on: neither waits for the other", async () => {
    await asRole(database, "dietitian@demo.test", (sql) =>
      sql.query("select app_public.cancel_meal_plan_assignment(a.id, 'Only a test') from app_public.meal_plan_assignments a where a.client_id = $1 and a.ends_on is null and a.status <> 'cancelled'", [clientId]));
    const [templateId, planId, assignmentId] = [await publishedTemplate(), randomUUID(), randomUUID()];
    const giveLater = "select app_public.assign_template($1, $2, $3, $4, '2061-01-01', '2061-02-01') as given";
    const given = [planId, assignmentId, templateId, clientId];
    const { rows: [first] } = await asRole(database, "dietitian@demo.test", (sql) => sql.query<{ given: { status: string; mealPlanVersionId: string } }>(giveLater, given));
    expect(first!.given.status).toBe("assigned");

    const [holder, again] = [await openSession(database, "dietitian@demo.test"), await openSession(database, "dietitian@demo.test")];
    expect((await holder.run("select id from app_public.suspend_meal_plan_assignment($1, 'She is unwell')", [assignmentId])).code).toBeUndefined(); // holds the client
    let isDone = false;
    const pending = again.run(giveLater, given).finally(() => (isDone = true)); // holds the version, and waits for the client
    await untilBlocked(database, again.pid, () => isDone);
    const later = randomUUID();
    expect(await holder.run(assign, [later, first!.given.mealPlanVersionId, "2062-01-01", "2062-02-01"])).toEqual({ rows: [{ id: later }] });
    await holder.finish();
    expect((await pending).rows).toEqual([{ given: first!.given }]);
    await again.finish();
  });
});

describe("two sessions on a draft that waits for review", () => {
  it("one sends it back while the other publishes: the second is told what the first did", async () => {
    const { versionId, revision } = await draft();
    await asRole(database, "assistant@demo.test", (sql) => sql.query("select app_public.request_meal_plan_review($1, $2, 'Ready')", [versionId, revision]));
    const [published, returned] = await race(
      { email: "dietitian@demo.test", text: publish, values: [versionId, revision] },
      { email: "dietitian@demo.test", text: "select id from app_public.return_meal_plan_version($1, 'Less salt')", values: [versionId] },
    );
    expect([published.code, returned.code]).toEqual([undefined, "TF020"]);
    await expectIntact(versionId);
  });
});

describe("truncate", () => {
  it.each(["meal_plan_targets", "meal_plan_days", "meal_plan_meals", "meal_plan_items", "published_contents", "meal_plan_versions", "meal_plans"])(
    "not even the owner empties %s at once",
    async (table) => {
      await expect(database.owner.query(`truncate app_public.${table} cascade`)).rejects.toMatchObject({ code: "TF020" });
    },
  );
});
