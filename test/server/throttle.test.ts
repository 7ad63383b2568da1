import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../bin/port.ts";
import { createThrottle, type Throttle } from "../../server/auth/throttle.ts";
import { type TestApi, startApi } from "./support/api.ts";
import { makePractices, PASSWORD } from "./support/practices.ts";

const environment = { NODE_ENV: "test", TRUSTED_PROXIES: 1, REDIS_URL: undefined } as const;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment });
  await makePractices(api.database.owner);
});
afterAll(() => api.stop());
beforeEach(() => api.database.owner.query("delete from app_private.login_throttle"));

/** From an address, as the trusted proxy in front says it. */
const login = (url: string, email: string, password: string, address = "198.51.100.7") =>
  fetch(`${url}/api/v1/auth/login`, {
    method: "POST", headers: { "content-type": "application/json", "x-forwarded-for": address }, body: JSON.stringify({ email, password, client: "mobile" }),
  }).then(({ status }) => status);

describe("attempts to sign in", () => {
  it("are counted together by servers that share a database, and still after a restart", async () => {
    const second = await startApi({ environment, authenticatorPool: api.database.authenticator });
    for (let i = 0; i < 5; i += 1) {
      expect(await login(api.url, "dietitian@north.test", "guess")).toBe(401);
      expect(await login(second.url, "dietitian@north.test", "guess")).toBe(401);
    }
    expect(await login(api.url, "dietitian@north.test", PASSWORD)).toBe(429);
    expect(await login(second.url, "dietitian@north.test", PASSWORD)).toBe(429);
    await second.stop();
    const restarted = await startApi({ environment, authenticatorPool: api.database.authenticator });
    expect(await login(restarted.url, "dietitian@north.test", PASSWORD)).toBe(429);
    await restarted.stop();
  });

  it("at one account from many addresses are slowed down later, so that a guesser does not lock the person out", async () => {
    for (let i = 0; i < 10; i += 1) await login(api.url, "assistant@north.test", "guess", "203.0.113.1");
    expect(await login(api.url, "assistant@north.test", PASSWORD, "203.0.113.1"), "the guesser's address").toBe(429);
    expect(await login(api.url, "assistant@north.test", PASSWORD, "203.0.113.2"), "the person's own").toBe(200);
    await api.database.owner.query("delete from app_private.login_throttle");
    for (let i = 0; i < 60; i += 1) expect(await login(api.url, "assistant@north.test", "guess", `203.0.113.${Math.floor(i / 5)}`)).toBe(401);
    expect(await login(api.url, "assistant@north.test", PASSWORD, "203.0.113.99"), "a whole net of guessers").toBe(429);
  });

  it("from one address at many accounts are slowed down as well", async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 101; i += 1) statuses.add(await login(api.url, `somebody-${i}@nowhere.test`, "guess", "192.0.2.1"));
    expect(statuses).toEqual(new Set([401, 429]));
    expect(await login(api.url, "dietitian@south.test", PASSWORD, "192.0.2.2")).toBe(200);
  });

  it("that succeed are forgotten", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 8; i += 1) expect(await login(api.url, "org_admin@north.test", "guess")).toBe(401);
      expect(await login(api.url, "org_admin@north.test", PASSWORD)).toBe(200);
    }
  });

  it("say how long to wait", async () => {
    for (let i = 0; i < 10; i += 1) await login(api.url, "client@north.test", "guess");
    const answer = await fetch(`${api.url}/api/v1/auth/login`, {
      method: "POST", headers: { "content-type": "application/json", "x-forwarded-for": "198.51.100.7" },
      body: JSON.stringify({ email: "client@north.test", password: "guess", client: "mobile" }),
    });
    const seconds = Number(answer.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect((await answer.json() as any).error.detail.retryAfterSeconds).toBe(seconds);
  });

  it("are kept as hashes, which name neither address nor account", async () => {
    await login(api.url, "dietitian@south.test", "guess", "198.51.100.99");
    const { rows } = await api.database.owner.query<{ key: string }>("select key from app_private.login_throttle");
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).not.toMatch(/dietitian|198\.51/);
  });
});

