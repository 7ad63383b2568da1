import { createHash, createHmac, generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityOf } from "../../harness/database.ts";
import { DEMO_PASSWORD } from "../../harness/postgres.ts";
import { JWT_SECRET, startApi, type TestApi } from "../support/api.ts";

// What access-tokens.test.ts (the usual faults), identity-stands.test.ts (what holds at once) and second-factor.test.ts (challenges) do not try.
const GRAPHQL = "/api/v1/graphql";
const CLIENTS = { query: "{ clients(first: 1) { totalCount } }" };

let api: TestApi;
let claims: Record<string, unknown>;
let other: Record<string, unknown>;
beforeAll(async () => {
  api = await startApi();
  const claimsOf = async (email: string) => {
    const { userId, orgId, memberId, role } = await identityOf(api.database, email);
    return { sub: userId, org: orgId, member: memberId, role };
  };
  claims = await claimsOf("dietitian@demo.test");
  other = await claimsOf("dietitian@other.test");
});
afterAll(() => api.stop());

const keyid = createHash("sha256").update(JWT_SECRET).digest("base64url").slice(0, 8);
const good: jwt.SignOptions = { algorithm: "HS256", keyid, issuer: "trackforge", audience: "trackforge-api", expiresIn: 900 };
const signed = (payload: object, options: jwt.SignOptions = {}, secret: jwt.Secret = JWT_SECRET) => jwt.sign(payload, secret, { ...good, ...options });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** A token put together by hand, so that any header can be tried. */
const assembled = (header: object, payload: object, key: string, hash = "sha256") => {
  const text = `${part(header)}.${part({ iss: "trackforge", aud: "trackforge-api", exp: 9e9, ...payload })}`;
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
};
const ask = (token: string) => api.request(GRAPHQL, { token, body: CLIENTS });
const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();

describe("a forged token", () => {
  it("is recognised, because one that is put together by hand with the right key is taken", async () => {
    expect((await ask(assembled({ alg: "HS256", kid: keyid }, claims, JWT_SECRET))).status).toBe(200);
  });

  const forged: Record<string, () => string> = {
    "is not valid yet": () => signed(claims, { notBefore: 3600 }),
    "was signed with a public key as the secret": () => assembled({ alg: "HS256", kid: keyid }, claims, pem),
    "says RS256 over a signature by the secret": () => assembled({ alg: "RS256", kid: keyid }, claims, JWT_SECRET),
    "says HS384 over a fitting signature": () => assembled({ alg: "HS384", kid: keyid }, claims, JWT_SECRET, "sha384"),
    "says nOnE": () => `${part({ alg: "nOnE", kid: keyid })}.${part({ ...claims, iss: "trackforge", aud: "trackforge-api", exp: 9e9 })}.`,
    "says none and keeps a signature": () => `${part({ alg: "none", kid: keyid })}.${signed(claims).split(".").slice(1).join(".")}`,
    "brings its own key along": () => assembled({ alg: "HS256", jwk: { kty: "oct", k: part("mine") } }, claims, "mine"),
    "names an address where its key lies": () => assembled({ alg: "HS256", jku: "http://127.0.0.1:1/keys", x5u: "http://127.0.0.1:1/cert", kid: "evil" }, claims, "mine"),
    "names a file as its key": () => assembled({ alg: "HS256", kid: "../../../../dev/null" }, claims, ""),
    "names SQL as its key": () => assembled({ alg: "HS256", kid: "' union select 'mine' --" }, claims, "mine"),
    "names a property of every object as its key": () => assembled({ alg: "HS256", kid: "__proto__" }, claims, ""),
    "has no key id": () => assembled({ alg: "HS256" }, claims, JWT_SECRET),
    "is signed with nothing": () => assembled({ alg: "HS256", kid: keyid }, claims, ""),
    "says that its header is critical": () => assembled({ alg: "HS256", kid: keyid, crit: ["exp"], exp: 1 }, { ...claims, exp: 1 }, JWT_SECRET),
    "has no end": () => jwt.sign(claims, JWT_SECRET, { algorithm: "HS256", keyid, issuer: "trackforge", audience: "trackforge-api" }),
    "has another organisation in its payload": () => {
      const [header, , signature] = signed(claims).split(".");
      return [header, part({ ...jwt.decode(signed(claims)) as object, org: other["org"] }), signature].join(".");
    },
    "is long": () => `${signed(claims)}${"A".repeat(10_000)}`,
  };
  it.each(Object.keys(forged))("is refused when it %s", async (fault) => {
    const answer = await ask(forged[fault]!());
    expect(answer).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: "TF401" } }] } });
    expect(answer.body.data).toBeUndefined();
  });
});

