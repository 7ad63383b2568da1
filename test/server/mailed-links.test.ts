import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPool, type Identity, withIdentity } from "../../server/platform/database.ts";
import { createFileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";
import { createMail } from "../../server/platform/mail.ts";
import { startWorker } from "../../worker/run.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";
import { identityOf } from "../harness/database.ts";
import { type MailServer, startMailServer, tokenIn } from "../harness/mail-server.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices, PASSWORD } from "./support/practices.ts";

const GOOD = "several words that nobody puts together";

let api: TestApi;
let mailServer: MailServer;
let clients: { north: string; south: string };
let stopWorker: () => Promise<void>;
beforeAll(async () => {
  [api, mailServer] = await Promise.all([startApi(), startMailServer({ refuse: (address) => address.startsWith("nobody-there") })]);
  clients = await makePractices(api.database.owner);
  const log = createLog({ level: "silent", name: "worker" });
  const ownerPool = createPool(api.database.ownerUrl, { name: "worker", max: 6 });
  const mail = createMail({ mode: "smtp", smtpUrl: mailServer.url, from: "TrackForge <no-reply@trackforge.test>", log });
  const worker = await startWorker({
    ownerPool, authenticatorPool: api.database.authenticator, log, mail, publicUrl: "https://clinic.example/", crontab: AT_ANY_HOUR,
    fileStorage: await createFileStorage({ directory: tmpdir(), key: Buffer.alloc(32, 1) }),
  });
  stopWorker = async () => {
    await worker.stop();
    mail.close();
    await ownerPool.end();
  };
});
afterAll(async () => {
  await stopWorker();
  await mailServer.stop();
  await api.stop();
});
beforeEach(() => api.database.owner.query("delete from app_private.login_throttle"));

const post = (path: string, body: object, token?: string) => api.request(`/api/v1/auth/${path}`, { body, ...(token && { token }) });
const login = (email: string, password: string) => post("login", { email, password, client: "mobile" });
const as = async <T>(email: string, call: string, values: unknown[]): Promise<T> => {
  const identity: Identity = await identityOf(api.database, email);
  return withIdentity(api.database.authenticator, identity, async (sql) => (await sql.query<{ answer: T }>(`select to_jsonb(${call}) as answer`, values)).rows[0]!.answer);
};
/** Waits until the queue has nothing more to do. */
const idle = () => expect.poll(async () => (await api.database.owner.query("select count(*)::int as n from graphile_worker.jobs where attempts = 0")).rows[0].n).toBe(0);

describe("a forgotten password", () => {
  it("is replaced by a mailed link, once, which signs the person out everywhere", async () => {
    const before = (await login("dietitian@north.test", PASSWORD)).body;
    expect((await post("password/forgot", { email: "Dietitian@North.test" })).status).toBe(204);
    const message = await mailServer.next("dietitian@north.test");
    expect(message.source).toContain("https://clinic.example/reset-password#");
    expect(message.source).toContain("Subject: Choose a new password for TrackForge");
    const token = tokenIn(message, "reset-password");

    expect(await post("password/reset", { token, newPassword: "short" })).toMatchObject({ status: 400, body: { error: { code: "TF082", detail: { reason: "too_short" } } } });
    expect((await post("password/reset", { token, newPassword: GOOD })).status, "a refused password does not use the link up").toBe(204);
    expect(await post("password/reset", { token, newPassword: GOOD })).toMatchObject({ status: 400, body: { error: { code: "TF083" } } });
    expect((await post("refresh", { refreshToken: before.refreshToken })).status).toBe(401);
    expect((await api.request("/api/v1/graphql", { token: before.accessToken, body: { query: "{ clients { totalCount } }" } })).status).toBe(401);
    expect((await login("dietitian@north.test", PASSWORD)).status).toBe(401);
    expect((await login("dietitian@north.test", GOOD)).status).toBe(200);
  });

  it("answers alike for an address that nobody has, and sends nothing there", async () => {
    const known = await post("password/forgot", { email: "assistant@north.test" });
    const unknown = await post("password/forgot", { email: "stranger@nowhere.test" });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await mailServer.next("assistant@north.test");
    await idle();
    expect(mailServer.arrived().some(({ to }) => to === "stranger@nowhere.test")).toBe(false);
  });

  it("has one link that counts no more after an hour, and none after the password was changed", async () => {
    await post("password/forgot", { email: "org_admin@north.test" });
    const late = tokenIn(await mailServer.next("org_admin@north.test"), "reset-password");
    await api.database.owner.query("update app_private.password_resets set expires_at = now()");
    const expired = await post("password/reset", { token: late, newPassword: GOOD });
    const invented = await post("password/reset", { token: "x".repeat(43), newPassword: GOOD });
    expect(expired.status).toBe(400);
    expect(invented.body, "a wrong one answers like an old one").toEqual(expired.body);

    await post("password/forgot", { email: "org_admin@north.test" });
    const token = tokenIn(await mailServer.next("org_admin@north.test"), "reset-password");
    const { accessToken } = (await login("org_admin@north.test", PASSWORD)).body;
    expect((await post("password", { currentPassword: PASSWORD, newPassword: GOOD }, accessToken)).status).toBe(204);
    expect((await post("password/reset", { token, newPassword: GOOD })).body.error.code).toBe("TF083");
  });

  it("keeps only hashes of links", async () => {
    await post("password/forgot", { email: "researcher@north.test" });
    const token = tokenIn(await mailServer.next("researcher@north.test"), "reset-password");
    const { rows } = await api.database.owner.query<{ row: string }>("select r::text as row from app_private.password_resets r");
    expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token, "base64url").toString("hex")))).toBe(false);
  });

  it("is refused for everybody alike where the installation cannot send mail", async () => {
    await api.database.owner.query("insert into app_private.installation_settings values ('mail', 'none')");
    for (const email of ["dietitian@north.test", "stranger@nowhere.test"]) {
      expect(await post("password/forgot", { email })).toMatchObject({ status: 400, body: { error: { code: "TF081" } } });
    }
    await api.database.owner.query("delete from app_private.installation_settings");
    expect((await post("password/forgot", { email: "dietitian@north.test" })).status).toBe(204);
  });
});

