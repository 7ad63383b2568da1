import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";
import { hasRelease, releasePath } from "./usda-release.ts";

const run = promisify(execFile);

/** Runs `npm run import:foods -- path` against that database. */
async function importFoods(database: TestDatabase, path: string): Promise<{ output: string; code: number }> {
  try {
    const { stdout } = await run(process.execPath, [projectPath("bin/import-foods.ts"), path], { env: { ...process.env, DATABASE_URL: database.adminUrl } });
    return { output: stdout, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { output: stdout + stderr, code };
  }
}

async function rowsOf<T extends object>(database: TestDatabase, sql: string): Promise<T[]> {
  return (await database.owner.query<T>(sql)).rows;
}

/** A release of two foods that fits together: a new one with an accent, and the banana of the starter library. */
const small: Record<string, string[]> = {
  "FD_GROUP.txt": ["~0900~^~Fruits and Fruit Juices~"],
  "NUTR_DEF.txt": ["~203~^~g~^~PROCNT~^~Protein~^~2~^~600~", "~307~^~mg~^~NA~^~Sodium, Na~^~0~^~5800~", "~317~^~\xb5g~^~SE~^~Selenium, Se~^~1~^~6200~"],
  "FOOD_DES.txt": [
    "~09040~^~0900~^~Bananas, raw~^~BANANAS,RAW~^~~^~~^~Y~^~Skin~^36^~Musa acuminata Colla~^6.25^3.36^8.37^3.60",
    "~00999~^~0900~^~A\xe7a\xed \\ puree~^~ACAI~^~assai, cabbage palm~^~~^~~^~~^^~~^^^^",
  ],
  "WEIGHT.txt": ["~09040~^1^1^~cup, mashed~^225^^", "~00999~^1^0.5^~cup~^120.0^^"],
  "NUT_DATA.txt": [
    "~09040~^~203~^1.10^0^^~4~^~NC~^^^^^^^^^^11/2014^",
    "~00999~^~203~^1.35^4^^~1~^~A~^^^^^^^^^^05/2015^",
    "~00999~^~317~^0^0^^~7~^~Z~^^^^^^^^^^05/2015^",
  ],
};

describe("importing foods", () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await createDatabase();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "usda-release-"));
    return () => rm(folder, { recursive: true });
  });
  afterAll(() => database.drop());

  /** Writes the small release as the USDA does: windows-1252, CR LF; with some of its files replaced. */
  const write = async (replaced: Record<string, string[]> = {}) => {
    for (const [name, lines] of Object.entries({ ...small, ...replaced })) {
      await writeFile(join(folder, name), lines.map((line) => `${line}\r\n`).join(""), "latin1");
    }
    return folder;
  };
  /** The small release with one line of one file replaced. */
  const withLine = (name: string, line: number, content: string) => write({ [name]: small[name]!.with(line - 1, content) });
  const contents = () =>
    rowsOf(database, `select (select count(*) from app_public.foods) as foods, (select sum(amount) from app_public.food_nutrients) as values,
                             (select sum(grams) from app_public.food_portions) as portions, (select count(*) from app_public.nutrients) as nutrients`);

  describe("a release that does not hold is refused whole", () => {
    const cases: [problem: string, file: string, line: number, content: string, says: string][] = [
      ["a line is cut off", "NUT_DATA.txt", 2, "~00999~^~203~^1.3", "3 fields instead of 18"],
      ["a ~ is not closed", "FOOD_DES.txt", 1, small["FOOD_DES.txt"]![0]!.replace("raw~", "raw"), "field 3 has a stray ~"],
      ["an amount is not a number", "NUT_DATA.txt", 3, small["NUT_DATA.txt"]![2]!.replace("^0^0^", "^0,5^0^"), 'amount is "0,5", not a number'],
      ["an amount is negative", "NUT_DATA.txt", 1, small["NUT_DATA.txt"]![0]!.replace("1.10", "-1.10"), 'amount is "-1.10", not a number'],
      ["an amount is missing", "NUT_DATA.txt", 1, small["NUT_DATA.txt"]![0]!.replace("1.10", ""), "amount is missing"],
      ["a number lost its leading zero", "WEIGHT.txt", 2, "~999~^1^0.5^~cup~^120.0^^", 'usda_ndb_number is "999", not an NDB number of five digits'],
      ["a portion weighs nothing", "WEIGHT.txt", 1, "~09040~^1^1^~cup, mashed~^0^^", 'grams is "0", not a number above zero'],
      ["a value is of an unknown food", "NUT_DATA.txt", 2, small["NUT_DATA.txt"]![1]!.replace("00999", "00998"), "there is no food 00998"],
      ["a value is of an unknown nutrient", "NUT_DATA.txt", 2, small["NUT_DATA.txt"]![1]!.replace("203", "999"), "there is no nutrient 999"],
      ["a value is there twice", "NUT_DATA.txt", 3, small["NUT_DATA.txt"]![1]!, "nutrient 203 of food 00999 is there twice"],
      ["an assumed zero is not zero", "NUT_DATA.txt", 3, small["NUT_DATA.txt"]![2]!.replace("^0^0^", "^0.5^0^"), "an assumed zero of 0.5"],
      ["a food is there twice", "FOOD_DES.txt", 2, small["FOOD_DES.txt"]![0]!, "food 09040 is there twice"],
      ["a food is in an unknown group", "FOOD_DES.txt", 2, small["FOOD_DES.txt"]![1]!.replace("0900", "0950"), "there is no food group 0950"],
      ["a nutrient comes in another unit", "NUTR_DEF.txt", 2, "~307~^~g~^~NA~^~Sodium, Na~^~2~^~5800~", 'nutrient 307 comes in "g", and the library keeps it in mg'],
    ];
    it.each(cases)("when %s", async (_problem, file, line, content, says) => {
      const before = await contents();
      const { output, code } = await importFoods(database, await withLine(file, line, content));
      expect(output).toContain(`${file}, line ${line}: ${says}. Nothing was imported.`);
      expect(code).toBe(1);
      expect(await contents()).toEqual(before);
    });
  });

  it("says in one sentence when there is nothing to import", async () => {
    expect((await importFoods(database, join(folder, "missing"))).output).toMatch(/^There is nothing at .*missing\.\n$/);
    expect((await importFoods(database, folder)).output).toMatch(/^This is not a USDA SR release: FD_GROUP\.txt, .* is missing\.\n$/);
    await writeFile(join(folder, "a.zip"), "no zip");
    expect((await importFoods(database, join(folder, "a.zip"))).output).toMatch(/is neither a folder nor a readable zip/);
  });

  it("says in one sentence when no database runs", async () => {
    const env = { ...process.env, DATABASE_URL: "", DATA_DIR: folder };
    await expect(run(process.execPath, [projectPath("bin/import-foods.ts"), await write()], { env })).rejects.toMatchObject({
      stderr: "No database runs: start TrackForge first (npm start), or set DATABASE_URL.\n",
    });
  });

  describe("a release that holds", () => {
    beforeEach(async () => expect(await importFoods(database, await write())).toMatchObject({ code: 0 }));

    it("brings accents, empty fields and portions over as they are meant", async () => {
      const foods = "select id, name, synonyms, refuse_share, source from app_public.foods where usda_ndb_number = '00999'";
      expect(await rowsOf(database, foods)).toMatchObject([
        { name: "A\u00e7a\u00ed \\ puree", synonyms: ["assai", "cabbage palm"], refuse_share: null, source: "USDA SR" },
      ]);
      const values = `select v.nutrient_id, v.amount, v.is_assumed_zero, v.stated_on::text from app_public.food_nutrients v
                       where v.food_id = app_private.kb_id('food', '00999') order by 1`;
      expect(await rowsOf(database, values)).toEqual([
        { nutrient_id: 203, amount: "1.35", is_assumed_zero: false, stated_on: "2015-05-01" },
        { nutrient_id: 317, amount: "0", is_assumed_zero: true, stated_on: "2015-05-01" },
      ]);
      expect(await rowsOf(database, "select label, grams from app_public.food_portions where food_id = app_private.kb_id('food', '00999')")).toEqual([
        { label: "1/2 cup", grams: "120.0" },
      ]);
    });

    it("keeps the starter library's name, facts and portions, and follows the release's figures", async () => {
      const banana = `select f.name, (select count(*)::int from app_public.food_allergens a where a.food_id = f.id) > 20 as has_facts,
                             (select amount from app_public.food_nutrients v where v.food_id = f.id and v.nutrient_id = 203) as protein,
                             (select count(*)::int from app_public.food_nutrients v where v.food_id = f.id) as values
                        from app_public.foods f where f.usda_ndb_number = '09040'`;
      expect(await rowsOf(database, banana)).toEqual([{ name: "Banana, raw", has_facts: true, protein: "1.10", values: 1 }]);
    });

    it("keeps a figure that the release never had", async () => {
      await database.owner.query(`insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount)
        values ('00000000-0000-0000-0000-000000000000', app_private.kb_id('food', '00999'), 307, 7)`);
      await importFoods(database, folder);
      const sodium = "select amount, source_code from app_public.food_nutrients where food_id = app_private.kb_id('food', '00999') and nutrient_id = 307";
      expect(await rowsOf(database, sodium)).toEqual([{ amount: "7", source_code: null }]);
      await database.owner.query("delete from app_public.food_nutrients where food_id = app_private.kb_id('food', '00999') and nutrient_id = 307");
    });
  });
});

