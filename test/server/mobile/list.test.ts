import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../support/api.ts";
import { operations } from "./documents.ts";

// In production a client's token opens the mobile app's documents and nothing else.
const CLIENT = "client@demo.test";
let live: TestApi;
let open: TestApi;
let told: TestApi;
beforeAll(async () => {
  open = await startApi();
  live = await startApi({ environment: { ...open.environment, NODE_ENV: "production" } });
  told = await startApi({ environment: { ...open.environment, NODE_ENV: "production", MOBILE_DOCUMENTS: "any" } });
});
afterAll(() => Promise.all([live.stop(), open.stop(), told.stop()]));

const CHANGES = operations.all.find(({ name }) => name === "Changes")!;
const answer = async (body: unknown, options: { as?: string; path?: string; method?: string; headers?: Record<string, string> } = {}) => {
  const { status, body: answered } = await live.request(`/api/v1/graphql${options.path ?? ""}`, {
    ...(body !== undefined && { body }), token: await live.tokenOf(options.as ?? CLIENT), ...(options.method && { method: options.method }), ...(options.headers && { headers: options.headers }),
  });
  return { status, data: answered?.data, code: answered?.errors?.[0]?.extensions?.code as string | undefined };
};

describe("a client's token in production", () => {
  it("opens a listed document, whatever its layout and comments", async () => {
    for (const query of [CHANGES.text, `# hello\n${CHANGES.text.replaceAll(/\s+/g, "  \n ")}`, CHANGES.text.replaceAll("\n", " ,, ")]) {
      expect(await answer({ query })).toMatchObject({ status: 200, data: { changes: { isEverything: true } } });
    }
  });

  it("opens it by its id", async () => {
    expect(await answer({ documentId: CHANGES.id, variables: {} })).toMatchObject({ status: 200, data: { changes: { isEverything: true } } });
  });

  const attacks: Record<string, unknown> = {
    "another document": { query: "{ clients { nodes { email } } }" },
    "a listed document with a field more": { query: CHANGES.text.replace("changes(since: $since)", "changes(since: $since) clients { totalCount }") },
    "a listed document with an alias": { query: CHANGES.text.replace("changes(since", "x: changes(since") },
    "a listed document twice under aliases": { query: CHANGES.text.replace("changes(since: $since)", "a: changes(since: $since) b: changes(since: $since)") },
    "a listed document with another operation behind it": { query: `${CHANGES.text}\nquery Other { clients { totalCount } }`, operationName: "Other" },
    "a listed document with a fragment behind it": { query: `${CHANGES.text}\nfragment F on Query { clients { totalCount } }` },
    "a listed name with another content": { query: "query Changes($since: String) { clients { totalCount } }" },
    "a listed document with a directive": { query: CHANGES.text.replace("changes(since: $since)", "changes(since: $since) @include(if: true)") },
    "a listed document in a string": { query: `{ searchFoods(query: """${CHANGES.text}""") }` },
    "introspection": { query: "{ __schema { types { name } } }" },
    "a document beside an id": { documentId: CHANGES.id, query: "{ clients { totalCount } }" },
    "an unknown id": { documentId: "0".repeat(64) },
    "an id that is an object": { documentId: { id: CHANGES.id } },
    "an id of the prototype": { documentId: "__proto__" },
    "nothing at all": {},
    "what is no document": { query: "{" },
  };
  it.each(Object.keys(attacks))("does not open %s", async (what) => {
    expect(await answer(attacks[what])).toEqual({ status: 400, data: undefined, code: "TF905" });
  });

  it("opens nothing by GET, by another media type, or in a batch", async () => {
    const query = "{ clients { totalCount } }";
    expect((await answer(undefined, { path: `?query=${encodeURIComponent(query)}` })).status).toBe(405);
    for (const [body, headers] of [[query, { "content-type": "application/graphql" }], [`query=${encodeURIComponent(query)}`, { "content-type": "application/x-www-form-urlencoded" }]] as const) {
      const refused = await answer(body, { headers });
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.data).toBeUndefined();
    }
    const batch = await answer([{ query: CHANGES.text }, { query }]);
    expect(batch.status).toBe(400);
    expect(batch.data).toBeUndefined();
    expect(await answer({ query: CHANGES.text }, { path: `?query=${encodeURIComponent(query)}` })).toMatchObject({ data: { changes: { isEverything: true } } });
  });
});

it("staff are not held to the list", async () => {
  expect(await answer({ query: "{ clients { totalCount } }" }, { as: "dietitian@demo.test" })).toMatchObject({ status: 200, data: { clients: { totalCount: expect.any(Number) } } });
});

it("in development nobody is, and in production whoever sets MOBILE_DOCUMENTS=any is not either", async () => {
  expect((await open.graphql(CLIENT, "{ clients { totalCount } }")).data.clients.totalCount).toBe(1);
  expect((await told.graphql(CLIENT, "{ clients { totalCount } }")).data.clients.totalCount).toBe(1);
});
