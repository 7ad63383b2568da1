import { randomUUID } from "node:crypto";
import { Secret } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { authenticatorApp } from "./support/authenticator-app.ts";
import { makePractices, PASSWORD } from "./support/practices.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await makePractices(api.database.owner);
});
afterAll(() => api.stop());
/** Each test begins with people who have no second factor, at practices that ask for none. */
beforeEach(async () => {
  await api.database.owner.query("delete from app_private.recovery_codes; delete from app_private.totp; delete from app_private.login_throttle; update app_public.organizations set requires_second_factor = false");
});

const post = (path: string, body: object, token?: string) => api.request(`/api/v1/auth/${path}`, { body, ...(token && { token }) });
const login = (email: string, more: object = {}) => post("login", { email, password: PASSWORD, client: "mobile", ...more });
const ask = (token: string) => api.request("/api/v1/graphql", { token, body: { query: "{ clients { totalCount } }" } });
const requireIn = (practice: string) => api.database.owner.query("update app_public.organizations set requires_second_factor = true where name = $1", [practice]);
/** Time goes on: the code that was used is one of long ago. */
const later = () => api.database.owner.query("update app_private.totp set last_step = last_step - 10");

/** Turns the second factor on as the signed-in person does. */
async function enable(email: string) {
  const { accessToken } = (await login(email)).body;
  const setup = (await post("second-factor/begin", { password: PASSWORD }, accessToken)).body;
  const app = authenticatorApp(setup.otpauthUrl);
  const activated = await post("second-factor/activate", { code: app.code() }, accessToken);
  await later();
  return { app, setup, accessToken, recoveryCodes: activated.body.recoveryCodes as string[], activated };
}

