import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { hasRelease, releaseLines } from "./usda-release.ts";

type Row = Record<string, string>;
const table = async (name: string): Promise<Row[]> =>
  parse(await readFile(projectPath(`db/seeds/starter-library/${name}.csv`), "utf8"), { columns: true });

const [foods, nutrients, portions, allergens, tags, allOthers] = await Promise.all(
  ["foods", "nutrients", "portions", "allergens", "tags", "all-others"].map(table),
) as [Row[], Row[], Row[], Row[], Row[], Row[]];
const nameOf = new Map(foods.map((food) => [food.usda_ndb_number, food.name]));

describe("the starter library's files", () => {
  it("hold some 400 foods, each once and under a name of its own", () => {
    expect(foods.length).toBeGreaterThan(400);
    expect(nameOf.size).toBe(foods.length);
    expect(new Set(foods.map((food) => food.name)).size).toBe(foods.length);
  });

  it("are sorted, so that a change is seen as what it is", () => {
    for (const rows of [foods, portions, allergens, tags]) {
      const numbers = rows.map((row) => row.usda_ndb_number!);
      expect(numbers).toEqual(numbers.toSorted());
    }
  });

  it("speak of the foods of foods.csv only, and call them as it does", () => {
    for (const row of [...nutrients, ...portions]) expect(nameOf.has(row.usda_ndb_number)).toBe(true);
    for (const row of [...allergens, ...tags]) expect(row.food).toBe(nameOf.get(row.usda_ndb_number));
  });

  it("answer for every food about allergens and about tags", () => {
    for (const rows of [allergens, tags]) {
      const answered = new Set(rows.map((row) => row.usda_ndb_number));
      expect(foods.filter((food) => !answered.has(food.usda_ndb_number)).map((food) => food.name)).toEqual([]);
    }
  });

  it("name an allergen or a tag of a food once, and only those that all_others speaks for", () => {
    const known = new Set([...allOthers.map((row) => row.code), "all_others"]);
    for (const [rows, column] of [[allergens, "allergens"], [tags, "tags"]] as const) {
      const named = rows.flatMap((row) => row[column]!.split(" ").map((code) => `${row.food}: ${code}`));
      expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
      expect(named.filter((name) => !known.has(name.split(": ")[1]))).toEqual([]);
    }
  });

  it("clear no food of all other allergens or tags by inference", () => {
    const blanket = [...allergens, ...tags].filter((row) => (row.allergens ?? row.tags) === "all_others");
    expect(new Set(blanket.map((row) => row.provenance))).toEqual(new Set(["reviewed"]));
  });
});