describe("an invitation to the staff", () => {
  const invite = async (email: string, role = "assistant", title: string | null = "Helper") => {
    const id = randomUUID();
    await as("org_admin@south.test", "app_public.invite_member($1, $2, $3, $4)", [id, email, role, title]);
    return { id, token: tokenIn(await mailServer.next(email), "invitation") };
  };
  const stateOf = async (id: string) => (await api.database.owner.query("select sent_at, delivery_error, accepted_at, revoked_at from app_public.invitations where id = $1", [id])).rows[0];

  it("makes an account and a membership of somebody new, once", async () => {
    const email = `new-${randomUUID()}@practices.test`;
    const { id, token } = await invite(email);
    await expect.poll(() => stateOf(id)).toMatchObject({ sent_at: expect.any(Date), delivery_error: null });
    const look = await post("invitations/look", { token });
    expect(look.body).toEqual({ kind: "member", organizationName: "south", email, role: "assistant", title: "Helper", hasAccount: false });

    expect((await post("invitations/accept", { token, password: GOOD, client: "web" })).body.error.detail).toEqual({ fields: ["name"] });
    expect((await post("invitations/accept", { token, name: "Nora New", password: "password1234", client: "web" })).body.error).toMatchObject({ code: "TF082", detail: { reason: "common" } });
    const accepted = await post("invitations/accept", { token, name: "Nora New", password: GOOD, client: "web" });
    expect(accepted).toMatchObject({ status: 200, body: { identity: { name: "Nora New", email, role: "assistant", title: "Helper", organization: { name: "south" } } } });
    expect(accepted.headers.get("set-cookie")).toMatch(/^tf_refresh=/);
    expect((await login(email, GOOD)).status).toBe(200);

    const again = await post("invitations/accept", { token, name: "Nora New", password: GOOD, client: "web" });
    const invented = await post("invitations/accept", { token: "y".repeat(43), name: "Nora New", password: GOOD, client: "web" });
    expect(again).toMatchObject({ status: 400, body: { error: { code: "TF083" } } });
    expect(invented.body).toEqual(again.body);
    expect((await post("invitations/look", { token })).body).toEqual(again.body);
  });

  it("is accepted by the account that the address has, with its password, and brings a second place", async () => {
    const { token } = await invite("client@north.test", "dietitian", null);
    expect((await post("invitations/look", { token })).body).toMatchObject({ hasAccount: true });
    expect(await post("invitations/accept", { token, name: "Somebody Else", password: GOOD, client: "web" })).toMatchObject({ status: 401 });
    const accepted = await post("invitations/accept", { token, password: PASSWORD, client: "web" });
    expect(accepted.body.identity).toMatchObject({ role: "dietitian", organization: { name: "south" } });
    expect(accepted.body.identity.places.map((place: any) => place.role).sort()).toEqual(["client", "dietitian"]);
  });

  it("gives a deactivated member the new role", async () => {
    await api.database.owner.query("update app_public.memberships set status = 'deactivated' where user_id = (select id from app_public.users where email = 'researcher@south.test')");
    const { token } = await invite("researcher@south.test", "assistant");
    const accepted = await post("invitations/accept", { token, password: PASSWORD, client: "web" });
    expect(accepted.body.identity).toMatchObject({ role: "assistant", title: "Helper" });
    const { rows } = await api.database.owner.query("select count(*)::int as n from app_public.memberships where user_id = (select id from app_public.users where email = 'researcher@south.test')");
    expect(rows[0].n).toBe(1);
  });

  it("is accepted once, of two requests at the same moment too", async () => {
    const email = `twice-${randomUUID()}@practices.test`;
    const { token } = await invite(email);
    const answers = await Promise.all([1, 2, 3].map((n) => post("invitations/accept", { token, name: `Number ${n}`, password: GOOD, client: "web" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await api.database.owner.query("select from app_public.users where email = $1", [email])).rowCount).toBe(1);
  });

  it("counts no more when it was revoked, is too old, or was sent again", async () => {
    const email = `late-${randomUUID()}@practices.test`;
    const { id, token } = await invite(email);
    await as("org_admin@south.test", "app_public.resend_invitation($1)", [id]);
    const next = tokenIn(await mailServer.next(email), "invitation");
    expect((await post("invitations/look", { token })).body.error.code, "the first link").toBe("TF083");
    expect((await post("invitations/look", { token: next })).status).toBe(200);
    await api.database.owner.query("update app_public.invitations set expires_at = now() where id = $1", [id]);
    expect((await post("invitations/look", { token: next })).body.error.code).toBe("TF083");
    await api.database.owner.query("update app_public.invitations set expires_at = now() + interval '1 day' where id = $1", [id]);
    await as("org_admin@south.test", "app_public.revoke_invitation($1)", [id]);
    expect((await post("invitations/accept", { token: next, name: "Late", password: GOOD, client: "web" })).body.error.code).toBe("TF083");
  });

  it("says on itself why it could not be mailed, and is tried again", async () => {
    const id = randomUUID();
    await as("org_admin@south.test", "app_public.invite_member($1, $2, 'assistant', null)", [id, "nobody-there@practices.test"]);
    await expect.poll(() => stateOf(id)).toMatchObject({ sent_at: null, delivery_error: "The mail server refused the message: the address may be wrong." });
    const { rows } = await api.database.owner.query("select attempts, max_attempts from graphile_worker.jobs where key = $1", [`invitation:${id}`]);
    expect(rows[0]).toMatchObject({ max_attempts: 8 });
  });

  it("asks for a second factor where the organisation requires one", async () => {
    await api.database.owner.query("update app_public.organizations set requires_second_factor = true where name = 'south'");
    const { token } = await invite(`careful-${randomUUID()}@practices.test`);
    const accepted = await post("invitations/accept", { token, name: "Careful", password: GOOD, client: "web" });
    expect(accepted.body).toEqual({ secondFactor: { challenge: expect.any(String), enrolled: false, organizationName: "south" } });
    expect((await post("second-factor/enrol", { challenge: accepted.body.secondFactor.challenge })).body.secret).toMatch(/^[A-Z2-7]{32}$/);
    await api.database.owner.query("update app_public.organizations set requires_second_factor = false where name = 'south'");
  });
});

describe("a client's code for the mobile app", () => {
  const newClient = async () => {
    const id = randomUUID();
    await as("dietitian@south.test", "app_public.create_client($1, 'Cora', 'Code')", [id]);
    return id;
  };
  const codeFor = async (client: string) => (await as<{ code: string }>("dietitian@south.test", "app_public.invite_client($1, $2)", [randomUUID(), client])).code;

  it("gives the client a login of their own, with the address that they say", async () => {
    const client = await newClient();
    const code = await codeFor(client);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    expect((await post("invitations/look", { token: code })).body).toEqual({ kind: "client", organizationName: "south", email: null, role: "client", title: null, hasAccount: false });
    const email = `cora-${randomUUID()}@home.test`;
    const body = { token: code.toLowerCase().replaceAll("-", " "), name: "Cora Code", password: GOOD, client: "mobile" };
    expect((await post("invitations/accept", body)).body.error.detail).toEqual({ fields: ["email"] });
    const accepted = await post("invitations/accept", { ...body, email });
    expect(accepted.body).toMatchObject({ refreshToken: expect.any(String), identity: { role: "client", clientId: client, clientName: "Cora Code", isGuardian: false } });
    const mine = await api.request("/api/v1/graphql", { token: accepted.body.accessToken, body: { query: "{ clients { nodes { rowId } } }" } });
    expect(mine.body.data.clients.nodes).toEqual([{ rowId: client }]);
    expect((await post("invitations/accept", { ...body, email })).body.error.code).toBe("TF083");
  });

  it("does not hand an account to whoever only says its address", async () => {
    const code = await codeFor(await newClient());
    const claim = { token: code, name: "Not Her", email: "dietitian@south.test", client: "mobile" };
    expect(await post("invitations/accept", { ...claim, password: GOOD })).toMatchObject({ status: 401, body: { error: { code: "TF401" } } });
    expect((await post("invitations/look", { token: code })).status, "and the code still counts").toBe(200);
    expect((await post("invitations/accept", { ...claim, password: PASSWORD })).status).toBe(200);
  });

  it("cannot be guessed: wrong codes are slowed down for the address that tries", async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i += 1) statuses.add((await post("invitations/look", { token: `AAAA-AAAA-${String(i).padStart(2, "0")}` })).status);
    expect(statuses).toEqual(new Set([400, 429]));
  });
});

