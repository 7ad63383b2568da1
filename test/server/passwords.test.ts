import { readdirSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { requireGoodPassword } from "../../server/auth/password-rules.ts";
import { takingTurns, TooBusy } from "../../server/auth/taking-turns.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices, PASSWORD } from "./support/practices.ts";

const GOOD = "several words that nobody puts together";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await makePractices(api.database.owner);
});
afterAll(() => api.stop());
beforeEach(() => api.database.owner.query("delete from app_private.login_throttle"));

const post = (path: string, body: object, token?: string) => api.request(`/api/v1/auth/${path}`, { body, ...(token && { token }) });
const login = (email: string, password = PASSWORD) => post("login", { email, password, client: "mobile" });
const credentialsOf = async (email: string) =>
  (await api.database.owner.query("select c.* from app_private.user_credentials c join app_public.users u on u.id = c.user_id where u.email = $1", [email])).rows[0];

describe("a password", () => {
  const reasonFor = (password: string, email = "hannah.vogel@clinic.example") =>
    requireGoodPassword(password, email).then(() => null, (failure: any) => failure.detail.reason);

  it.each([
    ["too_short", "elevenchars"],
    ["too_short", "🥕🥕🥕🥕🥕🥕"],
    ["too_long", "x y z w v ".repeat(13)],
    ["common", "password1234"],
    ["common", "Password2026!"],
    ["common", "qwertyuiop123"],
    ["common", "monkeymonkey"],
    ["common", "aaaaaaaaaaaaaaaa"],
    ["common", "121212121212"],
    ["contains_address", "my Hannah.Vogel password"],
    ["contains_address", "xhannah.vogel@clinic.examplex"],
  ])("is refused as %s: %s", async (reason, password) => {
    expect(await reasonFor(password)).toBe(reason);
  });

  it.each(["several words that nobody puts together", "Tr4ckForge-Demo?9", "ein Apfel pro Tag!", "пароль из нескольких слов", "qR7#mmZp2!xL"])("is good: %s", async (password) => {
    expect(await reasonFor(password)).toBeNull();
  });

  it("may hold a short name by chance", async () => {
    expect(await reasonFor("cabin full of ideas", "ab@clinic.example")).toBeNull();
  });
});

describe("changing one's password", () => {
  it("needs the one in use, keeps this session and ends all others at once", async () => {
    const [here, there] = [(await login("dietitian@north.test")).body, (await login("dietitian@north.test")).body];
    expect(await post("password", { currentPassword: "wrong", newPassword: GOOD }, here.accessToken)).toMatchObject({ status: 403, body: { error: { code: "TF080" } } });
    expect(await post("password", { currentPassword: PASSWORD, newPassword: "dietitian@north.test" }, here.accessToken)).toMatchObject({ status: 400, body: { error: { code: "TF082", detail: { reason: "contains_address" } } } });
    expect((await post("password", { currentPassword: PASSWORD, newPassword: GOOD }, here.accessToken)).status).toBe(204);

    const ask = (token: string) => api.request("/api/v1/graphql", { token, body: { query: "{ clients { totalCount } }" } });
    expect((await ask(here.accessToken)).status).toBe(200);
    expect((await post("refresh", { refreshToken: here.refreshToken })).status).toBe(200);
    expect((await ask(there.accessToken)).status).toBe(401);
    expect((await post("refresh", { refreshToken: there.refreshToken })).status).toBe(401);
    expect((await login("dietitian@north.test")).status).toBe(401);
    expect((await login("dietitian@north.test", GOOD)).status).toBe(200);

    const { rows } = await api.database.owner.query(
      "select e.after from audit.events e join app_public.organizations o on o.id = e.org_id where e.action = 'password_changed' and o.name = 'north' order by e.id desc limit 1");
    expect(rows).toEqual([{ after: { how: "changed" } }]);
  });

  it("is of no use to somebody who is not signed in any more", async () => {
    const { accessToken, refreshToken } = (await login("assistant@north.test")).body;
    await post("logout", { refreshToken });
    expect((await post("password", { currentPassword: PASSWORD, newPassword: GOOD }, accessToken)).status).toBe(401);
    expect((await post("password", { currentPassword: PASSWORD, newPassword: GOOD })).status).toBe(401);
    expect((await login("assistant@north.test")).status, "the old one still counts").toBe(200);
  });
});