describe.skipIf(!hasRelease)("compared with USDA SR28", () => {
  it("every amount is the release's, with its codes, and none that the release has is missing", async () => {
    const numbers = new Map((await releaseLines("NUTR_DEF.txt")).map(([number]) => [number, ""]));
    const database = await createDatabase();
    const { rows } = await database.owner.query<{ id: number; code: string }>("select id, code from app_public.nutrients");
    await database.drop();
    for (const { id, code } of rows) numbers.set(String(id), code);
    const listed = new Set(nutrients.map((row) => row.nutrient!));
    const theirs = (await releaseLines("NUT_DATA.txt"))
      .filter((line) => nameOf.has(line[0]) && listed.has(numbers.get(line[1])!))
      .map((line) => [line[0], numbers.get(line[1]), Number(line[2]), line[5], line[6]].join("|"));
    const ours = nutrients.map((row) => [row.usda_ndb_number, row.nutrient, Number(row.amount), row.source_code, row.derivation_code].join("|"));
    expect(ours.length).toBeGreaterThan(17_000);
    expect(ours.toSorted()).toEqual(theirs.toSorted());
  });

  it("every food is in the group, with the refuse and under the description of the release", async () => {
    const theirs = new Map((await releaseLines("FOOD_DES.txt")).map((line) => [line[0], line]));
    for (const food of foods) {
      const line = theirs.get(food.usda_ndb_number!);
      expect([food.food_group_code, food.refuse_percent, food.usda_description]).toEqual([line?.[1], line?.[8], line?.[2]]);
    }
  });

  it("what is said of fructose and sucrose agrees with the release's figures, where it has both", async () => {
    const lines = await releaseLines("NUT_DATA.txt");
    const amounts = (number: string) => new Map(lines.filter((line) => line[1] === number).map((line) => [line[0], Number(line[2])]));
    const [sucrose, fructose] = [amounts("210"), amounts("212")];
    const answer = (number: string) =>
      tags.find((row) => row.usda_ndb_number === number && row.tags!.split(" ").includes("fructose_or_sucrose"))?.answer ??
      tags.find((row) => row.usda_ndb_number === number && row.tags === "all_others")?.answer;
    const judged = foods.flatMap(({ usda_ndb_number: number = "", name }) => {
      const [a, b] = [sucrose.get(number), fructose.get(number)];
      return a === undefined || b === undefined ? [] : [{ name, sum: a + b, answer: answer(number) }];
    });
    expect(judged.length).toBeGreaterThan(150);
    expect(judged.filter(({ sum, answer: said }) => said === "has_not" && sum >= 1)).toEqual([]);
    expect(judged.filter(({ sum, answer: said }) => said === "has" && sum < 0.8)).toEqual([]); // about 1 g
  });

  it("every portion has the release's grams for its number and amount", async () => {
    const theirs = new Map((await releaseLines("WEIGHT.txt")).map((line) => [`${line[0]}:${line[1]}`, line]));
    for (const portion of portions) {
      const line = theirs.get(`${portion.usda_ndb_number}:${portion.sequence}`);
      expect(Number(portion.grams)).toBe(Number(line?.[4]));
      expect(amountOf(portion.label!), portion.label).toBeCloseTo(Number(line?.[2]), 1);
    }
  });

  it("every density is the weight of one of the release's measures over its volume", async () => {
    const millilitres = new Map([["cup", 236.5882365], ["fl oz", 29.5735295625], ["tbsp", 14.78676478125], ["tsp", 4.92892159375]]);
    const weights = await releaseLines("WEIGHT.txt");
    for (const food of foods.filter((food) => food.density_g_per_ml)) {
      const possible = weights
        .filter((line) => line[0] === food.usda_ndb_number)
        .flatMap((line) => [...millilitres].filter(([measure]) => line[3]!.includes(measure)).map(([measure, ml]) => {
          const [, inside] = /([\d.]+) fl oz/.exec(line[3]!) ?? []; // 'can 8.4 fl oz' names its own amount
          return Number(line[4]) / (measure === "fl oz" && inside ? Number(inside) : Number(line[2])) / ml;
        }));
      expect(possible.map((density) => density.toFixed(3)), food.name).toContain(Number(food.density_g_per_ml).toFixed(3));
    }
  });
});

describe("in the database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  /** The knowledge base's: the demo practice has rows of its own. */
  const shared = "org_id = '00000000-0000-0000-0000-000000000000'";
  const count = async (where: string) =>
    Number((await database.owner.query<{ count: string }>(`select count(*) from app_public.${where}`)).rows[0]?.count);

  it("every row of the files has arrived", async () => {
    expect(await count(`foods where ${shared}`)).toBe(foods.length);
    expect(await count(`food_nutrients where ${shared}`)).toBe(nutrients.length);
    expect(await count(`food_portions where ${shared}`)).toBe(portions.length);
    expect(await count(`recipes where ${shared}`)).toBe((await table("recipes")).length);
    expect(await count(`recipe_ingredients where ${shared}`)).toBe((await table("recipe-ingredients")).length);
  });

  it("a banana has the release's 358 mg of potassium and is free of all allergens, by review", async () => {
    expect(await count("food_nutrients v join app_public.nutrients n on n.id = v.nutrient_id where v.food_id = app_private.kb_id('food', '09040') and n.code = 'potassium' and v.amount = 358")).toBe(1);
    expect(await count("food_allergens where food_id = app_private.kb_id('food', '09040') and presence = 'free' and provenance = 'reviewed'")).toBe(
      allOthers.filter((row) => row.kind === "allergen").length,
    );
  });

  it("what a product's maker decides stays unreviewed", async () => {
    const peanutInBread = "food_allergens where (food_id, allergen_id) = (app_private.kb_id('food', '18069'), app_private.kb_id('allergen', 'peanut'))";
    expect(await count(peanutInBread)).toBe(0);
    expect(await count(peanutInBread.replace("18069", "19020").concat(" and presence = 'may_contain'"))).toBe(1);
  });

  it("an assumed zero is marked as assumed", async () => {
    expect(await count(`food_nutrients where is_assumed_zero and ${shared}`)).toBe(nutrients.filter((row) => row.source_code === "7").length);
    expect(await count("food_nutrients where is_assumed_zero and amount <> 0")).toBe(0);
  });
});

/** '1 1/2 cup' is 1.5, '1/4 cup' is 0.25. */
function amountOf(label: string): number {
  const [first = "", second = ""] = label.split(" ");
  const fraction = (text: string) => {
    const [over, under = 1] = text.split("/").map(Number);
    return over! / Number(under);
  };
  return fraction(first) + (/^\d+\/\d+$/.test(second) ? fraction(second) : 0);
}
