import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../support/api.ts";

const LOGIN = "/api/v1/auth/login";
let direct: TestApi;
let behindOne: TestApi;
beforeAll(async () => {
  direct = await startApi();
  behindOne = await startApi({ environment: { ...direct.environment, TRUSTED_PROXIES: 1 } });
});
afterAll(() => Promise.all([direct.stop(), behindOne.stop()]));

/** Guesses so often at one account; answers how the last guess was answered. */
async function guess(api: TestApi, times: number, forwardedFor: (i: number) => string, email: string): Promise<number> {
  let status = 0;
  for (let i = 0; i < times; i++) {
    ({ status } = await api.request(LOGIN, { body: { email, password: "a wrong guess", client: "web" }, headers: { "x-forwarded-for": forwardedFor(i) } }));
  }
  return status;
}

describe("an address that the caller states", () => {
  it("is not believed without a proxy: another one for each guess is no way round the throttle", async () => {
    expect(await guess(direct, 11, (i) => `203.0.113.${i}`, "dietitian@demo.test")).toBe(429);
  });

  it("is not believed beyond the proxies that are trusted: what stands before theirs is made up", async () => {
    expect(await guess(behindOne, 11, (i) => `203.0.113.${i}, 198.51.100.7`, "dietitian@demo.test")).toBe(429);
  });

  it("is believed when the trusted proxy says so: others are not slowed down for one who guesses", async () => {
    expect(await guess(behindOne, 11, () => "198.51.100.8", "assistant@demo.test")).toBe(429);
    expect(await guess(behindOne, 1, () => "198.51.100.9", "assistant@demo.test")).toBe(401);
  });
});

describe("the metrics", () => {
  it("are shown to a machine nearby that asks directly", async () => {
    expect((await direct.request("/metrics")).body).toContain("process_cpu_seconds_total");
  });

  it.each([{ "x-forwarded-for": "127.0.0.1" }, { "x-forwarded-for": "203.0.113.9" }, { forwarded: "for=127.0.0.1" }, { via: "1.1 proxy" }, { "x-forwarded-host": "localhost" }] as Record<string, string>[])(
    "are not shown to what came through a proxy, whatever it says: %j",
    async (headers) => {
      for (const api of [direct, behindOne]) {
        const answer = await api.request("/metrics", { headers });
        expect(answer.status).toBe(404);
        expect(JSON.stringify(answer.body)).not.toContain("process_cpu");
      }
    },
  );
});
