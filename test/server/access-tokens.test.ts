import { createHash, generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityOf } from "../harness/database.ts";
import { JWT_SECRET, startApi, type TestApi } from "./support/api.ts";

let api: TestApi;
let claims: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  const { userId, orgId, memberId, role } = await identityOf(api.database, "dietitian@demo.test");
  claims = { sub: userId!, org: orgId!, member: memberId!, role: role! };
});
afterAll(() => api.stop());

const keyid = createHash("sha256").update(JWT_SECRET).digest("base64url").slice(0, 8);
const good: jwt.SignOptions = { algorithm: "HS256", keyid, issuer: "trackforge", audience: "trackforge-api", expiresIn: 900 };
const signed = (options: jwt.SignOptions = {}, payload: object = claims, secret: jwt.Secret = JWT_SECRET) => jwt.sign(payload, secret, { ...good, ...options });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const ask = (token: string) => api.request("/api/v1/graphql", { token, body: { query: "{ clients(first: 1) { totalCount } }" } });

describe("an access token", () => {
  it("is accepted when it is ours", async () => {
    const answer = await ask(signed());
    expect(answer).toMatchObject({ status: 200, body: { data: { clients: { totalCount: expect.any(Number) } } } });
    expect(answer.body.data.clients.totalCount).toBeGreaterThan(0);
  });

  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const refused: Record<string, () => string> = {
    "is not a token": () => "nonsense",
    "has two parts only": () => signed().split(".").slice(0, 2).join("."),
    "has no signature": () => `${signed().split(".").slice(0, 2).join(".")}.`,
    "says alg none": () => `${part({ alg: "none", typ: "JWT", kid: keyid })}.${part({ ...claims, iss: "trackforge", aud: "trackforge-api", exp: 9e9 })}.`,
    "was changed after signing": () => {
      const [header, , signature] = signed().split(".");
      return `${header}.${part({ ...claims, role: "org_admin", iss: "trackforge", aud: "trackforge-api", exp: 9e9 })}.${signature}`;
    },
    "is signed with another secret": () => signed({}, claims, "another secret that is long enough, too"),
    "is signed with another algorithm": () => signed({ algorithm: "HS512" }),
    "is signed with an RSA key": () => signed({ algorithm: "RS256" }, claims, privateKey.export({ type: "pkcs8", format: "pem" })),
    "names an unknown key": () => signed({ keyid: "other" }),
    "has expired": () => signed({ expiresIn: -1 }),
    "is for another audience": () => signed({ audience: "somebody-else" }),
    "comes from another issuer": () => signed({ issuer: "somebody-else" }),
    "has a role that does not exist": () => signed({}, { ...claims, role: "owner" }),
    "has an organisation that is no id": () => signed({}, { ...claims, org: "'; drop table users" }),
  };
  it.each(Object.keys(refused))("is refused with TF401 when it %s", async (fault) => {
    const answer = await ask(refused[fault]!());
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ errors: [{ message: expect.any(String), extensions: { code: "TF401" } }] });
  });

  it("is refused when another scheme carries it", async () => {
    const answer = await api.request("/api/v1/graphql", { headers: { authorization: `Basic ${signed()}` }, body: { query: "{ __typename }" } });
    expect(answer.status).toBe(401);
  });

  it("stops working when it expires, also after it was used", async () => {
    const token = signed({ expiresIn: 2 });
    expect((await ask(token)).status).toBe(200);
    await expect.poll(async () => (await ask(token)).status).toBe(401);
  });

  it("is needed to see anything: without one nothing is granted", async () => {
    const { data, errors } = await api.graphql(null, "{ clients(first: 1) { totalCount } }");
    expect(data.clients).toBeNull();
    expect(errors[0]?.extensions.code).toBe("TF403");
  });
});
