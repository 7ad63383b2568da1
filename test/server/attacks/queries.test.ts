import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../support/api.ts";
import { processorTime } from "../support/processor-time.ts";

let api: TestApi;
let live: TestApi;
beforeAll(async () => {
  api = await startApi();
  live = await startApi({ environment: { ...api.environment, NODE_ENV: "production" } });
});
afterAll(() => Promise.all([api.stop(), live.stop()]));

const DIETITIAN = "dietitian@demo.test";
const ask = (query: string, variables?: Record<string, unknown>) => api.graphql(DIETITIAN, query, variables);
const repeat = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join(" ");
/** Answered at once, with an error and nothing else, and the server goes on. */
async function isRefused(query: string, variables?: Record<string, unknown>): Promise<void> {
  const milliseconds = await processorTime(async () => {
    const { data, errors } = await ask(query, variables);
    expect(data ?? null).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.map(({ extensions }) => extensions?.["code"])).not.toContain("TF500");
  });
  expect(milliseconds).toBeLessThan(5000);
}

describe("a query that costs more than it looks", () => {
  const bombs: Record<string, string> = {
    "nests deeply": `{ clients { nodes { ${repeat(300, () => "careAssignments { nodes { client {")} rowId ${repeat(300, () => "} } }")} } } }`,
    "nests selection sets that are not closed": "{ a ".repeat(1900),
    "names one field thousands of times": `{ foods { nodes { ${repeat(1900, (i) => `a${i}: name`)} } } }`,
    "asks for one field under hundreds of names": `{ ${repeat(300, (i) => `a${i}: foods(first: 200) { totalCount }`)} }`,
    "hides names in fragments": `{ ...f ...g } fragment f on Query { ${repeat(11, (i) => `f${i}: foods { totalCount }`)} } fragment g on Query { ${repeat(11, (i) => `g${i}: foods { totalCount }`)} }`,
    "hides names in inline fragments": `{ ${repeat(21, (i) => `... { i${i}: foods { totalCount } }`)} }`,
    "spreads a fragment in itself": "{ ...f } fragment f on Query { foods { totalCount } ...f }",
    "goes in circles through three fragments": "{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }",
    "doubles itself thirty times": `{ ...f0 } ${repeat(30, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f30 on Query { foods { totalCount } }`,
    "floods a field with directives": `{ foods { totalCount ${repeat(1500, () => "@include(if: true)")} } }`,
    "floods a field with directives that do not exist": `{ foods { totalCount ${repeat(1900, (i) => `@a${i}`)} } }`,
    "brings a thousand operations": repeat(900, (i) => `query q${i} { __typename }`),
    "brings a thousand variables": `query (${repeat(1200, (i) => `$v${i}: Int`)}) { __typename }`,
    "asks for pages in pages in pages": "{ clients(first: 200) { nodes { mealPlans(first: 200) { nodes { mealPlanVersions(first: 200) { nodes { rowId } } } } } } }",
    "introspects a hundred levels deep": `{ __schema { types { ${repeat(100, () => "fields { type {")} name ${repeat(100, () => "} }")} } } }`,
  };
  it.each(Object.keys(bombs))("is refused when it %s", (what) => isRefused(bombs[what]!));
});

describe("in production the schema", () => {
  it.each(["{ __schema { types { name } } }", '{ __type(name: "Client") { fields { name } } }', "{ ...f } fragment f on Query { s: __schema { queryType { name } } }"])("is told to nobody: %s", async (query) => {
    const { data, errors, status } = await live.graphql(DIETITIAN, query);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(JSON.stringify(errors)).not.toMatch(/"(fields|types|queryType)":/);
  });

  it("while queries work, and names of types may be asked for", async () => {
    const { data } = await live.graphql(DIETITIAN, "{ __typename clients(first: 1) { nodes { __typename } } }");
    expect(data).toEqual({ __typename: "Query", clients: { nodes: [{ __typename: "Client" }] } });
  });
});

