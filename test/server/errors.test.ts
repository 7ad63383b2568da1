import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices } from "./support/practices.ts";

/** Functions that fail in every way that a function can. */
const FAILING = `
  create function app_public.fail(sqlstate text, sentence text, fact text) returns text language plpgsql stable strict as $$
    begin raise exception '%', sentence using errcode = sqlstate, detail = fact; end $$;
  create function app_public.sleep_long() returns text language sql stable as $$ select pg_sleep(30)::text $$;
  create function app_public.divide() returns int language sql stable as $$ select 1 / length('') $$;
  grant execute on function app_public.fail(text, text, text), app_public.sleep_long(), app_public.divide() to tf_dietitian;
`;

let api: TestApi;
let clients: { north: string; south: string };
beforeAll(async () => {
  api = await startApi({ statementTimeoutMs: 300 }, (owner) => owner.query(FAILING));
  clients = await makePractices(api.database.owner);
});
afterAll(() => api.stop());

const dietitian = (query: string, variables?: Record<string, unknown>) => api.graphql("dietitian@north.test", query, variables);
const fail = async (sqlstate: string, sentence: string, fact = "") => {
  const { data, errors } = await dietitian("query ($s: String!, $m: String!, $d: String!) { fail(sqlstate: $s, sentence: $m, fact: $d) }", { s: sqlstate, m: sentence, d: fact });
  expect(data).toEqual({ fail: null });
  return errors[0]!;
};

describe("an error that a function raises on purpose", () => {
  it("keeps its sentence, its code and its facts", async () => {
    expect(await fail("TF010", "Somebody else edited this plan.", '{"revision": 7}')).toMatchObject({
      message: "Somebody else edited this plan.",
      path: ["fail"],
      extensions: { code: "TF010", detail: { revision: 7 } },
    });
  });

  it("leaves out a detail that is not JSON", async () => {
    const { extensions } = await fail("TF400", "No.", "row (secret) of table x");
    expect(extensions).toEqual({ code: "TF400" });
  });
});

describe("an error of Postgres", () => {
  const known = { "42501": "TF403", "23502": "TF400", "23503": "TF404", "23505": "TF409", "23514": "TF400", "23P01": "TF409", "22P02": "TF400", "57014": "TF504", "40001": "TF503" };
  it.each(Object.entries(known))("%s is told as %s, without names of tables or values", async (sqlstate, code) => {
    const { message, extensions } = await fail(sqlstate, "secret constraint of table clients", "Key (email)=(x@y.z)");
    expect(extensions).toEqual({ code });
    expect(message).not.toMatch(/secret|clients/);
  });

  it("is masked when it is not one of those, and the request's id leads to the log", async () => {
    const token = await api.tokenOf("dietitian@north.test");
    const answer = await api.request("/api/v1/graphql", { token, body: { query: "{ divide }" } });
    const [error] = answer.body.errors;
    expect(error.message).toBe("Something went wrong on our side.");
    expect(error.extensions).toEqual({ code: "TF500", detail: { requestId: answer.headers.get("x-request-id") } });
    expect(JSON.stringify(answer.body)).not.toMatch(/zero|22012/);
  });

  it("ends a statement that takes too long", async () => {
    const { errors } = await dietitian("{ sleepLong }");
    expect(errors[0]?.extensions).toEqual({ code: "TF504" });
  });
});

describe("whatever refuses a request", () => {
  const anything: Record<string, object> = {
    "the list of documents": { documentId: "0".repeat(64) },
    "the limit of a query": { query: `{ clients { nodes { ${"careAssignments { nodes { client { ".repeat(8)} rowId ${"} } }".repeat(8)} } } }` },
    "the limit of a page": { query: "{ clients(first: 201) { nodes { rowId } } }" },
    "a body without a query": { variables: {} },
    "a query that is not a text": { query: 7 },
    "what is no document": { query: "{" },
    "an unknown operation": { query: "query A { unreadNotificationCount } query B { unreadNotificationCount }", operationName: "C" },
    "a function": { query: 'query { fail(sqlstate: "TF010", sentence: "No.", fact: "{}") }' },
  };
  it.each(Object.keys(anything))("%s says a sentence, a code and facts, and nothing else", async (what) => {
    const { body } = await api.request("/api/v1/graphql", { token: await api.tokenOf("dietitian@north.test"), body: anything[what]! });
    expect(body.errors.length).toBeGreaterThan(0);
    for (const { message, extensions, ...rest } of body.errors) {
      expect(message).toMatch(/\w/);
      expect(extensions.code).toMatch(/^TF\d{3}$/);
      expect(Object.keys(extensions).filter((key) => !["code", "detail"].includes(key))).toEqual([]);
      expect(Object.keys(rest).filter((key) => !["path", "locations"].includes(key))).toEqual([]);
    }
  });

  it("by the method, the media type or the token as well", async () => {
    const token = await api.tokenOf("dietitian@north.test");
    for (const options of [{ token, method: "GET" }, { token, body: "{}", headers: { "content-type": "text/plain" } }, { token: "x.y.z", body: { query: "{ __typename }" } },
      { token, body: { query: "{ unreadNotificationCount }" }, headers: { accept: "image/png" } }]) {
      const { status, body } = await api.request("/api/v1/graphql", options);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(body.errors[0].extensions).filter((key) => !["code", "detail"].includes(key))).toEqual([]);
      expect(body.errors[0].extensions.code).toMatch(/^TF\d{3}$/);
    }
  });
});