describe("tokens that nobody made", () => {
  it.each(["refresh", "password/reset"])("are slowed down at %s, and right ones are not", async (path) => {
    const post = (body: object, address: string) =>
      api.request(`/api/v1/auth/${path}`, { body, headers: { "x-forwarded-for": address } });
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i += 1) statuses.add((await post({ refreshToken: `wrong-${i}`, token: `wrong-${i}`, newPassword: "does not matter here" }, "192.0.2.50")).status);
    expect(statuses).toContain(429);
    const { refreshToken } = (await api.request("/api/v1/auth/login", { body: { email: "dietitian@south.test", password: PASSWORD, client: "mobile" }, headers: { "x-forwarded-for": "192.0.2.50" } })).body;
    expect((await api.request("/api/v1/auth/refresh", { body: { refreshToken }, headers: { "x-forwarded-for": "192.0.2.50" } })).status).toBe(200);
  });

  it("and messages that somebody has sent to others", async () => {
    const statuses = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await api.request("/api/v1/auth/password/forgot", { body: { email: "client@south.test" } })).status);
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
    const unknown = [];
    for (let i = 0; i < 6; i += 1) unknown.push((await api.request("/api/v1/auth/password/forgot", { body: { email: "nobody@nowhere.test" } })).status);
    expect(unknown, "an address that nobody has is counted alike").toEqual(statuses);
  });
});

const hasRedis = (() => {
  try {
    return execFileSync("redis-server", ["--version"]).length > 0;
  } catch {
    return false;
  }
})();

describe("with Redis", () => {
  const until429 = async (throttle: Throttle, account: string) => {
    for (let i = 0; ; i += 1) {
      try {
        await throttle.attempt("password", { account, address: "198.51.100.7" });
      } catch (refused) {
        expect(refused).toMatchObject({ status: 429, code: "TF429" });
        return i;
      }
    }
  };

  it.runIf(hasRedis)("counts there, for all servers, and asks Postgres for nothing", async () => {
    const port = await freePort();
    const redis = spawn("redis-server", ["--port", String(port), "--save", "", "--appendonly", "no"], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise<void>((ready) => redis.stdout.on("data", (line: Buffer) => line.toString().includes("Ready to accept") && ready()));
    const [one, two] = [1, 2].map(() => createThrottle({ pool: api.database.authenticator, redisUrl: `redis://127.0.0.1:${port}` })) as [Throttle, Throttle];
    try {
      // Until each is connected, Postgres counts for it.
      for (const throttle of [one, two]) {
        await expect.poll(async () => {
          await api.database.owner.query("delete from app_private.login_throttle");
          await throttle.attempt("token", { address: "warm" });
          return (await api.database.owner.query("select from app_private.login_throttle")).rowCount;
        }).toBe(0);
      }
      expect(await until429(one, "shared@clinic.test")).toBe(10);
      expect(await until429(two, "shared@clinic.test")).toBe(0);
      expect((await api.database.owner.query("select from app_private.login_throttle")).rowCount).toBe(0);
    } finally {
      one.close();
      two.close();
      redis.kill();
    }
  });

  it("that cannot be reached, Postgres counts, and nobody is locked out or let off", async () => {
    const nowhere = createServer((socket) => socket.destroy());
    await new Promise<void>((listening) => nowhere.listen(0, "127.0.0.1", listening));
    const { port } = nowhere.address() as { port: number };
    const throttle = createThrottle({ pool: api.database.authenticator, redisUrl: `redis://127.0.0.1:${port}` });
    expect(await until429(throttle, "down@clinic.test")).toBe(10);
    throttle.close();
    nowhere.close();
  });
});
