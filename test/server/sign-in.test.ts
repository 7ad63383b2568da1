import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Result, startApi, type TestApi } from "./support/api.ts";
import { makePractices, PASSWORD, ROLES } from "./support/practices.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await makePractices(api.database.owner);
});
afterAll(() => api.stop());

const login = (email: string, more: object = {}) =>
  api.request("/api/v1/auth/login", { body: { email, password: PASSWORD, client: "mobile", ...more } });
const refresh = (refreshToken: string) => api.request("/api/v1/auth/refresh", { body: { refreshToken } });
const cookieOf = (answer: Result) => answer.headers.get("set-cookie") ?? "";
const withCookie = (path: string, cookie: string, headers: Record<string, string> = {}, body: unknown = {}) =>
  api.request(path, { body, headers: { cookie: cookie.split(";")[0]!, ...headers } });
/** Makes the rotation of this family look as if it was long ago. */
const passTime = () => api.database.owner.query("update app_private.refresh_tokens set rotated_at = rotated_at - interval '1 minute'");

describe("signing in", () => {
  it.each(ROLES)("works for a person who is %s", async (role) => {
    const { status, body } = await login(`${role}@north.test`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 900, identity: { role, organization: { name: "north" }, places: [{ organizationName: "north", role }] } });
    expect(body.identity.capabilities.includes("memberships.read")).toBe(role !== "client");
    expect(body.identity.capabilities.includes("approve_export")).toBe(role === "org_admin");
    expect(body.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(body.identity[role === "client" ? "memberId" : "clientId"]).toBeNull();
  });

  it("does not mind how the address is written", async () => {
    expect((await login("Dietitian@NORTH.test")).status).toBe(200);
  });

  it("gives a token that the API knows the person by", async () => {
    const { body } = await login("dietitian@north.test");
    const answer = await api.request("/api/v1/graphql", { token: body.accessToken, body: { query: "{ clients { nodes { givenName } } }" } });
    expect(answer.body.data.clients.nodes).toEqual([{ givenName: "Cleo" }]);
  });

  it("answers a wrong password and an unknown address alike", async () => {
    const wrong = await login("dietitian@north.test", { password: "wrong" });
    const unknown = await login("nobody@north.test");
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: "TF401" } } });
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });

  it("refuses an organisation that the person does not belong to", async () => {
    const { body: south } = await login("dietitian@south.test");
    const answer = await login("dietitian@north.test", { organizationId: south.identity.organization.id });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "TF403" } } });
  });

  it("chooses among organisations by the one that is asked for, and prefers the client on the phone", async () => {
    await api.database.owner.query(
      `insert into app_public.memberships (org_id, user_id, role)
       select o.id, u.id, 'assistant' from app_public.organizations o, app_public.users u where o.name = 'south' and u.email = 'client@north.test'`,
    );
    const phone = await login("client@north.test");
    const web = await login("client@north.test", { client: "web" });
    expect(phone.body.identity).toMatchObject({ role: "client", organization: { name: "north" } });
    expect(web.body.identity).toMatchObject({ role: "assistant", organization: { name: "south" } });
    const asked = await login("client@north.test", { organizationId: web.body.identity.organization.id });
    expect(asked.body.identity).toMatchObject({ role: "assistant", organization: { name: "south" } });
  });

  it("is closed to deactivated members and archived clients", async () => {
    await api.database.owner.query("update app_public.memberships set status = 'deactivated' where user_id = (select id from app_public.users where email = 'assistant@south.test')");
    await api.database.owner.query("update app_public.clients set status = 'archived' where user_id = (select id from app_public.users where email = 'client@south.test')");
    expect((await login("assistant@south.test")).status).toBe(403);
    expect((await login("client@south.test")).status).toBe(403);
  });

  it.each([{}, { email: "a@b.c", password: "x", client: "toaster" }, { email: 1, password: [], client: "web" }])("says which fields of %j it cannot read", async (body) => {
    const answer = await api.request("/api/v1/auth/login", { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "TF400", detail: { fields: expect.any(Array) } } } });
  });

  it("slows down guessing at one account, and not at others", async () => {
    const guesses = [];
    for (let i = 0; i < 11; i++) guesses.push((await login("researcher@south.test", { password: "guess" })).status);
    expect(guesses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const refused = await login("researcher@south.test");
    expect(refused).toMatchObject({ status: 429, body: { error: { code: "TF429", detail: { retryAfterSeconds: expect.any(Number) } } } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await login("researcher@north.test")).status).toBe(200);
  });
});