describe("a token that is ours, of somebody who is not who it says,", () => {
  // Nobody can sign these without the key: that the database looks as well is the second wall.
  const refused: Record<string, () => object> = {
    "a role that the membership does not have": () => ({ ...claims, role: "org_admin" }),
    "a membership of another organisation": () => ({ ...claims, org: other["org"] }),
    "another person's membership": () => ({ ...claims, member: other["member"] }),
    "another person": () => ({ ...claims, sub: other["sub"] }),
    "a client and no client record": () => ({ ...claims, role: "client" }),
    "a session that there is not": () => ({ ...claims, sid: "01890000-0000-7000-8000-0000000000ff" }),
  };
  it.each(Object.keys(refused))("is refused: %s", async (what) => {
    const answer = await ask(signed(refused[what]!()));
    expect(answer.body.data?.clients ?? null).toBeNull();
    expect(answer.body.errors[0].extensions.code).toBe("TF401");
  });
});

describe("a token in the wrong place", () => {
  const login = async () => (await api.request("/api/v1/auth/login", { body: { email: "dietitian@demo.test", password: DEMO_PASSWORD, client: "mobile" } })).body as { accessToken: string; refreshToken: string };

  it("is none: a refresh token asks nothing, an access token refreshes nothing", async () => {
    const { accessToken, refreshToken } = await login();
    expect((await ask(refreshToken)).status).toBe(401);
    expect((await api.request("/api/v1/auth/refresh", { body: { refreshToken: accessToken.slice(0, 200) } })).status).toBe(401);
    expect((await ask(accessToken)).status).toBe(200);
  });

  it("in the address, in a cookie or in the body is not looked for", async () => {
    const { accessToken } = await login();
    for (const [path, headers, body] of [
      [`${GRAPHQL}?access_token=${accessToken}`, {}, CLIENTS],
      [GRAPHQL, { cookie: `access_token=${accessToken}; authorization=Bearer ${accessToken}; tf_refresh=${accessToken}` }, CLIENTS],
      [GRAPHQL, {}, { ...CLIENTS, access_token: accessToken, extensions: { authorization: `Bearer ${accessToken}` } }],
    ] as const) {
      const answer = await api.request(path, { body, headers });
      expect(answer.body.errors[0].extensions.code).toBe("TF403");
      expect(answer.body.data.clients).toBeNull();
    }
  });

  it("that was stolen and replayed ends the thief's session and the owner's, and is told to the history", async () => {
    const { refreshToken: stolen } = await login();
    const owners = (await api.request("/api/v1/auth/refresh", { body: { refreshToken: stolen } })).body.refreshToken as string;
    await api.database.owner.query("update app_private.refresh_tokens set rotated_at = rotated_at - interval '1 minute' where rotated_at is not null");
    expect((await api.request("/api/v1/auth/refresh", { body: { refreshToken: stolen } })).status).toBe(401);
    expect((await api.request("/api/v1/auth/refresh", { body: { refreshToken: owners } })).status).toBe(401);
    const { rows } = await api.database.owner.query("select count(*)::int as count from audit.events where action = 'token_reuse'");
    expect(rows[0].count).toBeGreaterThan(0);
  });
});
