import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDatabase } from "../../bin/seed/seed-database.ts";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";

describe("the demo practices", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());
  const rows = async (sql: string) => (await database.owner.query(sql)).rows;

  it("have one login a role in each of two organisations with their own time zones, and one of a guardian", async () => {
    const zones = "select name, time_zone from app_public.organizations where not is_knowledge_base order by name";
    expect(await rows(zones)).toEqual([
      { name: "Demo practice", time_zone: "Europe/Berlin" },
      { name: "Other practice", time_zone: "America/New_York" },
    ]);
    const logins = "select u.email from app_private.user_credentials c join app_public.users u on u.id = c.user_id order by u.email";
    const roles = ["assistant", "client", "dietitian", "org_admin", "researcher"];
    expect((await rows(logins)).map((row) => row.email)).toEqual([...roles.flatMap((role) => [`${role}@demo.test`, `${role}@other.test`]), "parent@demo.test"].sort());
  });

  it("have no real people: every address is one that cannot exist", async () => {
    expect(await rows("select email from app_public.users where email !~ '\\.test$' union select email from app_public.clients where email !~ '\\.test$'")).toEqual([]);
  });

  it("show the dietitian her eleven clients, and the assistant six of them and one of her team's", async () => {
    const clients = (email: string) => asRole(database, email, (sql) => sql.query("select full_name from app_public.clients"));
    expect((await clients("dietitian@demo.test")).rowCount).toBe(11);
    expect((await clients("assistant@demo.test")).rowCount).toBe(7);
    expect((await clients("org_admin@demo.test")).rowCount).toBe(14);
    expect((await clients("dietitian@other.test")).rowCount).toBe(3);
  });

  it("have own foods: a sip feed and a supplement with their labels, and a portion of a shared food", async () => {
    const own = "select f.name, f.kind, (select string_agg(p.label, ', ') from app_public.food_portions p where p.food_id = f.id) as portions from app_public.foods f join app_public.organizations o on o.id = f.org_id where o.name = 'Demo practice' order by f.name";
    expect(await rows(own)).toEqual([
      { name: "Sip feed, high energy, vanilla", kind: "sip_feed", portions: "1 bottle (200 ml)" },
      { name: "Vitamin D3 capsule, 25 µg", kind: "supplement", portions: "1 capsule" },
    ]);
    const shared = "select f.name, p.label from app_public.food_portions p join app_public.foods f on (f.org_id, f.id) = (p.food_org_id, p.food_id) where p.org_id <> p.food_org_id";
    expect(await rows(shared)).toEqual([{ name: "Almonds", label: "1 handful" }]);
  });

  it("have Maria Keller, who has hypertension, takes warfarin, is dangerously allergic to peanut, and signs in herself", async () => {
    const record = `select c.full_name,
        (select array_agg(d.code) from app_public.client_conditions r join app_public.conditions d on d.id = r.condition_id where r.client_id = c.id) as conditions,
        (select array_agg(d.code) from app_public.client_medications r join app_public.medications d on d.id = r.medication_id where r.client_id = c.id) as medications,
        (select array_agg(d.code || ' ' || r.criticality) from app_public.client_allergies r join app_public.allergens d on d.id = r.allergen_id where r.client_id = c.id) as allergies,
        (select count(*)::int from app_public.meal_plans p where p.client_id = c.id) as plans
      from app_public.clients c`;
    const { rows: own } = await asRole(database, "client@demo.test", (sql) => sql.query(record));
    expect(own).toEqual([
      { full_name: "Maria Keller", conditions: ["hypertension"], medications: ["warfarin"], allergies: ["peanut high"], plans: 0 },
    ]);
  });

  it("have recipes of their own: one with a shared recipe inside, and one that was put away", async () => {
    const list = "select app_public.recipe_list(shown => $1) as list";
    const names = async (shown: string) =>
      (await asRole(database, "dietitian@demo.test", (sql) => sql.query<{ list: { recipes: { name: string; ingredients: number }[] } }>(list, [shown]))).rows[0]?.list.recipes.map(({ name, ingredients }) => `${name}, ${ingredients}`);
    expect(await names("own")).toEqual(["Chickpea bowl, low salt, 5"]);
    expect(await names("archived")).toEqual(["Red lentil soup for eight, 8"]);
  });

  it("have George Hughes, whose kidneys are failing: values of the laboratory, and what his physician ordered", async () => {
    const record = `select
        (select string_agg(l.lab_test_code || ' ' || l.value, ', ' order by l.lab_test_code) from app_public.clients_latest_labs(c) l) as labs,
        (select string_agg(n.code || ' ' || l.maximum || ' ' || l.ordered_by, ', ') from app_public.client_limits l join app_public.nutrients n on n.id = l.nutrient_id
          where l.client_id = c.id and daterange(l.starts_on, l.ends_on) @> current_date) as limits
      from app_public.clients c where c.family_name = 'Hughes'`;
    expect((await asRole(database, "dietitian@demo.test", (sql) => sql.query(record))).rows).toEqual([
      { labs: "creatinine 236, egfr 24, phosphate_serum 1.62, potassium_serum 5.3", limits: "potassium 2000 Dr. Lee" },
    ]);
    const preferences = "select coalesce(diet_code, tag_code) as what from app_public.client_preferences order by what";
    expect((await asRole(database, "dietitian@demo.test", (sql) => sql.query(preferences))).rows.map(({ what }) => what)).toEqual(["halal", "liver", "shellfish", "vegetarian"]);
  });

  it("have Noah Fischer, whose mother acts for him and logs what he eats", async () => {
    const seen = await asRole(database, "parent@demo.test", (sql) => sql.query("select full_name from app_public.clients"));
    expect(seen.rows).toEqual([{ full_name: "Noah Fischer" }]);
    const logs = "select distinct app_public.meal_logs_logged_by(l) as by from app_public.meal_logs l join app_public.clients c on c.id = l.client_id where c.given_name = 'Noah'";
    expect((await asRole(database, "assistant@demo.test", (sql) => sql.query(logs))).rows).toEqual([{ by: "Anna Fischer, mother" }]);
  });

  it("have a client who follows a published plan, and a template", async () => {
    const plans = `select p.name, v.status, p.client_id is null as is_template, a.status as assigned
      from app_public.meal_plans p join app_public.meal_plan_versions v on v.meal_plan_id = p.id
      left join app_public.meal_plan_assignments a on a.meal_plan_version_id = v.id order by p.name`;
    expect((await asRole(database, "dietitian@demo.test", (sql) => sql.query(plans))).rows).toEqual([
      { name: "Low salt, three days", status: "published", is_template: true, assigned: null },
      { name: "Week plan: steady carbohydrates, little salt", status: "published", is_template: false, assigned: "active" },
    ]);
  });

  it("have a dietitian who has looked at two of those days and said something about them", async () => {
    const said = "select count(*)::int as comments, (select count(*)::int from app_public.diary_reviews) as marks from app_public.diary_comments";
    expect((await asRole(database, "dietitian@demo.test", (sql) => sql.query(said))).rows).toEqual([{ comments: 2, marks: 2 }]);
  });

  it("have nine days of that client's logs, one forgotten, one changed and one skipped meal included", async () => {
    const logs = "select count(*)::int, count(distinct logged_on)::int as days, array_agg(distinct outcome::text order by outcome::text) as outcomes from app_public.meal_logs";
    expect((await asRole(database, "dietitian@demo.test", (sql) => sql.query(logs))).rows).toEqual([
      { count: 31, days: 8, outcomes: ["alternative", "eaten", "partly", "skipped", "unplanned"] },
    ]);
  });

  it("are not made where no demo is asked for", async () => {
    await database.owner.query("delete from app_private.seed_versions where name = 'demo practice'");
    await seedDatabase({ ownerUrl: database.ownerUrl, demo: null, log: { info: () => {} } });
    expect(await rows("select name from app_private.seed_versions where name = 'demo practice'")).toEqual([]);
  });
});