describe("staying signed in", () => {
  it("replaces the refresh token at each use", async () => {
    const first = (await login("dietitian@north.test")).body;
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ status: 200, body: { identity: first.identity } });
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect((await refresh(second.body.refreshToken)).status).toBe(200);
  });

  it("forgives a second use within moments: two tabs, or an answer that got lost", async () => {
    const { refreshToken } = (await login("dietitian@north.test")).body;
    const [one, two] = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await refresh(one.body.refreshToken)).status).toBe(200);
    expect((await refresh(two.body.refreshToken)).status).toBe(200);
  });

  it("ends the whole session when an old token comes back", async () => {
    const stolen = (await login("dietitian@north.test")).body.refreshToken;
    const current = (await refresh(stolen)).body.refreshToken;
    await passTime();
    expect(await refresh(stolen)).toMatchObject({ status: 401, body: { error: { code: "TF401" } } });
    expect((await refresh(current)).status).toBe(401);
  });

  it("leaves other sessions of the same person alone when one is ended", async () => {
    const phone = (await login("dietitian@north.test")).body.refreshToken;
    const lost = (await login("dietitian@north.test")).body.refreshToken;
    await refresh(lost);
    await passTime();
    expect((await refresh(lost)).status).toBe(401);
    expect((await refresh(phone)).status).toBe(200);
  });

  it("ends when the token expires", async () => {
    const { refreshToken } = (await login("org_admin@north.test")).body;
    await api.database.owner.query("update app_private.refresh_tokens set expires_at = now() where session_id in (select s.id from app_private.sessions s join app_public.users u on u.id = s.user_id where u.email = 'org_admin@north.test')");
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it("ends when the person leaves the organisation", async () => {
    const { refreshToken } = (await login("dietitian@south.test")).body;
    const leave = "update app_public.memberships set status = $1 where user_id = (select id from app_public.users where email = 'dietitian@south.test')";
    await api.database.owner.query(leave, ["deactivated"]);
    expect((await refresh(refreshToken)).status).toBe(401);
    await api.database.owner.query(leave, ["active"]);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it("takes no token that it did not make", async () => {
    expect((await refresh("x".repeat(43))).status).toBe(401);
    expect((await api.request("/api/v1/auth/refresh", { method: "POST" })).status).toBe(401);
  });

  it("keeps only hashes of tokens", async () => {
    const { refreshToken } = (await login("dietitian@north.test")).body;
    const { rows } = await api.database.owner.query<{ row: string }>("select t::text as row from app_private.refresh_tokens t");
    expect(rows.some(({ row }) => row.includes(refreshToken) || row.includes(Buffer.from(refreshToken, "base64url").toString("hex")))).toBe(false);
  });
});

describe("the web app's session", () => {
  it("lives in a cookie that scripts cannot read and other sites cannot send", async () => {
    const answer = await login("dietitian@north.test", { client: "web" });
    expect(answer.body.refreshToken).toBeUndefined();
    expect(cookieOf(answer)).toMatch(/^tf_refresh=[\w-]{43}; Max-Age=604800; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is refreshed by the cookie, and gets a new one", async () => {
    const first = cookieOf(await login("dietitian@north.test", { client: "web" }));
    const refreshed = await withCookie("/api/v1/auth/refresh", first);
    expect(refreshed).toMatchObject({ status: 200, body: { identity: { role: "dietitian" } } });
    expect(refreshed.body.refreshToken).toBeUndefined();
    expect(cookieOf(refreshed)).not.toBe(first);
  });

  it("ends with signing out, and the cookie is taken back", async () => {
    const cookie = cookieOf(await login("dietitian@north.test", { client: "web" }));
    const out = await withCookie("/api/v1/auth/logout", cookie);
    expect(out.status).toBe(204);
    expect(cookieOf(out)).toMatch(/^tf_refresh=; Max-Age=0/);
    expect((await withCookie("/api/v1/auth/refresh", cookie)).status).toBe(401);
  });

  it("signs out on the phone too, and twice is no error", async () => {
    const { refreshToken } = (await login("dietitian@north.test")).body;
    for (const _ of [1, 2]) expect((await api.request("/api/v1/auth/logout", { body: { refreshToken } })).status).toBe(204);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it.each<[string, Record<string, string>]>([
    ["another site's page", { "sec-fetch-site": "cross-site", origin: "https://evil.test" }],
    ["another origin of the same site", { "sec-fetch-site": "same-site" }],
    ["a page that says so by its origin only", { origin: "https://evil.test" }],
    ["a form, which cannot send JSON", { "content-type": "application/x-www-form-urlencoded" }],
    ["a form that pretends", { "content-type": "text/plain" }],
  ])("is of no use to %s", async (_who, headers) => {
    const cookie = cookieOf(await login("dietitian@north.test", { client: "web" }));
    for (const path of ["refresh", "logout", "place"]) {
      const answer = await withCookie(`/api/v1/auth/${path}`, cookie, headers, path === "place" ? { organizationId: "00000000-0000-4000-8000-000000000000" } : {});
      expect(answer.status, path).toBe(headers["content-type"] ? 415 : 403);
      expect(cookieOf(answer)).toBe("");
    }
    const silent = await api.request("/api/v1/auth/refresh", { method: "POST", headers: { cookie: cookie.split(";")[0]! } });
    expect(silent.status, "nor without any body").toBe(403);
    const own = await withCookie("/api/v1/auth/refresh", cookie, { "sec-fetch-site": "same-origin", origin: api.url });
    expect(own.status, "the session still stands, for our own pages").toBe(200);
  });
});

describe("going to another place", () => {
  const inBoth = "researcher@north.test";
  let south: string;
  beforeAll(async () => {
    const { rows } = await api.database.owner.query<{ org_id: string }>(
      `insert into app_public.memberships (org_id, user_id, role, title)
       select o.id, u.id, 'assistant', 'Helper' from app_public.organizations o, app_public.users u where o.name = 'south' and u.email = $1 returning org_id`,
      [inBoth],
    );
    south = rows[0]!.org_id;
  });
  const roleOf = async (token: string) =>
    (await api.request("/api/v1/graphql", { token, body: { query: "{ memberships { nodes { role } } }" } })).body.data?.memberships.nodes;

  it("needs no signing out: the session moves, and the token holds exactly that organisation and role", async () => {
    const first = (await login(inBoth, { organizationId: undefined })).body;
    expect(first.identity.places).toMatchObject([{ organizationName: "north", role: "researcher" }, { organizationName: "south", role: "assistant", title: "Helper" }]);
    expect(first.identity).toMatchObject({ role: "researcher", organization: { name: "north" } });
    expect(await roleOf(first.accessToken), "a researcher sees the own membership only").toEqual([{ role: "researcher" }]);

    const moved = await api.request("/api/v1/auth/place", { body: { organizationId: south, refreshToken: first.refreshToken } });
    expect(moved).toMatchObject({ status: 200, body: { identity: { role: "assistant", organization: { name: "south" } } } });
    expect((await roleOf(moved.body.accessToken)).length).toBeGreaterThan(1);
    expect((await refresh(moved.body.refreshToken)).body.identity, "and it stays there").toMatchObject({ role: "assistant", organization: { name: "south" } });
  });

  it("is refused where the person has no place, and the session stays where it was", async () => {
    const { refreshToken, identity } = (await login("dietitian@north.test")).body;
    const answer = await api.request("/api/v1/auth/place", { body: { organizationId: south, refreshToken } });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "TF403" } } });
    const unknown = await api.request("/api/v1/auth/place", { body: { organizationId: "00000000-0000-4000-8000-000000000000", refreshToken } });
    expect(unknown.body).toEqual(answer.body);
    expect((await refresh(refreshToken)).body.identity.organization).toEqual(identity.organization);
  });

  it("works with the web app's cookie", async () => {
    const cookie = cookieOf(await login(inBoth, { client: "web" }));
    const moved = await withCookie("/api/v1/auth/place", cookie, {}, { organizationId: south });
    expect(moved).toMatchObject({ status: 200, body: { identity: { role: "assistant" } } });
    expect(cookieOf(moved)).toMatch(/^tf_refresh=[\w-]{43};/);
  });
});
