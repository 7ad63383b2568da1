import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDatabase } from "../../bin/seed/seed-database.ts";
import { passwordMatches } from "../../server/auth/passwords.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { DEMO_PASSWORD } from "../harness/postgres.ts";

describe("seeding a database that is seeded already", () => {
  let database: TestDatabase;
  const messages: string[] = [];
  const seed = (password = DEMO_PASSWORD) =>
    seedDatabase({ ownerUrl: database.ownerUrl, demo: { password }, log: { info: (message) => messages.push(message) } });
  const seededTables = ["foods", "food_nutrients", "food_portions", "food_allergens", "food_tags", "recipes", "recipe_ingredients", "clients", "body_metrics"];

  /** Who wrote each row last: any write to a row changes it. */
  const writers = async () => {
    const each = seededTables.map((name) => `select '${name}' as name, count(*)::int, md5(string_agg(t.xmin::text, ',' order by t.ctid)) from app_public.${name} t`);
    return (await database.owner.query(`${each.join(" union all ")} order by name`)).rows;
  };
  const hashOf = async (email: string) => {
    const { rows } = await database.owner.query<{ password_hash: string }>(
      "select c.password_hash from app_private.user_credentials c join app_public.users u on u.id = c.user_id where u.email = $1",
      [email],
    );
    return rows[0]?.password_hash;
  };

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  it("touches no row", async () => {
    const before = await writers();
    await seed();
    expect(await writers()).toEqual(before);
    expect(messages).toEqual([]);
  });

  it("loads a new edition by changing what differs, and nothing else", async () => {
    await database.owner.query("update app_private.seed_versions set content_hash = 'an older edition' where name = 'starter library'");
    await database.owner.query("update app_public.foods set name = 'Bananas of an older edition' where usda_ndb_number = '09040'");
    const before = await writers();
    await seed();
    const { rows } = await database.owner.query("select name from app_public.foods where usda_ndb_number = '09040'");
    expect(rows).toEqual([{ name: "Banana, raw" }]);
    expect((await writers()).filter((table) => table.name !== "foods")).toEqual(before.filter((table) => table.name !== "foods"));
    expect(messages).toEqual(["Loaded the starter library."]);
  });

  it("lets the demo logins in with the password of this start", async () => {
    expect(await passwordMatches(await hashOf("dietitian@demo.test"), DEMO_PASSWORD)).toBe(true);
    await seed("another password");
    for (const email of ["org_admin@demo.test", "client@other.test"]) {
      expect(await passwordMatches(await hashOf(email), "another password")).toBe(true);
      expect(await passwordMatches(await hashOf(email), DEMO_PASSWORD)).toBe(false);
    }
  });
});
