import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { processorTime } from "./support/processor-time.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const ask = (query: string, variables?: Record<string, unknown>) => api.graphql("dietitian@demo.test", query, variables);
const code = async (query: string, variables?: Record<string, unknown>) => {
  const { status, errors } = await ask(query, variables);
  return { status, code: errors[0]?.extensions["code"] };
};
const repeat = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join(" ");

describe("a page", () => {
  it("has 50 rows when the query does not say", async () => {
    const { data } = await ask("{ foods { nodes { rowId } totalCount pageInfo { hasNextPage } } }");
    expect(data.foods.totalCount).toBeGreaterThan(200);
    expect(data.foods.nodes).toHaveLength(50);
    expect(data.foods.pageInfo.hasNextPage).toBe(true);
  });

  it("has up to 200 rows on request, and an explicit null is no way round the default", async () => {
    expect((await ask("{ foods(first: 200) { nodes { rowId } } }")).data.foods.nodes).toHaveLength(200);
    expect((await ask("query ($n: Int) { foods(first: $n) { nodes { rowId } } }", { n: null })).data.foods.nodes).toHaveLength(50);
    expect((await ask("{ foods(first: null) { nodes { rowId } } }")).data.foods.nodes).toHaveLength(50);
    expect((await ask("query ($n: Int) { foods(first: $n) { nodes { rowId } } }", { n: 3 })).data.foods.nodes).toHaveLength(3);
  });

  it.each(["{ foods(first: 201) { nodes { rowId } } }", "{ foods(first: -1) { nodes { rowId } } }"])("is refused outside that: %s", async (query) => {
    expect(await code(query)).toEqual({ status: 200, code: "TF900" });
  });

  it("is refused outside that in a variable, and the same query works with a smaller one", async () => {
    const query = "query ($n: Int) { foods(first: $n) { nodes { rowId } } }";
    expect(await code(query, { n: 201 })).toEqual({ status: 200, code: "TF900" });
    expect((await ask(query, { n: 200 })).data.foods.nodes).toHaveLength(200);
  });

  it("is read forwards, by cursor", async () => {
    const first = (await ask("{ foods(first: 2) { nodes { name } pageInfo { endCursor } } }")).data.foods;
    const both = (await ask("{ foods(first: 4) { nodes { name } } }")).data.foods.nodes;
    const next = await ask("query ($after: Cursor) { foods(first: 2, after: $after) { nodes { name } } }", { after: first.pageInfo.endCursor });
    expect([...first.nodes, ...next.data.foods.nodes]).toEqual(both);
    expect(await code("{ foods(last: 2) { nodes { name } } }")).toMatchObject({ status: 400 });
  });
});

describe("a query is refused before it is run", () => {
  it("when it nests too deeply", async () => {
    const deep = `{ clients { nodes { ${repeat(8, () => "careAssignments { nodes { client {")} rowId ${repeat(8, () => "} } }")} } } }`;
    expect(await code(deep)).toEqual({ status: 400, code: "TF901" });
  });

  it("when pages inside pages could hold too many rows, variables counted", async () => {
    const query = "query ($n: Int) { clients(first: $n) { nodes { mealPlans(first: $n) { nodes { mealPlanVersions(first: $n) { nodes { rowId } } } } } } }";
    expect(await code(query, { n: 100 })).toEqual({ status: 400, code: "TF902" });
    expect((await ask(query, { n: 5 })).errors).toEqual([]);
  });

  it("when fragments multiply its fields", async () => {
    const bomb = `{ ...f0 } ${repeat(20, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f20 on Query { foods { totalCount } }`;
    expect(await processorTime(async () => expect(await code(bomb)).toEqual({ status: 400, code: "TF903" }))).toBeLessThan(1000);
  });

  it("when it names too many fields at its root, aliases and fragments counted", async () => {
    expect(await code(`{ ${repeat(21, (i) => `a${i}: foods { totalCount }`)} }`)).toEqual({ status: 400, code: "TF903" });
    expect(await code(`{ ...f } fragment f on Query { ${repeat(21, (i) => `a${i}: foods { totalCount }`)} }`)).toEqual({ status: 400, code: "TF903" });
    expect(await code(`mutation { ${repeat(21, (i) => `a${i}: createMealPlan(input: { id: "${crypto.randomUUID()}", name: "x" }) { clientMutationId }`)} }`)).toEqual({ status: 400, code: "TF903" });
  });

  it("when it is long", async () => {
    const milliseconds = await processorTime(async () => {
      for (const count of [5000, 1600]) expect(await code(`{ foods { nodes { ${repeat(count, () => "name")} } } }`)).toEqual({ status: 400, code: "TF902" });
    });
    expect(milliseconds).toBeLessThan(1500);
  });

  it("when the body is too large", async () => {
    const answer = await api.request("/api/v1/graphql", { body: { query: "{ __typename }", variables: { x: "x".repeat(300_000) } } });
    expect(answer.status).toBe(413);
    expect(answer.body.errors[0].extensions.code).toBe("TF413");
  });

  it.each(["{", "not json", "[]", '{"query": 1}', '{"query": "{ __typename }", "variables": []}'])("when the body is no GraphQL request: %s", async (body) => {
    const answer = await api.request("/api/v1/graphql", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].message).toEqual(expect.any(String));
  });

  it("when a loop of fragments would never end", async () => {
    expect((await code("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }")).status).toBe(400);
  });

  it("but what the web app asks for passes", async () => {
    const { errors } = await ask("{ clients(first: 25) { totalCount nodes { rowId fullName clientConditions { nodes { condition { name } } } clientAllergies { nodes { allergen { name } } } } } }");
    expect(errors).toEqual([]);
  });
});
