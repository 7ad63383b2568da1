import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { race } from "./support/two-sessions.ts";

const DIETITIAN = "dietitian@demo.test";
const review = `mutation($id: UUID!, $facts: JSON!, $note: String) {
  reviewFoodFacts(input: { id: $id, facts: $facts, note: $note }) { result { rowId note changes undoneAt } }
}`;
const undo = "mutation($id: UUID!) { undoFoodFactReview(input: { id: $id }) { result { rowId undoneAt } } }";
const worklist = "query($foodIds: [UUID]) { foodFactWorklist(state: \"all\", usedOnly: false, foodIds: $foodIds) }";

let api: TestApi;
let sauce: string;
let dip: string;
beforeAll(async () => {
  api = await startApi();
  const { rows } = await api.database.owner.query<{ id: string }>(
    "insert into app_public.foods (org_id, name) select id, n from app_public.organizations, unnest(array['A sauce', 'A dip']) n where organizations.name = 'Demo practice' returning id",
  );
  [sauce, dip] = rows.map(({ id }) => id) as [string, string];
});
afterAll(() => api.stop());

const presenceOf = async (food: string) =>
  (await api.database.owner.query("select a.presence, a.provenance from app_public.food_allergens a where a.food_id = $1 and a.allergen_id = app_private.kb_id('allergen', 'milk')", [food])).rows[0];

describe("reviewing facts about foods through the API", () => {
  it("says what changed, shows it in the list, and takes it back", async () => {
    const id = randomUUID();
    const facts = [{ foodIds: [sauce, dip], allergens: ["milk"], answer: "contains", provenance: "declared" }];
    const { data, errors } = await api.graphql(DIETITIAN, review, { id, facts, note: "label" });
    expect(errors).toEqual([]);
    expect(data.reviewFoodFacts.result).toMatchObject({ rowId: id, note: "label", undoneAt: null });
    expect(data.reviewFoodFacts.result.changes).toEqual(
      ["A dip", "A sauce"].map((food) => ({
        foodId: food === "A dip" ? dip : sauce, food, allergen: "milk", before: null,
        after: { answer: "contains", provenance: "declared", note: "label", inferenceCode: null },
      })),
    );
    const list = (await api.graphql(DIETITIAN, worklist, { foodIds: [sauce] })).data.foodFactWorklist;
    expect(list.foods).toMatchObject([{ id: sauce, isOwn: true, facts: { milk: { answer: "contains", provenance: "declared", isOwn: true, through: null, note: "label" } } }]);
    expect((await api.graphql(DIETITIAN, undo, { id })).data.undoFoodFactReview.result.undoneAt).not.toBeNull();
    expect(await presenceOf(sauce)).toBeUndefined();
  });

  it("an assistant reads the list and is refused the review", async () => {
    expect((await api.graphql("assistant@demo.test", worklist, { foodIds: [sauce] })).errors).toEqual([]);
    const { errors } = await api.graphql("assistant@demo.test", review, { id: randomUUID(), facts: [{ foodIds: [sauce], allergens: ["milk"], answer: "free" }] });
    expect(errors[0]!.extensions["code"]).toBe("TF403");
    expect(await presenceOf(sauce)).toBeUndefined();
  });
});

describe("two staff at once", () => {
  const act = (id: string, answer: string) => ({
    email: DIETITIAN,
    text: "select r.id, r.changes from app_public.review_food_facts($1, $2) r",
    values: [id, JSON.stringify([{ foodIds: [sauce], allergens: ["milk"], answer }])],
  });

  it("who say different things of one fact: the second knows what the first said, and taking back the first leaves the second", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const [a, b] = await race(api.database, act(first, "free"), { ...act(second, "contains"), email: "org_admin@demo.test" });
    expect(a.rows![0]!["changes"]).toMatchObject([{ before: null, after: { answer: "free" } }]);
    expect(b.rows![0]!["changes"]).toMatchObject([{ before: { answer: "free" }, after: { answer: "contains" } }]);
    await api.graphql(DIETITIAN, undo, { id: first });
    expect(await presenceOf(sauce)).toEqual({ presence: "contains", provenance: "reviewed" });
    await api.graphql(DIETITIAN, undo, { id: second });
    expect(await presenceOf(sauce)).toEqual({ presence: "free", provenance: "reviewed" });
  });

  it("who send the same review twice at the same moment: it happens once, and both get the same answer", async () => {
    const id = randomUUID();
    const [a, b] = await race(api.database, act(id, "may_contain"), act(id, "may_contain"));
    expect(b.rows).toEqual(a.rows);
    const { rows } = await api.database.owner.query("select count(*)::int from app_public.food_fact_reviews where id = $1", [id]);
    expect(rows).toEqual([{ count: 1 }]);
  });
});
