import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { millilitres } from "../../web/src/features/meal-plans/builder/week/missing-conversion.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { race } from "./support/two-sessions.ts";

const DIETITIAN = "dietitian@demo.test";
const ASSISTANT = "assistant@demo.test";
const create = `mutation($input: CreateFoodInput!) { createFood(input: $input) { result { rowId name kind revision source } } }`;
const change = `mutation($input: ChangeFoodInput!) { changeFood(input: $input) { result { rowId name revision } } }`;
const addPortion = `mutation($input: AddFoodPortionInput!) { addFoodPortion(input: $input) { result { rowId label grams revision } } }`;
const remove = `mutation($foodId: UUID!) { deleteFood(input: { foodId: $foodId }) { clientMutationId } }`;
const document = `query($foodId: UUID!) { foodDocument(foodId: $foodId) }`;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const codeOf = ({ errors }: Awaited<ReturnType<TestApi["graphql"]>>) => errors[0]?.extensions["code"];
const detailOf = ({ errors }: Awaited<ReturnType<TestApi["graphql"]>>) => errors[0]?.extensions["detail"];
const value = (nutrientId: number, amount: string, more: object = {}) => ({ nutrientId, amount, ...more });

describe("an own food through the API", () => {
  it("is made in one call with values and portions, and its document tells them", async () => {
    const id = randomUUID();
    const input = {
      id,
      food: { name: "Sip feed, vanilla", kind: "sip_feed", brand: "Maker", densityGPerMl: "1.05", source: "Label", sourceOn: "2026-03-01" },
      nutrients: [value(208, "150"), value(203, "6"), value(221, "0", { isAssumedZero: true })],
      portions: [{ rowId: randomUUID(), label: "1 bottle", grams: "210" }],
    };
    const { data, errors } = await api.graphql(ASSISTANT, create, { input });
    expect(errors).toEqual([]);
    expect(data.createFood.result).toEqual({ rowId: id, name: "Sip feed, vanilla", kind: "sip_feed", revision: 1, source: "Label" });
    const food = (await api.graphql(DIETITIAN, document, { foodId: id })).data.foodDocument;
    expect(food).toMatchObject({ kind: "sip_feed", isOwn: true, isArchived: false, source: "Label", sourceOn: "2026-03-01", densityGPerMl: 1.05 });
    expect(food.units).toContain("cup_us");
    expect(food.portions).toMatchObject([{ label: "1 bottle", grams: 210, isOwn: true }]);
    const nutrients = Object.fromEntries(food.nutrients.map((nutrient: { id: number }) => [nutrient.id, nutrient]));
    expect(nutrients[208]).toMatchObject({ amount: 150, unit: "kcal" });
    expect(nutrients[221]).toMatchObject({ amount: 0, isAssumedZero: true });
    expect(nutrients[307], "CLINICAL 3: what nobody stated is unknown, and listed").toMatchObject({ amount: null });
    expect(food.energyPercent, "CLINICAL 5: 4 kcal a g over the energy stated; what is unknown is undetermined").toMatchObject({ protein: 16, fat: null });

    expect((await api.graphql(ASSISTANT, create, { input })).data.createFood.result.rowId, "sent again").toBe(id);
    expect(codeOf(await api.graphql(ASSISTANT, create, { input: { ...input, food: { ...input.food, name: "Another" } } }))).toBe("TF409");
    const { rows } = await api.database.owner.query("select count(*)::int as count from app_public.foods where id = $1", [id]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  it("refuses what makes no sense with its code, and says what", async () => {
    const tooMuch = await api.graphql(DIETITIAN, create, { input: { id: randomUUID(), food: { name: "Heavy" }, nutrients: [value(203, "60"), value(205, "60")] } });
    expect(codeOf(tooMuch)).toBe("TF110");
    expect(detailOf(tooMuch)).toMatchObject({ sum: 120 });
    const first = randomUUID();
    await api.graphql(DIETITIAN, create, { input: { id: first, food: { name: "With a code", barcode: "96385074" } } });
    const taken = await api.graphql(DIETITIAN, create, { input: { id: randomUUID(), food: { name: "Likewise", barcode: "9638 5074" } } });
    expect(codeOf(taken)).toBe("TF111");
    expect(detailOf(taken)).toMatchObject({ foodId: first, food: "With a code" });
    expect(codeOf(await api.graphql(DIETITIAN, create, { input: { id: randomUUID(), food: { name: "X" }, nutrients: [value(123456, "1")] } }))).toBe("TF400");
    expect((await api.graphql(DIETITIAN, remove, { foodId: first })).errors, "nothing uses it").toEqual([]);
    expect(codeOf(await api.graphql(DIETITIAN, remove, { foodId: first })), "and then it is gone").toBe("TF404");
  });

  it("keeps the source of each value in a copy, and says since when another is one's own", async () => {
    const { rows } = await api.database.owner.query<{ id: string; code: string; amount: string }>(
      "select f.id, n.source_code as code, n.amount from app_public.foods f join app_public.food_nutrients n on (n.org_id, n.food_id) = (f.org_id, f.id) and n.nutrient_id = 203 where f.usda_ndb_number = '16070'",
    );
    const original = rows[0]!;
    const id = randomUUID();
    const input = { id, food: { name: "Lentils, our kitchen" }, nutrients: [value(203, original.amount), value(307, "240")], copiedFromId: original.id };
    expect((await api.graphql(DIETITIAN, create, { input })).errors).toEqual([]);
    const food = (await api.graphql(DIETITIAN, document, { foodId: id })).data.foodDocument;
    expect(food.copiedFrom).toMatchObject({ id: original.id, isOwn: false });
    const nutrients = Object.fromEntries(food.nutrients.map((nutrient: { id: number }) => [nutrient.id, nutrient]));
    expect(nutrients[203]).toMatchObject({ sourceCode: original.code, source: expect.stringContaining("USDA") });
    expect(nutrients[307]).toMatchObject({ amount: 240, sourceCode: null, source: "own", statedOn: expect.stringMatching(/^\d{4}-/) });
    expect(nutrients[301].amount, "what was left out is unknown").toBeNull();
  });
});

it("the volumes that are offered while an amount is typed are those of the database, exactly (CLINICAL 9)", async () => {
  const { rows } = await api.database.owner.query<{ code: string; factor: string }>("select code, trim_scale(factor)::text as factor from app_public.units where dimension = 'volume' order by sort_order");
  expect(Object.entries(millilitres).map(([code, factor]) => ({ code, factor: String(factor) }))).toEqual(rows);
});

describe("two staff at once", () => {
  let food: string;
  beforeAll(async () => {
    food = randomUUID();
    await api.graphql(DIETITIAN, create, { input: { id: food, food: { name: "Shared work" }, nutrients: [value(208, "100")] } });
  });

  it("the second to change what both saw overwrites nothing, and is told the revision", async () => {
    const byHer = await api.graphql(DIETITIAN, change, { input: { foodId: food, revision: 1, food: { name: "Her name" } } });
    expect(byHer.data.changeFood.result.revision).toBe(2);
    const byHim = await api.graphql(ASSISTANT, change, { input: { foodId: food, revision: 1, food: { name: "His name" }, nutrients: [] } });
    expect([codeOf(byHim), detailOf(byHim)]).toEqual(["TF010", { revision: 2 }]);
    const { name, nutrients } = (await api.graphql(DIETITIAN, document, { foodId: food })).data.foodDocument;
    expect([name, nutrients.find(({ id }: { id: number }) => id === 208).amount]).toEqual(["Her name", 100]);
  });

  it("at the same moment: one waits for the other, and is refused", async () => {
    const rename = (email: string, name: string) => ({
      email,
      text: "select (app_public.change_food($1, $2, row($3, null, null, null, null, null, null, null, null, null, null)::app_public.food_content)).revision",
      values: [food, 2, name],
    });
    const [first, second] = await race(api.database, rename(DIETITIAN, "First"), rename(ASSISTANT, "Second"));
    expect(first.code).toBeUndefined();
    expect(second.code).toBe("TF010");
  });

  it("state the same portion: it is there once, and the second is told so", async () => {
    const portion = (id: string) => ({ input: { id, foodId: food, label: "1 spoon", grams: "12" } });
    const one = randomUUID();
    expect((await api.graphql(DIETITIAN, addPortion, portion(one))).errors).toEqual([]);
    expect((await api.graphql(DIETITIAN, addPortion, portion(one))).data.addFoodPortion.result.rowId).toBe(one);
    const again = await api.graphql(ASSISTANT, addPortion, portion(randomUUID()));
    expect(codeOf(again)).toBe("TF114");
    expect(detailOf(again)).toMatchObject({ foodPortionId: one, grams: 12 });
  });
});
