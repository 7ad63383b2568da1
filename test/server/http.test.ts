import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";

let api: TestApi;
let web: string;
let isWorkerUp = true;
beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), "web-"));
  await mkdir(join(web, "assets"));
  await writeFile(join(web, "index.html"), "<!doctype html><title>App</title>");
  await writeFile(join(web, "assets", "app-3f2a.js"), "export {}");
  api = await startApi({ webDirectory: web, readiness: { worker: () => Promise.resolve(isWorkerUp) } });
});
afterAll(async () => {
  await api.stop();
  await rm(web, { recursive: true });
});

describe("the server", () => {
  it("is healthy, and ready when everything that it needs is up", async () => {
    expect(await api.request("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await api.request("/readyz")).toMatchObject({ status: 200, body: { status: "ready", checks: { database: true, worker: true } } });
    isWorkerUp = false;
    expect(await api.request("/readyz")).toMatchObject({ status: 503, body: { status: "not ready", checks: { database: true, worker: false } } });
    isWorkerUp = true;
  });

  it("is not ready on a database of an earlier release", async () => {
    const early = await startApi();
    await early.database.owner.query("drop function app_private.require_identity()"); // which the first release did not have
    expect(await early.request("/readyz")).toMatchObject({ status: 503, body: { status: "not ready", checks: { database: false } } });
    await early.stop();
  });

  it("gives every answer an id, a proxy's own where it is sensible", async () => {
    expect((await api.request("/healthz")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect((await api.request("/healthz", { headers: { "x-request-id": "from-the-proxy-1" } })).headers.get("x-request-id")).toBe("from-the-proxy-1");
    expect((await api.request("/healthz", { headers: { "x-request-id": "<script>" } })).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("sends headers that keep foreign scripts and frames out", async () => {
    const { headers } = await api.request("/", { headers: { accept: "text/html" } });
    expect(headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(headers.get("content-security-policy")).toContain("style-src 'self';");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("counts requests for Prometheus", async () => {
    await api.graphql(null, "{ __typename }");
    const { body } = await api.request("/metrics");
    expect(body).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/graphql",status="200"\} \d+/);
  });

  it("says in JSON that an API address does not exist", async () => {
    expect(await api.request("/api/v1/nothing", { headers: { accept: "text/html" } })).toMatchObject({ status: 404, body: { error: { code: "TF404" } } });
    expect((await api.request("/api/v1/graphql")).status).toBe(405);
  });

  it("finishes what runs when it is closed", async () => {
    const closing = await startApi({}, (owner) =>
      owner.query(`create function app_public.wait_for_lock() returns text language sql volatile as $$ select pg_advisory_xact_lock(1)::text $$;
                   grant execute on function app_public.wait_for_lock() to tf_dietitian`),
    );
    const holder = await closing.database.owner.connect();
    await holder.query("select pg_advisory_lock(1)");
    const running = closing.graphql("dietitian@demo.test", "mutation { waitForLock(input: {}) { clientMutationId } }");
    await expect.poll(async () => (await holder.query("select from pg_locks where locktype = 'advisory' and not granted")).rowCount).toBe(1);
    const closed = closing.close();
    await holder.query("select pg_advisory_unlock(1)");
    holder.release();
    expect((await running).errors).toEqual([]);
    await closed;
    await expect(closing.request("/healthz")).rejects.toThrow();
    await closing.database.drop();
  });
});

describe("the web app", () => {
  it("is served for any page, and never from an old cache", async () => {
    for (const path of ["/", "/clients/42"]) {
      const answer = await api.request(path, { headers: { accept: "text/html" } });
      expect(answer).toMatchObject({ status: 200, body: "<!doctype html><title>App</title>" });
      expect(answer.headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("has files that never change, because their name does", async () => {
    const { status, headers } = await api.request("/assets/app-3f2a.js");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  it("has no page for a file that is not there", async () => {
    expect((await api.request("/assets/gone.js", { headers: { accept: "text/html" } })).status).toBe(404);
    expect((await api.request("/../package.json", { headers: { accept: "*/*" } })).body).not.toContain("dependencies");
  });
});