describe("a second factor of one's own", () => {
  it("is set up with a picture or a typed secret, proven by a code, and asked for from then on", async () => {
    const { app, setup, accessToken, activated } = await enable("dietitian@north.test");
    expect(setup.otpauthUrl).toMatch(/^otpauth:\/\/totp\/TrackForge:dietitian%40north\.test\?issuer=TrackForge&secret=[A-Z2-7]{32}&/);
    expect(setup.qrSvg).toMatch(/^<svg [\s\S]+<\/svg>\s*$/);
    expect(activated).toMatchObject({ status: 200, body: { recoveryCodes: expect.arrayContaining([expect.stringMatching(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)]) } });
    expect(new Set(activated.body.recoveryCodes).size).toBe(10);

    const state = await api.request("/api/v1/auth/second-factor", { token: accessToken });
    expect(state.body).toEqual({ enabled: true, enabledAt: expect.any(String), recoveryCodesLeft: 10, requiredBy: [] });

    const first = await login("dietitian@north.test");
    expect(first.body).toEqual({ secondFactor: { challenge: expect.any(String), enrolled: true, organizationName: "north" } });
    const second = await post("second-factor", { challenge: first.body.secondFactor.challenge, code: app.code() });
    expect(second).toMatchObject({ status: 200, body: { identity: { role: "dietitian" }, refreshToken: expect.any(String) } });
    expect((await ask(second.body.accessToken)).status).toBe(200);
  });

  it("needs the password to begin, and a right code to count", async () => {
    const { accessToken } = (await login("dietitian@north.test")).body;
    expect(await post("second-factor/begin", { password: "wrong" }, accessToken)).toMatchObject({ status: 403, body: { error: { code: "TF080" } } });
    expect((await post("second-factor/begin", { password: PASSWORD })).status).toBe(401);
    await post("second-factor/begin", { password: PASSWORD }, accessToken);
    expect(await post("second-factor/activate", { code: "000000" }, accessToken)).toMatchObject({ status: 403, body: { error: { code: "TF080" } } });
    expect((await login("dietitian@north.test")).body.accessToken, "nothing is asked for yet").toBeDefined();
  });

  it("refuses a code that was used before, one of long ago, and one of nobody", async () => {
    const { app } = await enable("dietitian@north.test");
    const { challenge } = (await login("dietitian@north.test")).body.secondFactor;
    const code = app.code();
    expect((await post("second-factor", { challenge, code })).status).toBe(200);
    for (const wrong of [code, app.code(-3), app.code(3), "123456x", "12345", ""]) {
      expect([400, 401], wrong).toContain((await post("second-factor", { challenge, code: wrong })).status);
    }
    expect((await post("second-factor", { challenge, code: app.code(1) })).status, "a clock that goes a little fast is forgiven").toBe(200);
  });

  it("takes a code once, of two requests at the same moment too", async () => {
    const { app } = await enable("assistant@north.test");
    const { challenge } = (await login("assistant@north.test")).body.secondFactor;
    const code = app.code();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post("second-factor", { challenge, code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  it("takes each recovery code once, however it is typed", async () => {
    const { recoveryCodes } = await enable("dietitian@north.test");
    const { challenge } = (await login("dietitian@north.test")).body.secondFactor;
    const typed = recoveryCodes[0]!.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    const used = await post("second-factor", { challenge, code: typed });
    expect(used.status).toBe(200);
    expect((await post("second-factor", { challenge, code: recoveryCodes[0]! })).status).toBe(401);
    const state = await api.request("/api/v1/auth/second-factor", { token: used.body.accessToken });
    expect(state.body.recoveryCodesLeft).toBe(9);
    const renewed = await post("second-factor/recovery-codes", { password: PASSWORD }, used.body.accessToken);
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect((await post("second-factor", { challenge, code: recoveryCodes[1]! })).status, "the ones before count no more").toBe(401);
    expect((await post("second-factor", { challenge, code: renewed.body.recoveryCodes[1] })).status).toBe(200);
  });

  it("is taken away by password and code together, not by either alone", async () => {
    const { app, accessToken } = await enable("dietitian@north.test");
    expect((await post("second-factor/remove", { password: PASSWORD, code: "000000" }, accessToken)).status).toBe(403);
    expect((await post("second-factor/remove", { password: "wrong", code: app.code() }, accessToken)).status).toBe(403);
    expect((await post("second-factor/remove", { password: PASSWORD, code: app.code() }, accessToken)).status).toBe(204);
    expect((await login("dietitian@north.test")).body.accessToken).toBeDefined();
    expect(await post("second-factor/remove", { password: PASSWORD, code: app.code() }, accessToken)).toMatchObject({ status: 409, body: { error: { code: "TF087" } } });
  });

  it("slows down guessing of codes for the account, wherever it comes from", async () => {
    await enable("researcher@north.test");
    const { challenge } = (await login("researcher@north.test")).body.secondFactor;
    const statuses = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await post("second-factor", { challenge, code: "000000" })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  });

  it("lies encrypted in the database, bound to its person, and its recovery codes as keyed hashes", async () => {
    const { setup, recoveryCodes } = await enable("dietitian@north.test");
    const { rows } = await api.database.owner.query<{ row: string }>("select t::text as row from app_private.totp t union all select c::text from app_private.recovery_codes c");
    const kept = rows.map(({ row }) => row).join();
    expect(kept).toContain("\\x");
    for (const secret of [setup.secret, Secret.fromBase32(setup.secret).hex.toLowerCase(), ...recoveryCodes]) expect(kept).not.toContain(secret);

    await enable("assistant@north.test");
    await api.database.owner.query(
      `update app_private.totp t set secret_encrypted = (select secret_encrypted from app_private.totp where user_id = (select id from app_public.users where email = 'dietitian@north.test'))
        where user_id = (select id from app_public.users where email = 'assistant@north.test')`);
    const { challenge } = (await login("assistant@north.test")).body.secondFactor;
    expect((await post("second-factor", { challenge, code: authenticatorApp(setup).code() })).status, "another's secret opens nothing").toBe(500);
  });

  it("is told by the history of the organisation, without the secret", async () => {
    await enable("client@south.test");
    const { rows } = await api.database.owner.query<{ after: { change: string } }>(
      `select e.after from audit.events e join app_public.users u on u.id = e.user_id or u.id::text = e.row_id
        where e.action = 'second_factor_changed' and u.email = 'client@south.test' and e.org_id = (select id from app_public.organizations where name = 'south')`);
    expect(rows).toEqual([{ after: { change: "enabled" } }]);
  });
});

describe("the challenge between the two steps", () => {
  it("is no access token, and an access token is no challenge", async () => {
    const { accessToken } = await enable("dietitian@north.test");
    const { challenge } = (await login("dietitian@north.test")).body.secondFactor;
    expect((await ask(challenge)).status).toBe(401);
    expect((await api.request("/api/v1/auth/second-factor", { token: challenge })).status).toBe(401);
    expect((await post("second-factor", { challenge: accessToken, code: "123456" })).status).toBe(401);
  });

  it("does not let somebody who has a second factor set up another", async () => {
    await enable("dietitian@north.test");
    const { challenge } = (await login("dietitian@north.test")).body.secondFactor;
    expect((await post("second-factor/enrol", { challenge })).status).toBe(401);
    expect((await post("second-factor/confirm", { challenge, code: "123456" })).status).toBe(401);
  });

  it("counts no more once the password was changed", async () => {
    const { app } = await enable("dietitian@north.test");
    const { challenge } = (await login("dietitian@north.test")).body.secondFactor;
    await api.database.owner.query("update app_private.user_credentials set password_changed_at = now() + interval '2 seconds'");
    expect((await post("second-factor", { challenge, code: app.code() })).status).toBe(401);
    await api.database.owner.query("update app_private.user_credentials set password_changed_at = now() - interval '1 day'");
    expect((await post("second-factor", { challenge, code: app.code() })).status).toBe(200);
  });
});

describe("an organisation that requires one", () => {
  it("has its staff set one up before they are in, and not its clients", async () => {
    await requireIn("north");
    const { secondFactor } = (await login("dietitian@north.test")).body;
    expect(secondFactor).toMatchObject({ enrolled: false, organizationName: "north" });
    const setup = (await post("second-factor/enrol", { challenge: secondFactor.challenge })).body;
    const app = authenticatorApp(setup.otpauthUrl);
    expect((await post("second-factor/confirm", { challenge: secondFactor.challenge, code: "000000" })).status).toBe(401);
    const confirmed = await post("second-factor/confirm", { challenge: secondFactor.challenge, code: app.code() });
    expect(confirmed).toMatchObject({ status: 200, body: { identity: { role: "dietitian" }, recoveryCodes: expect.any(Array) } });
    expect((await post("refresh", { refreshToken: confirmed.body.refreshToken })).status, "and the session goes on").toBe(200);
    expect((await login("client@north.test")).body.accessToken).toBeDefined();
    expect((await login("dietitian@south.test")).body.accessToken, "nor another practice's staff").toBeDefined();
  });

  it("ends sessions without one at their next refresh, with the reason", async () => {
    const { refreshToken } = (await login("dietitian@north.test")).body;
    const client = (await login("client@north.test")).body;
    await requireIn("north");
    expect(await post("refresh", { refreshToken })).toMatchObject({ status: 401, body: { error: { code: "TF084" } } });
    expect(await post("refresh", { refreshToken })).toMatchObject({ status: 401, body: { error: { code: "TF401" } } });
    expect((await post("refresh", { refreshToken: client.refreshToken })).status).toBe(200);
  });

  it("is not entered from another place by a session without one", async () => {
    const person = `both-${randomUUID()}@practices.test`;
    const { rows } = await api.database.owner.query<{ south: string }>(
      `with person as (insert into app_public.users (email, display_name) values ($1, 'Both') returning id),
            secret as (insert into app_private.user_credentials (user_id, password_hash)
                       select p.id, c.password_hash from person p, app_private.user_credentials c join app_public.users u on u.id = c.user_id where u.email = 'dietitian@north.test'),
            places as (insert into app_public.memberships (org_id, user_id, role) select o.id, p.id, 'assistant' from person p, app_public.organizations o where o.name in ('north', 'south'))
       select id as south from app_public.organizations where name = 'south'`, [person]);
    await requireIn("south");
    const { refreshToken } = (await login(person)).body;
    const refused = await post("place", { organizationId: rows[0]!.south, refreshToken });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "TF084", message: expect.stringContaining("second factor") } } });
    expect((await post("refresh", { refreshToken })).status, "the session stays where it was").toBe(200);

    const { app } = await enable(person);
    const { challenge } = (await login(person)).body.secondFactor;
    const proven = (await post("second-factor", { challenge, code: app.code() })).body;
    expect((await post("place", { organizationId: rows[0]!.south, refreshToken: proven.refreshToken })).body.identity).toMatchObject({ organization: { name: "south" } });
  });
});