describe("wrong input", () => {
  it.each([
    ["a word where an id belongs", '{ client(rowId: "nobody") { rowId } }'],
    ["an unknown field", "{ clients { nodes { shoeSize } } }"],
    ["an unknown argument", "{ clients(size: 3) { totalCount } }"],
    ["a text where a number belongs", `mutation { updateClient(input: { rowId: "00000000-0000-0000-0000-000000000001", patch: { heightCm: "tall" } }) { clientMutationId } }`],
  ])("%s is refused before anything runs", async (_, query) => {
    const { status, errors } = await dietitian(query);
    expect(status).toBe(400);
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors) expect(extensions["code"]).toBe("TF400");
  });

  it("in a variable is refused with TF400", async () => {
    const { errors } = await dietitian("query ($id: UUID!) { client(rowId: $id) { rowId } }", { id: "nobody" });
    expect(errors[0]?.extensions["code"]).toBe("TF400");
  });
});

describe("exact numbers", () => {
  const update = "mutation ($id: UUID!, $h: BigFloat) { updateClient(input: { rowId: $id, patch: { heightCm: $h } }) { client { heightCm } } }";
  it.each([172.5, "172.5", 180, "1.8e2"])("are taken as %j and given as a string", async (height) => {
    const { data, errors } = await dietitian(update, { id: clients.north, h: height });
    expect(errors).toEqual([]);
    expect(Number(data.updateClient.client.heightCm)).toBe(Number(height));
    expect(typeof data.updateClient.client.heightCm).toBe("string");
  });

  it("are taken as literals too", async () => {
    const { data } = await dietitian(`mutation { updateClient(input: { rowId: "${clients.north}", patch: { heightCm: 170.25 } }) { client { heightCm } } }`);
    expect(data.updateClient.client.heightCm).toBe("170.25");
  });

  it.each(["NaN", "Infinity", "", "1,5", true, "1e99999", [1]])("are never %j", async (height) => {
    const { errors } = await dietitian(update, { id: clients.north, h: height });
    expect(errors[0]?.extensions["code"]).toBe("TF400");
  });

  it("outside what a column allows are refused with TF400, and the row stays as it was", async () => {
    const { errors } = await dietitian(update, { id: clients.north, h: -5 });
    expect(errors[0]?.extensions).toEqual({ code: "TF400" });
    const { rows } = await api.database.owner.query("select height_cm from app_public.clients where id = $1", [clients.north]);
    expect(Number(rows[0].height_cm)).toBeGreaterThan(0);
  });
});

describe("another organisation's id answers like one that does not exist", () => {
  const MISSING = "01890000-0000-7000-8000-000000000000";
  const both = async (query: string, email = "dietitian@north.test") => {
    const strip = ({ data, errors }: { data: unknown; errors: unknown }) => JSON.parse(JSON.stringify({ data, errors }).replaceAll(clients.south, MISSING));
    const foreign = strip(await api.graphql(email, query, { id: clients.south }));
    expect(foreign).toEqual(strip(await api.graphql(email, query, { id: MISSING })));
    return foreign;
  };

  it("when it is read", async () => {
    expect(await both("query ($id: UUID!) { client(rowId: $id) { rowId } }")).toEqual({ data: { client: null }, errors: [] });
  });

  it("when it is looked up by its global id", async () => {
    const { data: own } = await dietitian("query ($id: UUID!) { client(rowId: $id) { id } }", { id: clients.north });
    const foreignId = Buffer.from(Buffer.from(own.client.id, "base64").toString().replace(clients.north, clients.south)).toString("base64");
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    expect((await dietitian(node, { id: own.client.id })).data.node).toEqual({ id: own.client.id });
    expect((await dietitian(node, { id: foreignId })).data.node).toBeNull();
  });

  it("when it is updated: TF404, and the row is untouched", async () => {
    const answer = await both('mutation ($id: UUID!) { updateClient(input: { rowId: $id, patch: { givenName: "Stolen" } }) { client { rowId } } }');
    expect(answer).toMatchObject({ data: { updateClient: null }, errors: [{ extensions: { code: "TF404" } }] });
    const { rows } = await api.database.owner.query("select given_name from app_public.clients where id = $1", [clients.south]);
    expect(rows).toEqual([{ given_name: "Cleo" }]);
  });

  it("when something is attached to it", async () => {
    const answer = await both(`mutation ($id: UUID!) { createBodyMetric(input: { bodyMetric: { clientId: $id, kind: weight, value: 70, measuredOn: "2026-01-01" } }) { clientMutationId } }`);
    expect(answer.errors).toHaveLength(1);
    const { rows } = await api.database.owner.query("select count(*)::int as count from app_public.body_metrics where client_id = $1", [clients.south]);
    expect(rows).toEqual([{ count: 0 }]);
  });

  it("while the own row is found, and updated", async () => {
    const { data } = await dietitian('mutation ($id: UUID!) { updateClient(input: { rowId: $id, patch: { givenName: "Clio" } }) { client { rowId givenName } } }', { id: clients.north });
    expect(data.updateClient.client).toEqual({ rowId: clients.north, givenName: "Clio" });
  });
});