describe.skipIf(!hasRelease)("importing USDA SR28", () => {
  let database: TestDatabase;
  let first: { output: string; code: number };
  let writers: object[];
  const state = () =>
    rowsOf(database, `select count(*)::int, md5(string_agg(t.xmin::text || t.updated_at, ',' order by t.id)) from app_public.foods t
      union all select count(*)::int, md5(string_agg(t.xmin::text, ',' order by t.food_id, t.nutrient_id)) from app_public.food_nutrients t
      union all select count(*)::int, md5(string_agg(t.xmin::text || t.updated_at, ',' order by t.id)) from app_public.food_portions t
      union all select count(*)::int, md5(string_agg(t.xmin::text || t.updated_at, ',' order by t.food_id, t.allergen_id)) from app_public.food_allergens t
      union all select count(*)::int, md5(string_agg(t.xmin::text || t.updated_at, ',' order by t.food_id, t.tag_code)) from app_public.food_tags t`);
  beforeAll(async () => {
    database = await createDatabase();
    first = await importFoods(database, releasePath);
    writers = await state();
  });
  afterAll(() => database.drop());

  it("brings all foods and values, within 600 MB", () => {
    expect(first.output).toContain("8 789 foods: 8 313 new, 0 changed.");
    expect(first.output).toContain("679 045 values, their sum 32019805.848:");
    const [, megabytes] = /[\d.]+ s, at most (\d+) MB/.exec(first.output) ?? [];
    expect(Number(megabytes)).toBeLessThan(600);
  });

  it("leaves the database with exactly the release", async () => {
    const sums = "select count(*)::int as count, sum(amount)::text as sum from app_public.food_nutrients where source_code is not null";
    expect(await rowsOf(database, sums)).toEqual([{ count: 679_045, sum: "32019805.848" }]);
    const values = `select f.usda_ndb_number, n.code, v.amount::float from app_public.foods f join app_public.food_nutrients v on v.food_id = f.id
      join app_public.nutrients n on n.id = v.nutrient_id where (f.usda_ndb_number, n.code) in
      (('09040', 'energy'), ('09040', 'potassium'), ('09040', 'vitamin_c'), ('05062', 'protein'), ('11457', 'iron')) order by 1, 2`;
    expect((await rowsOf<{ amount: number }>(database, values)).map((row) => row.amount)).toEqual([22.5, 89, 358, 8.7, 2.71]);
  });

  it("leaves an everyday word with the plainest food, among some nine thousand", async () => {
    const meant: Record<string, string> = {
      milk: "Milk, whole, 3.25 % fat", egg: "Egg, whole, raw", bread: "Bread, white", butter: "Butter, salted", rice: "Rice, white, long-grain, raw", apple: "Apple, raw, with skin",
      chicken: "Chicken, whole, with skin, roasted", banana: "Banana, raw", potato: "Potato, raw, with skin", cheese: "Cheddar", yogurt: "Yogurt, plain, whole milk", salmon: "Salmon, Atlantic, farmed, raw",
      "olive oil": "Olive oil", oats: "Oats", carrot: "Carrot, raw", spinach: "Spinach, raw", beef: "Beef mince, 10 % fat, raw", pasta: "Pasta, dry", tomato: "Tomato, raw", coffee: "Coffee, brewed",
      aple: "Apple, raw, with skin", chiken: "Chicken, whole, with skin, roasted", eggplant: "Aubergine, raw", rutabaga: "Rutabagas, raw", swede: "Rutabagas, raw",
    };
    const found = await asRole(database, "dietitian@other.test", async (sql) => {
      const names: Record<string, string> = {};
      for (const word of Object.keys(meant)) {
        const { rows } = await sql.query<{ name: string }>("select app_public.search_foods($1, first => 1) -> 0 ->> 'name' as name", [word]);
        names[word] = rows[0]!.name;
      }
      return names;
    });
    expect(found).toEqual(meant);
  });

  it("matches the starter library's foods by their number and keeps their names", async () => {
    const foods = await rowsOf<{ names: string[] }>(database, "select array_agg(name) as names from app_public.foods where org_id = '00000000-0000-0000-0000-000000000000' group by usda_ndb_number");
    expect(foods).toHaveLength(8_789);
    expect(foods.map((food) => food.names)).toContainEqual(["Oat porridge, made with water, without salt"]);
    const [header, ...lines] = (await readFile(projectPath("db/seeds/starter-library/foods.csv"), "utf8")).trim().split("\n");
    const kept = "select count(*)::int from app_public.foods f where exists (select from app_public.food_allergens a where a.food_id = f.id and a.inference_code is null)";
    expect(header).toMatch(/^usda_ndb_number,/);
    expect(await rowsOf(database, kept)).toEqual([{ count: lines.length }]);
  });

  it("infers what names and figures tell, and calls it nothing else (CLINICAL 21)", async () => {
    expect(first.output).toMatch(/1\d\d \d\d\d facts about allergens and properties inferred; nobody has reviewed them\./);
    const facts = (food: string) =>
      rowsOf(database, `select l.code, a.presence, a.provenance from app_public.foods f join app_public.food_allergens a on a.food_id = f.id join app_public.allergens l on l.id = a.allergen_id
                         where f.library_code = 'usda_sr' and f.name = '${food}' order by 1`);
    expect(await facts("Crustaceans, crab, alaska king, imitation, made from surimi")).toContainEqual({ code: "fish", presence: "contains", provenance: "inferred" });
    expect(await facts("Snacks, sesame sticks, wheat-based, salted")).toEqual(
      ["gluten", "sesame", "wheat"].map((code) => ({ code, presence: "contains", provenance: "inferred" })),
    );
    expect((await facts("Litchis, raw")).map((fact) => (fact as { presence: string }).presence)).toEqual(Array.from({ length: 12 }, () => "free"));
    // A mixture is free of nothing by its name.
    const mixtures = `select f.name from app_public.foods f join app_public.food_allergens a on a.food_id = f.id
      where f.library_code = 'usda_sr' and a.presence = 'free' and (f.food_group_code in ('0300', '0600', '0700', '0800', '1800', '2100', '2200', '2500', '3600') or f.name ~* 'sauce|breaded|cookie|mix,|seasoned')`;
    expect(await rowsOf(database, mixtures)).toEqual([]);
  });

  it("changes nothing when it runs again", async () => {
    const { output } = await importFoods(database, releasePath);
    expect(output).toContain("679 045 values, their sum 32019805.848: 0 new, 0 changed, 0 withdrawn.");
    expect(await state()).toEqual(writers);
  });
});
