import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices, PASSWORD } from "./support/practices.ts";

const [OLD, NEW, NEVER] = ["the secret of last year, quite long", "the secret of this year, quite long", "a secret that nobody ever configured"].map((secret) => secret.padEnd(40, "!")) as [string, string, string];
const FILE_KEY = Buffer.alloc(32, 9).toString("base64");

let before: TestApi;
beforeAll(async () => {
  before = await startApi({ secrets: { JWT_SECRET: OLD, FILE_KEY } });
  await makePractices(before.database.owner);
});
afterAll(() => before.stop());

/** The same database behind a server with other secrets, as after a restart. */
async function withSecrets<T>(secrets: { JWT_SECRET: string; JWT_PREVIOUS_SECRETS?: string[] }, work: (api: TestApi) => Promise<T>): Promise<T> {
  const api = await startApi({ secrets: { ...secrets, FILE_KEY }, authenticatorPool: before.database.authenticator });
  try {
    return await work(api);
  } finally {
    await api.stop();
  }
}
const login = async (api: TestApi) => (await api.request("/api/v1/auth/login", { body: { email: "dietitian@north.test", password: PASSWORD, client: "mobile" } })).body;
const ask = async (api: TestApi, token: string) => (await api.request("/api/v1/graphql", { token, body: { query: "{ clients { totalCount } }" } })).status;
const keyId = (token: string) => JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()).kid;

describe("replacing the signing secret", () => {
  it("signs nobody out: the old one still verifies, the new one signs", async () => {
    const { accessToken, refreshToken } = await login(before);
    await withSecrets({ JWT_SECRET: NEW, JWT_PREVIOUS_SECRETS: [NEVER, OLD] }, async (after) => {
      expect(await ask(after, accessToken)).toBe(200);
      const refreshed = (await after.request("/api/v1/auth/refresh", { body: { refreshToken } })).body;
      expect(keyId(refreshed.accessToken)).not.toBe(keyId(accessToken));
      expect(await ask(after, refreshed.accessToken)).toBe(200);
      expect(await ask(before, refreshed.accessToken), "a server that does not know the new one yet").toBe(401);
    });
  });

  it("ends when the old one is taken away: its tokens are refused, sessions go on", async () => {
    const { accessToken, refreshToken } = await login(before);
    await withSecrets({ JWT_SECRET: NEW }, async (after) => {
      expect(await ask(after, accessToken)).toBe(401);
      expect(await ask(after, (await after.request("/api/v1/auth/refresh", { body: { refreshToken } })).body.accessToken)).toBe(200);
    });
  });

  it("lets a second step of signing in go on", async () => {
    await before.database.owner.query("update app_public.organizations set requires_second_factor = true where name = 'south'");
    const { body } = await before.request("/api/v1/auth/login", { body: { email: "dietitian@south.test", password: PASSWORD, client: "mobile" } });
    await withSecrets({ JWT_SECRET: NEW, JWT_PREVIOUS_SECRETS: [OLD] }, async (after) => {
      expect((await after.request("/api/v1/auth/second-factor/enrol", { body: { challenge: body.secondFactor.challenge } })).status).toBe(200);
    });
    await withSecrets({ JWT_SECRET: NEW }, async (after) => {
      expect((await after.request("/api/v1/auth/second-factor/enrol", { body: { challenge: body.secondFactor.challenge } })).status).toBe(401);
    });
  });
});

describe("production", () => {
  const production = { NODE_ENV: "production", REDIS_URL: undefined } as const;
  const body = { email: "dietitian@north.test", password: PASSWORD, client: "web" };

  it("takes passwords and tokens over https only, and believes what a trusted proxy says of it", async () => {
    const api = await startApi({ environment: { ...production, TRUSTED_PROXIES: 1 }, authenticatorPool: before.database.authenticator });
    for (const path of ["login", "refresh", "password/forgot", "invitations/look"]) {
      expect(await api.request(`/api/v1/auth/${path}`, { body })).toMatchObject({ status: 403, body: { error: { code: "TF085" } } });
      expect((await api.request(`/api/v1/auth/${path}`, { body, headers: { "x-forwarded-proto": "http" } })).status).toBe(403);
    }
    const answer = await api.request("/api/v1/auth/login", { body, headers: { "x-forwarded-proto": "https" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(/^__Secure-tf_refresh=[\w-]{43}; Max-Age=604800; Path=\/api\/v1\/auth; HttpOnly; Secure; SameSite=Strict$/);
    const cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
    expect((await api.request("/api/v1/auth/refresh", { body: {}, headers: { cookie, "x-forwarded-proto": "https" } })).status).toBe(200);
    await api.stop();
  });

  it("does not believe a caller who only claims it", async () => {
    const api = await startApi({ environment: { ...production, TRUSTED_PROXIES: 0 }, authenticatorPool: before.database.authenticator });
    expect((await api.request("/api/v1/auth/login", { body, headers: { "x-forwarded-proto": "https" } })).body.error.code).toBe("TF085");
    await api.stop();
  });
});