describe("a guardian's invitation", () => {
  it("makes somebody act for the client as a client, and is recorded as the guardian's doing", async () => {
    const email = `mother-${randomUUID()}@home.test`;
    await as("dietitian@north.test", "app_public.invite_guardian($1, $2, 'mother', $3)", [randomUUID(), clients.north, email]);
    const message = await mailServer.next(email);
    expect(message.source, "a message does not tell who is a client").not.toContain("Cleo");
    const accepted = await post("invitations/accept", { token: tokenIn(message, "invitation"), name: "Mona Mother", password: GOOD, client: "mobile" });
    expect(accepted.body.identity).toMatchObject({ name: "Mona Mother", role: "client", clientId: clients.north, clientName: "Cleo north", isGuardian: true });
    const { accessToken, refreshToken } = accepted.body;
    const ask = () => api.request("/api/v1/graphql", { token: accessToken, body: { query: "{ clients { nodes { givenName } } }" } });
    expect((await ask()).body.data.clients.nodes).toEqual([{ givenName: "Cleo" }]);

    await api.database.owner.query("update app_public.client_guardians set ended_on = started_on where client_id = $1", [clients.north]);
    expect((await ask()).status, "once it ends, at once").toBe(401);
    expect((await post("refresh", { refreshToken })).status).toBe(401);
    expect((await login(email, GOOD)).status).toBe(403);
  });
});