describe("SQL in a value", () => {
  const INJECTIONS = [
    "'", "''", "\\'", "'; select set_config('app.org_id', '00000000-0000-0000-0000-000000000000', false); --", "') or true --", "\" or 1=1 --", "$$; drop table app_public.clients; $$", "%' or '1'='1", "{}", "\\x00",
    "');reset role;--", "${process.env.JWT_SECRET}", "1; begin; set local role tf_owner; --",
  ];

  it.each(INJECTIONS)("stays a value: %s", async (value) => {
    const before = await ask("{ clients { totalCount } }");
    const found = await ask("query ($v: String!) { clients(filter: { fullName: { includesInsensitive: $v } }) { totalCount } searchFoods(query: $v) }", { v: value });
    expect(found.errors.filter(({ extensions }) => extensions["code"] === "TF500")).toEqual([]);
    const all = before.data.clients.totalCount as number;
    if (value.length > 2 && found.data?.clients) expect(found.data.clients.totalCount).toBeLessThan(all);
    const email = await ask("query ($v: String!) { userByEmail(email: $v) { rowId } }", { v: value });
    expect(email.data.userByEmail).toBeNull();
    const id = await ask("query ($v: UUID!) { client(rowId: $v) { rowId } }", { v: value });
    expect(id.errors[0]?.extensions["code"]).toBe("TF400");
    expect((await ask("{ clients { totalCount } }")).data).toEqual(before.data);
  });

  it.each(INJECTIONS)("cannot be ordered or paged by: %s", async (value) => {
    await isRefused(`query ($o: [ClientOrderBy!]) { clients(orderBy: $o) { totalCount } }`, { o: [value] });
    for (const cursor of [value, Buffer.from(value).toString("base64"), Buffer.from(JSON.stringify(["PRIMARY_KEY_ASC", [value]])).toString("base64"), Buffer.from(JSON.stringify({ [value]: 1 })).toString("base64")]) {
      const { data, errors } = await ask("query ($c: Cursor) { clients(after: $c, first: 1) { nodes { rowId } } }", { c: cursor });
      expect(data?.clients ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors[0]!.message).not.toMatch(/syntax|relation|select |column|node_modules/i);
    }
  });

  it("is not read out of global ids", async () => {
    for (const id of INJECTIONS.flatMap((value) => [value, Buffer.from(value).toString("base64"), Buffer.from(JSON.stringify(["Client", value])).toString("base64"), Buffer.from(JSON.stringify([value, value])).toString("base64")])) {
      const { data, errors } = await ask("query ($id: ID!) { node(id: $id) { id } }", { id });
      expect(data?.node ?? null).toBeNull();
      expect(JSON.stringify(errors)).not.toMatch(/syntax error|relation|node_modules/i);
    }
  });

  it("inside JSON stays a value too", async () => {
    for (const value of INJECTIONS) {
      const { errors } = await api.graphql("client@demo.test", "mutation ($e: JSON!) { logBatch(input: { events: $e }) { results } }", { e: [{ id: value, type: value, [value]: value, note: value }] });
      expect(errors.filter(({ extensions }) => extensions["code"] === "TF500")).toEqual([]);
    }
    const { rows } = await api.database.owner.query("select count(*)::int as tables from pg_class where relname = 'clients'");
    expect(rows[0].tables).toBeGreaterThan(0);
  });
});

describe("words of GraphQL in a value", () => {
  it("do not leave their string", async () => {
    const { data } = await ask("query ($v: String!) { clients(filter: { fullName: { equalTo: $v } }) { totalCount } }", { v: '" } }) { totalCount } } mutation { createClient(' });
    expect(data).toEqual({ clients: { totalCount: 0 } });
  });

  it("of a second operation do not run", async () => {
    const { status } = await ask('query a { __typename } mutation b { createRecipe(input: { recipe: { name: "x", servings: 1 } }) { clientMutationId } }');
    expect(status).toBe(400);
  });
});
