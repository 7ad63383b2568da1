import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPool, identitySettings, settingsStatement, withIdentity } from "../../server/platform/database.ts";
import { identityOf } from "../harness/database.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices, PASSWORD } from "./support/practices.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await makePractices(api.database.owner);
});
afterAll(() => api.stop());

const login = async (email: string) => (await api.request("/api/v1/auth/login", { body: { email, password: PASSWORD, client: "mobile" } })).body;
const graphql = (token: string, query = "{ clients { totalCount } }") => api.request("/api/v1/graphql", { token, body: { query } });
const exported = (token: string) => api.request("/api/v1/exports/00000000-0000-4000-8000-000000000000", { token });
const run = (sql: string, email: string) => api.database.owner.query(sql, [email]);
const OF_USER = "where user_id = (select id from app_public.users where email = $1)";

describe("a token that was issued before", () => {
  it.each([
    ["a member was deactivated", "dietitian@north.test", `update app_public.memberships set status = 'deactivated' ${OF_USER}`, `update app_public.memberships set status = 'active' ${OF_USER}`],
    ["a member got another role", "assistant@north.test", `update app_public.memberships set role = 'researcher' ${OF_USER}`, `update app_public.memberships set role = 'assistant' ${OF_USER}`],
    ["a client was archived", "client@north.test", `update app_public.clients set status = 'archived' ${OF_USER}`, `update app_public.clients set status = 'active' ${OF_USER}`],
    ["a client's record lost its login", "client@south.test",
      `update app_public.clients set user_id = null, phone = $1 ${OF_USER}`, "update app_public.clients set user_id = (select id from app_public.users where email = $1) where phone = $1"],
  ])("stops working the moment %s", async (_what, email, change, back) => {
    const { accessToken } = await login(email);
    expect((await graphql(accessToken)).body.data.clients.totalCount).toBe(1);
    expect((await exported(accessToken)).status, "known, though there is no such export for them").not.toBe(401);
    await run(change, email);
    expect(await graphql(accessToken)).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: "TF401" } }] } });
    expect(await exported(accessToken)).toMatchObject({ status: 401, body: { error: { code: "TF401" } } });
    await run(back, email);
    expect((await graphql(accessToken)).status, "it was that change alone").toBe(200);
  });

  it("stops working the moment its session is signed out, and other sessions go on", async () => {
    const [here, there] = [await login("dietitian@north.test"), await login("dietitian@north.test")];
    await api.request("/api/v1/auth/logout", { body: { refreshToken: here.refreshToken } });
    expect((await graphql(here.accessToken)).status).toBe(401);
    expect((await exported(here.accessToken)).status).toBe(401);
    expect((await graphql(there.accessToken)).status).toBe(200);
  });

  it("stops working when a stolen refresh token comes back", async () => {
    const { accessToken, refreshToken } = await login("dietitian@south.test");
    await api.request("/api/v1/auth/refresh", { body: { refreshToken } });
    await api.database.owner.query("update app_private.refresh_tokens set rotated_at = rotated_at - interval '1 minute'");
    expect((await graphql(accessToken)).status).toBe(200);
    await api.request("/api/v1/auth/refresh", { body: { refreshToken } });
    expect((await graphql(accessToken)).status).toBe(401);
  });

  it("fails in each field of a query alike, and writes nothing in a mutation", async () => {
    const { accessToken, refreshToken } = await login("dietitian@north.test");
    await api.request("/api/v1/auth/logout", { body: { refreshToken } });
    const query = await graphql(accessToken, "{ a: clients { totalCount nodes { givenName } } b: foods(first: 1) { nodes { name } } c: organizations { totalCount } }");
    expect(query.status).toBe(401);
    expect(query.body.errors.map((error: any) => error.extensions.code)).toEqual(expect.arrayContaining(["TF401", "TF401", "TF401"]));
    expect(new Set(query.body.errors.map((error: any) => error.extensions.code))).toEqual(new Set(["TF401"]));
    const id = "00000000-0000-4000-8000-00000000abcd";
    const write = await graphql(accessToken, `mutation { createClient(input: { id: "${id}", givenName: "Late", familyName: "Comer" }) { clientEdge { cursor } } }`);
    expect(write.status).toBe(401);
    expect((await api.database.owner.query("select from app_public.clients where id = $1", [id])).rowCount).toBe(0);
  });
});