describe("an address that was only typed", () => {
  const newClient = async () => {
    const id = randomUUID();
    await as("dietitian@south.test", "app_public.create_client($1, 'Tilda', 'Typed')", [id]);
    return id;
  };
  const join = async (client: string, email: string, password = GOOD) => {
    const { code } = await as<{ code: string }>("dietitian@south.test", "app_public.invite_client($1, $2)", [randomUUID(), client]);
    return post("invitations/accept", { token: code, name: "Tilda Typed", email, password, client: "mobile" });
  };
  const newAddress = () => `tilda-${randomUUID()}@home.test`;
  const linkTo = async (email: string) => tokenIn(await mailServer.next(email), "confirm-address");
  const sentTo = (email: string) => mailServer.arrived().filter(({ to }) => to === email).length;

  it("gets a link that proves it, and before that nothing that opens the account", async () => {
    const email = newAddress();
    const { accessToken, refreshToken, identity } = (await join(await newClient(), email)).body;
    expect(identity).toMatchObject({ email, isEmailConfirmed: false });
    const message = await mailServer.next(email);
    expect(message.source).toContain("Subject: Confirm your address for TrackForge");
    expect(message.source, "a stranger who reads it learns no name").not.toMatch(/Tilda Typed|south/);
    const token = tokenIn(message, "confirm-address");

    expect((await post("password/forgot", { email })).status, "answered like any").toBe(204);
    await idle();
    expect(sentTo(email), "and nothing is sent").toBe(1);
    expect((await api.request("/api/v1/graphql", { token: accessToken, body: { query: "{ clients { totalCount } }" } })).body.data.clients.totalCount, "otherwise the account is like any").toBe(1);

    expect((await post("address/confirm", { token, password: GOOD })).status).toBe(204);
    expect((await post("refresh", { refreshToken })).body.identity).toMatchObject({ isEmailConfirmed: true });
    const again = await post("address/confirm", { token, password: GOOD });
    expect(again).toMatchObject({ status: 400, body: { error: { code: "TF083" } } });
    expect((await post("address/confirm", { token: "z".repeat(43), password: GOOD })).body, "a wrong one answers like a used one").toEqual(again.body);

    await post("password/forgot", { email });
    expect((await post("password/reset", { token: tokenIn(await mailServer.next(email), "reset-password"), newPassword: `${GOOD} again` })).status).toBe(204);
  });

  it("is not proven by the stranger who got the message: the link takes the password too", async () => {
    const email = newAddress();
    await join(await newClient(), email);
    const token = await linkTo(email);
    expect(await post("address/confirm", { token })).toMatchObject({ status: 400, body: { error: { code: "TF400", detail: { fields: ["password"] } } } });
    expect(await post("address/confirm", { token, password: "a stranger's guess" })).toMatchObject({ status: 403, body: { error: { code: "TF080" } } });
    await post("password/forgot", { email });
    await idle();
    expect(sentTo(email)).toBe(1);
    expect((await post("address/confirm", { token, password: GOOD })).status, "a wrong password does not use the link up").toBe(204);
  });

  it("is sent its link again to whoever is signed in, now and then; not when it is proven, nor without mail", async () => {
    const email = newAddress();
    const { accessToken } = (await join(await newClient(), email)).body;
    await linkTo(email);
    expect((await post("address/send", {})).status).toBe(401);
    expect((await post("address/send", {}, accessToken)).status).toBe(204);
    expect((await post("address/confirm", { token: await linkTo(email), password: GOOD })).status).toBe(204);
    expect((await post("address/send", {}, accessToken)).status).toBe(204);
    await idle();
    expect(sentTo(email)).toBe(2);
    await api.database.owner.query("insert into app_private.installation_settings values ('mail', 'none')");
    expect(await post("address/send", {}, accessToken)).toMatchObject({ status: 400, body: { error: { code: "TF081" } } });
    const silent = newAddress();
    expect((await join(await newClient(), silent)).status, "a code is accepted all the same").toBe(200);
    await api.database.owner.query("delete from app_private.installation_settings");
    await idle();
    expect(sentTo(silent)).toBe(0);
    for (let i = 0; i < 2; i += 1) await post("address/send", {}, accessToken);
    expect((await post("address/send", {}, accessToken)).status).toBe(429);
  });

  it("is proven by no link that is too old, or that went to another address", async () => {
    const email = newAddress();
    await join(await newClient(), email);
    const token = await linkTo(email);
    const moved = newAddress();
    await api.database.owner.query("update app_public.users set email = $2 where email = $1", [email, moved]);
    expect((await post("address/confirm", { token, password: GOOD })).body.error.code).toBe("TF083");
    await api.database.owner.query("update app_public.users set email = $2 where email = $1", [moved, email]);
    await api.database.owner.query("update app_private.address_confirmations set expires_at = now() where email = $1", [email]);
    expect((await post("address/confirm", { token, password: GOOD })).body.error.code).toBe("TF083");
  });

  it("is proven by a mailed invitation as well, for somebody who has the account", async () => {
    const email = newAddress();
    await join(await newClient(), email);
    await linkTo(email);
    await as("dietitian@south.test", "app_public.invite_guardian($1, $2, 'mother', $3)", [randomUUID(), await newClient(), email]);
    const token = tokenIn(await mailServer.next(email), "invitation");
    expect((await post("invitations/accept", { token, password: GOOD, client: "mobile" })).body.identity).toMatchObject({ email, isEmailConfirmed: true });
  });

  it("comes in again with a new code for the same record, where the password is forgotten and nothing else hangs on the account", async () => {
    const [email, client] = [newAddress(), await newClient()];
    const before = (await join(client, email)).body;
    expect((await join(client, email, "short")).body.error).toMatchObject({ code: "TF082", detail: { reason: "too_short" } });
    const chosen = `${GOOD} chosen anew`;
    expect((await join(client, email, chosen)).body.identity).toMatchObject({ userId: before.identity.userId, clientId: client, isEmailConfirmed: false });
    expect((await post("refresh", { refreshToken: before.refreshToken })).status, "signed out everywhere").toBe(401);
    expect((await login(email, GOOD)).status).toBe(401);
    expect((await login(email, chosen)).status).toBe(200);

    expect((await join(await newClient(), email)).status, "the code for somebody else's record is not enough").toBe(401);
    await api.database.owner.query(
      "insert into app_public.client_guardians (org_id, client_id, user_id, relationship, started_on) select org_id, id, $2, 'aunt', '2020-01-01' from app_public.clients where id = $1",
      [clients.north, before.identity.userId],
    );
    expect((await join(client, email)).status, "nor is any once the account opens more").toBe(401);
    expect((await login(email, chosen)).status).toBe(200);
  });
});
