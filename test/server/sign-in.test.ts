import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices, PASSWORD, ROLES } from "./support/practices.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await makePractices(api.database.owner);
});
afterAll(() => api.stop());

const login = (email: string, more: object = {}) => api.request("/api/v1/auth/login", { body: { email, password: PASSWORD, client: "mobile", ...more } });

describe("signing in", () => {
  it.each(ROLES)("works for a person who is %s", async (role) => {
    const { status, body } = await login(`${role}@north.test`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 900, identity: { role, organization: { name: "north" } } });
    expect(body.refreshToken).toMatch(/^[\w-]{43}$/);
  });
});