describe("the hash of a password", () => {
  const keep = (email: string, passwordHash: string) =>
    api.database.owner.query("update app_private.user_credentials set password_hash = $2 where user_id = (select id from app_public.users where email = $1)", [email, passwordHash]);

  it("is made anew at today's cost when somebody signs in with one of yesterday's", async () => {
    const old = await hash(PASSWORD, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await keep("org_admin@north.test", old);
    const before = await credentialsOf("org_admin@north.test");
    expect((await login("org_admin@north.test", "wrong")).status).toBe(401);
    expect((await credentialsOf("org_admin@north.test")).password_hash, "not by a wrong password").toBe(old);
    expect((await login("org_admin@north.test")).status).toBe(200);
    const after = await credentialsOf("org_admin@north.test");
    expect(after.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(after.password_changed_at, "the password is the same").toEqual(before.password_changed_at);
    expect((await login("org_admin@north.test")).status).toBe(200);
    expect((await credentialsOf("org_admin@north.test")).password_hash, "and stays as it is from then on").toBe(after.password_hash);
  });
});

describe.runIf(process.platform === "linux")("the thread that hashes", () => {
  it("yields to the rest of the process, which stays as it was", async () => {
    await login("client@north.test");
    const niceness = readdirSync("/proc/self/task").map((task) => Number(readFileSync(`/proc/self/task/${task}/stat`, "utf8").split(") ")[1]!.split(" ")[16]));
    expect(new Set(niceness)).toEqual(new Set([getPriority(process.ppid), 10])); // the process is as nice as what started it
  });
});

describe("a wrong password", () => {
  it("is told by the history of the person's organisation, and by nobody's for an unknown address", async () => {
    const count = async () => (await api.database.owner.query("select count(*)::int as n from audit.events where action = 'sign_in_refused'")).rows[0].n;
    const before = await count();
    await login("nobody@nowhere.test", "wrong");
    expect(await count()).toBe(before);
    await login("researcher@south.test", "wrong");
    const { rows } = await api.database.owner.query(
      "select o.name, e.request_id is not null as traced, e.after from audit.events e join app_public.organizations o on o.id = e.org_id where e.action = 'sign_in_refused' order by e.id desc limit 1");
    expect(rows).toEqual([{ name: "south", traced: true, after: { reason: "wrong password" } }]);
    expect(await count()).toBe(before + 1);
  });
});

describe("taking turns", () => {
  it("runs so many at once, the rest in order, and refuses when too many wait", async () => {
    const inTurn = takingTurns({ atOnce: 2, waiting: 3 });
    const [started, release]: [number[], (() => void)[]] = [[], []];
    const work = (n: number) => inTurn(() => { started.push(n); return new Promise<number>((resolve) => release.push(() => resolve(n))); });
    const all = [1, 2, 3, 4, 5].map(work);
    await expect(work(6)).rejects.toBeInstanceOf(TooBusy);
    expect(started).toEqual([1, 2]);
    release[1]!();
    expect(await all[1]).toBe(2);
    expect(started).toEqual([1, 2, 3]);
    for (const n of [0, 2, 3, 4]) {
      await expect.poll(() => release.length).toBeGreaterThan(n);
      release[n]!();
    }
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
    expect(started).toEqual([1, 2, 3, 4, 5]);
  });

  it("goes on after a failure", async () => {
    const inTurn = takingTurns({ atOnce: 1, waiting: 1 });
    await expect(inTurn(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await inTurn(async () => "yes")).toBe("yes");
  });
});
