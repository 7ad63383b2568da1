import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../support/api.ts";
import { capturedLog } from "../support/captured-log.ts";
import { errorsCounted } from "../support/raw-http.ts";

const FAILING = `
  create function app_public.divide() returns int language sql stable as $$ select 1 / length('') $$;
  grant execute on function app_public.divide() to tf_dietitian;`;
const GRAPHQL = "/api/v1/graphql";
const LOGIN = "/api/v1/auth/login";

const captured = capturedLog();
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ log: captured.log }, (owner) => owner.query(FAILING));
});
afterAll(() => api.stop());

type Denied = { code: string; status: number; act: () => Promise<unknown> };
const graphql = (email: string | null, query: string) => () => api.graphql(email, query);
const denials: Record<string, Denied> = {
  "a token that is not valid": { code: "TF401", status: 401, act: () => api.request(GRAPHQL, { token: "nonsense", body: { query: "{ __typename }" } }) },
  "a wrong password": { code: "TF401", status: 401, act: () => api.request(LOGIN, { body: { email: "dietitian@demo.test", password: "a wrong one", client: "web" } }) },
  "a query that nobody may ask without signing in": { code: "TF403", status: 200, act: graphql(null, "{ clients { totalCount } }") },
  "an id that is not there": { code: "TF404", status: 200, act: graphql("dietitian@demo.test", '{ mealPlanVersionDocument(mealPlanVersionId: "01890000-0000-7000-8000-0000000000ff") }') },
  "an address that is not there": { code: "TF404", status: 404, act: () => api.request("/api/v1/nothing") },
  "metrics that are not shown": { code: "TF404", status: 404, act: () => api.request("/metrics", { headers: { via: "1.1 x" } }) },
  "a page of another site": { code: "TF403", status: 403, act: () => api.request(LOGIN, { body: {}, headers: { "sec-fetch-site": "cross-site" } }) },
  "a document that does not fit the schema": { code: "TF400", status: 400, act: graphql("dietitian@demo.test", "{ shoeSize }") },
  "a query that is too wide": { code: "TF903", status: 400, act: graphql("dietitian@demo.test", `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: __typename`).join(" ")} }`) },
  "a page that is too large": { code: "TF900", status: 200, act: graphql("dietitian@demo.test", "{ foods(first: 1000) { totalCount nodes { name } } }") },
  "a body that is too large": { code: "TF413", status: 413, act: () => api.request(LOGIN, { body: { email: "x".repeat(9000) } }) },
  "an error of ours": { code: "TF500", status: 200, act: graphql("dietitian@demo.test", "{ divide }") },
};

describe("is counted by its code, and named in the one line of its request:", () => {
  it.each(Object.keys(denials))("%s", async (what) => {
    const { code, status, act } = denials[what]!;
    const [counted, lines] = [await errorsCounted(api.url, code), captured.lines().length];
    await act();
    await expect.poll(() => errorsCounted(api.url, code)).toBe(counted + 1);
    const requests = captured.lines().slice(lines).filter(({ msg }) => msg === "request");
    expect(requests).toEqual([expect.objectContaining({ errors: [code], res: { status }, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), responseTime: expect.any(Number) })]);
  });

  it("too many attempts to sign in", async () => {
    const [counted, lines] = [await errorsCounted(api.url, "TF429"), captured.lines().length];
    for (let i = 0; i < 12; i++) await api.request(LOGIN, { body: { email: "researcher@demo.test", password: "guess", client: "web" } });
    await expect.poll(() => errorsCounted(api.url, "TF429")).toBe(counted + 2);
    expect(captured.lines().slice(lines).filter(({ errors }) => errors?.[0] === "TF429")).toHaveLength(2);
  });
});

it("a request that succeeds names no error", async () => {
  const lines = captured.lines().length;
  await api.graphql("dietitian@demo.test", "{ clients { totalCount } }");
  await expect.poll(() => captured.lines().slice(lines).filter(({ msg }) => msg === "request")).toEqual([expect.not.objectContaining({ errors: expect.anything() })]);
});
