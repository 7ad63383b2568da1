import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../harness/postgres.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { rawRequest } from "../support/raw-http.ts";

const GRAPHQL = "/api/v1/graphql";
const LOGIN = "/api/v1/auth/login";
const CREDENTIALS = { email: "dietitian@demo.test", password: DEMO_PASSWORD, client: "web" };

let api: TestApi;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attacked-"));
  await mkdir(join(folder, "web", "assets"), { recursive: true });
  await writeFile(join(folder, "web", "index.html"), "<!doctype html><title>App</title>");
  await writeFile(join(folder, "web", ".env"), "KEY=the-secret-beside-the-pages");
  await writeFile(join(folder, "secrets.json"), "the-secret-above-the-pages");
  api = await startApi({ webDirectory: join(folder, "web") });
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

/** One request as it stands, path not tidied up as `fetch` would. */
const raw = (method: string, path: string, headers: Record<string, string> = {}, body = "") =>
  rawRequest(
    api.url,
    [`${method} ${path} HTTP/1.1`, "host: localhost", "connection: close", ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body && !("transfer-encoding" in headers) ? [`content-length: ${Buffer.byteLength(body)}`] : []), "", body].join("\r\n"),
  );
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe("a body", () => {
  it.each([[GRAPHQL, 256 * 1024], [LOGIN, 8 * 1024]])("that announces too much at %s is refused before it arrives, and the connection closed", async (path, limit) => {
    const answer = await rawRequest(api.url, `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${limit + 1}\r\n\r\n{`);
    expect(statusOf(answer)).toBe(413);
    expect(answer).toMatch(/connection: close/i);
    expect(answer).toContain("TF413");
  });

  it.each([GRAPHQL, LOGIN])("that says no length at %s is cut where the limit is", async (path) => {
    const answer = await raw("POST", path, { "content-type": "application/json", "transfer-encoding": "chunked" }, `4e200\r\n"${"x".repeat(0x4e200 - 2)}"\r\n0\r\n\r\n`);
    expect(statusOf(answer)).toBe(413);
  });

  it("that is large and comes without a valid token is not read at all", async () => {
    const answer = await rawRequest(api.url, `POST ${GRAPHQL} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ncontent-type: application/json\r\ncontent-length: 200000\r\nconnection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(401);
  });

  it.each(["gzip", "deflate", "br"])("in %s is not unfolded: a bomb stays what it is", async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, " "));
    for (const path of [GRAPHQL, LOGIN]) {
      const answer = await fetch(api.url + path, { method: "POST", headers: { "content-type": "application/json", "content-encoding": encoding }, body: new Uint8Array(path === LOGIN ? bomb.subarray(0, 4000) : bomb) });
      expect(answer.status).toBe(415);
    }
  });

  it("nested a hundred thousand levels deep breaks nothing", async () => {
    const deep = `{"query": "mutation ($e: JSON!) { logBatch(input: { events: $e }) { clientMutationId } }", "variables": {"e": ${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
    const answer = await api.request(GRAPHQL, { body: deep, token: await api.tokenOf("client@demo.test") });
    expect(answer.body.errors).toHaveLength(1);
    expect((await api.request("/healthz")).status).toBe(200);
  });

  it("cannot reach the prototype of objects", async () => {
    await api.request(LOGIN, { body: '{"__proto__": {"client": "web", "password": "x"}, "constructor": {"prototype": {"polluted": true}}, "email": "a@b.c"}' });
    await api.request(GRAPHQL, { body: '{"query": "{ __typename }", "variables": {"__proto__": {"polluted": true}}, "extensions": {"__proto__": {"polluted": true}}}' });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("that is a list of queries is refused whole", async () => {
    const answer = await api.request(GRAPHQL, { body: JSON.stringify(Array.from({ length: 100 }, () => ({ query: "{ __typename }" }))) });
    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeUndefined();
  });
});

describe("a page of another site", () => {
  const cookieOf = async () => ((await api.request(LOGIN, { body: CREDENTIALS })).headers.get("set-cookie") ?? "").split(";")[0]!;

  it.each([["application/x-www-form-urlencoded", "query=%7B__typename%7D"], ["text/plain", '{"query": "{ __typename }"}'], ["multipart/form-data; boundary=x", "--x--"], ["application/graphql", "{ __typename }"]])(
    "cannot ask or sign in by a form of type %s",
    async (type, body) => {
      for (const path of [GRAPHQL, LOGIN, "/api/v1/auth/refresh"]) expect((await api.request(path, { body, headers: { "content-type": type } })).status).toBe(415);
    },
  );

  it("is refused by what the browser says of it, even with the cookie", async () => {
    const cookie = await cookieOf();
    const from = (headers: Record<string, string>) => api.request("/api/v1/auth/refresh", { body: {}, headers: { cookie, ...headers } });
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { origin: "https://evil.example" }, { origin: "null" }, { origin: api.url.replace("http:", "https:").replace(/\d+$/, "1") }] as Record<string, string>[]) {
      expect(await from(headers)).toMatchObject({ status: 403, body: { error: { code: "TF403" } } });
    }
    expect((await from({ "sec-fetch-site": "same-origin", origin: "http://ignored.example" })).status).toBe(200);
  });

  it("while our own pages, and programs that say nothing, are served", async () => {
    expect((await api.request(LOGIN, { body: CREDENTIALS, headers: { origin: api.url } })).status).toBe(200);
    expect((await api.request(LOGIN, { body: CREDENTIALS })).status).toBe(200);
  });

  it("is told by no header that it may read our answers", async () => {
    for (const method of ["OPTIONS", "POST"]) {
      const { headers } = await api.request(GRAPHQL, { method, headers: { origin: "https://evil.example", "access-control-request-method": "POST" } });
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    }
  });

  it("cannot put ours into a frame", async () => {
    for (const path of ["/", "/api/v1/graphql", "/healthz"]) {
      const { headers } = await api.request(path, { headers: { accept: "text/html" } });
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("camera=()");
    }
  });

  it("cannot have the refresh cookie: scripts do not see it, other sites do not send it, and in production it needs TLS", async () => {
    const cookie = (await api.request(LOGIN, { body: CREDENTIALS })).headers.get("set-cookie");
    expect(cookie).toMatch(/; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toMatch(/Domain/i);
    const live = await startApi({ environment: { ...api.environment, NODE_ENV: "production", TRUSTED_PROXIES: 1 } });
    const answer = await live.request(LOGIN, { body: CREDENTIALS, headers: { "x-forwarded-proto": "https" } });
    expect(answer.headers.get("set-cookie")).toMatch(/; Secure/);
    expect(answer.headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
    await live.stop();
  });
});

describe("an answer of the API", () => {
  it("is kept by no cache, refused ones included", async () => {
    const token = await api.tokenOf("dietitian@demo.test");
    const answers = [
      await api.request(GRAPHQL, { token, body: { query: "{ clients { totalCount } }" } }),
      await api.request(GRAPHQL, { body: { query: "{ nonsense }" } }),
      await api.request(GRAPHQL),
      await api.request("/api/v1/exports/01890000-0000-7000-8000-0000000000ff", { token }),
      await api.request("/api/v1/nothing"),
      await api.request(LOGIN, { body: {} }),
    ];
    expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(answers.map(() => "no-store"));
  });
});

describe("a method", () => {
  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("%s asks GraphQL nothing", async (method) => {
    const answer = await raw(method, `${GRAPHQL}?query=${encodeURIComponent("{ __typename }")}`);
    expect(statusOf(answer)).toBe(405);
    expect(answer).toMatch(/^allow: POST/im);
    expect(answer).not.toContain("__typename\"");
  });

  it("named in another header does not count", async () => {
    for (const name of ["x-http-method-override", "x-http-method", "x-method-override"]) {
      expect((await api.request(GRAPHQL, { headers: { [name]: "POST", "content-type": "application/json" } })).status).toBe(405);
      expect((await api.request(`${LOGIN}?_method=POST`, { headers: { [name]: "POST" } })).status).toBe(404);
    }
  });

  it.each(["TRACE", "CONNECT"])("%s echoes nothing", async (method) => {
    expect(await raw(method, method === "CONNECT" ? "localhost:80" : "/healthz", { cookie: "tf_refresh=my-secret" })).not.toContain("my-secret");
  });
});

describe("a path", () => {
  it.each([
    "/../secrets.json", "/assets/../../secrets.json", "/assets/..%2f..%2fsecrets.json", "/assets/%2e%2e/%2e%2e/secrets.json", "/..%5csecrets.json", "/assets/....//....//secrets.json",
    "/%00/../secrets.json", "/assets/app.js%00.html", "//secrets.json", "/.env", "/assets/..;/secrets.json", "/..%c0%afsecrets.json", "/%252e%252e/secrets.json",
  ])("%s leads to no file outside or hidden", async (path) => {
    for (const accept of ["*/*", "text/html"]) {
      const answer = await raw("GET", path, { accept });
      expect(answer).not.toContain("the-secret");
      expect(answer).not.toMatch(/secrets\.json'|at .*node_modules|ENOENT/);
      expect(statusOf(answer)).toBeLessThan(500);
    }
  });

  it.each(["../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "01890000-0000-7000-8000-0000000000ff%2f..%2f..", "01890000-0000-7000-8000-0000000000ff%0d%0aset-cookie:%20a=b", "%00", "%ff", "'%20or%201=1--"])("/api/v1/exports/%s is no export", async (id) => {
    const answer = await raw("GET", `/api/v1/exports/${id}`, { authorization: `Bearer ${await api.tokenOf("org_admin@demo.test")}` });
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/^set-cookie/im);
    expect(answer).not.toContain("root:");
  });
});

describe("a header", () => {
  it("of another host changes nothing in what is answered", async () => {
    for (const headers of [{ "x-forwarded-host": "evil.example" }, { forwarded: "host=evil.example" }, { host: "evil.example" }] as Record<string, string>[]) {
      const answer = await rawRequest(api.url, `GET / HTTP/1.1\r\n${headers["host"] ? "" : "host: localhost\r\n"}accept: text/html\r\nconnection: close\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\r\n")}\r\n\r\n`);
      expect(statusOf(answer)).toBe(200);
      expect(answer).not.toContain("evil.example");
    }
  });

  it("with a request id that is none is not repeated", async () => {
    for (const id of ["short", "a b c d e f g h", "x".repeat(65), "<script>alert(1)</script>", "%0d%0aset-cookie: a=b"]) {
      const answer = await raw("GET", "/healthz", { "x-request-id": id });
      expect(answer).not.toContain(`x-request-id: ${id}`);
      expect(answer).toMatch(/^x-request-id: [0-9a-f-]{36}\r$/im);
    }
  });
});