describe("the sessions of a person", () => {
  const mine = "{ mySessions { nodes { rowId device channel isCurrent organizationName } } }";
  beforeEach(() => api.database.owner.query("update app_private.sessions set ended_at = now(), end_reason = 'signed_out' where ended_at is null"));

  it("are listed with the device, and this one is marked", async () => {
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    await login("researcher@north.test");
    const web = await api.request("/api/v1/auth/login", { headers: { "user-agent": agent }, body: { email: "researcher@north.test", password: PASSWORD, client: "web" } });
    const { body } = await graphql(web.body.accessToken, mine);
    expect(body.data.mySessions.nodes).toMatchObject([
      { device: "Firefox on Linux", channel: "web", isCurrent: true, organizationName: "north" },
      { device: "App", channel: "mobile", isCurrent: false, organizationName: "north" },
    ]);
  });

  it("are ended one by one, or all but this one, at once", async () => {
    const [here, phone, tablet, laptop] = await Promise.all(Array.from({ length: 4 }, () => login("org_admin@north.test")));
    const { body } = await graphql(phone.accessToken, mine);
    const current = body.data.mySessions.nodes.find((session: any) => session.isCurrent).rowId;
    const end = await graphql(here.accessToken, `mutation { endMySession(input: { id: "${current}" }) { result } }`);
    expect(end.body.data.endMySession.result).toBe(true);
    expect((await graphql(phone.accessToken)).status).toBe(401);
    expect((await graphql(tablet.accessToken)).status).toBe(200);
    const all = await graphql(here.accessToken, "mutation { endMyOtherSessions(input: {}) { result } }");
    expect(all.body.data.endMyOtherSessions.result).toBe(2);
    for (const gone of [tablet, laptop]) expect((await graphql(gone.accessToken)).status).toBe(401);
    expect((await graphql(here.accessToken, mine)).body.data.mySessions.nodes).toHaveLength(1);
  });

  it("of other people are neither seen nor ended", async () => {
    const [me, other] = [await login("org_admin@north.test"), await login("dietitian@north.test")];
    const theirs = (await graphql(other.accessToken, mine)).body.data.mySessions.nodes[0].rowId;
    const end = await graphql(me.accessToken, `mutation { endMySession(input: { id: "${theirs}" }) { result } }`);
    expect(end.body.errors[0].extensions.code).toBe("TF404");
    expect((await graphql(other.accessToken)).status).toBe(200);
  });
});

describe("the check in the exchange", () => {
  it("stands after the settings that it reads and before the role, which may not call it", async () => {
    const { text } = settingsStatement(identitySettings({ role: "dietitian" }));
    const { rows } = await api.database.owner.query<{ "QUERY PLAN": string }>({ text: `explain (verbose, generic_plan) ${text}` });
    const output = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(output.indexOf("require_identity")).toBeGreaterThan(output.lastIndexOf("$13"));
    expect(output.indexOf("require_identity")).toBeLessThan(output.indexOf("$15"));
    await expect(withIdentity(api.database.authenticator, { ...(await identityOf(api.database, "dietitian@north.test")) }, (sql) =>
      sql.query("select app_private.require_identity()"))).rejects.toThrow("permission denied for schema app_private");
  });

  it("judges each request by its own settings, on a connection that others used before", async () => {
    const single = createPool(api.database.authenticatorUrl, { name: "test", max: 1 });
    const [good, other] = [await identityOf(api.database, "dietitian@north.test"), await identityOf(api.database, "org_admin@south.test")];
    const who = (identity: object) => withIdentity(single, identity, async (sql) => (await sql.query<{ role: string }>("select current_user as role")).rows[0]?.role);
    for (let round = 0; round < 8; round += 1) { // also when Postgres goes over to a generic plan
      expect(await who(good)).toBe("tf_dietitian");
      await expect(who({ ...good, memberId: other.memberId })).rejects.toMatchObject({ code: "TF401" });
      expect(await who({})).toBe("tf_anonymous");
      await expect(who({ ...good, role: "org_admin" })).rejects.toMatchObject({ code: "TF401" });
      await expect(who({ ...good, orgId: other.orgId })).rejects.toMatchObject({ code: "TF401" });
      await expect(who({ ...good, role: undefined })).rejects.toMatchObject({ code: "TF401" });
      expect(await who(other)).toBe("tf_org_admin");
    }
    await single.end();
  });
});
