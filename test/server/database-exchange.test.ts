import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Call, PipelinedExchange, type Query } from "../../server/graphql/pipelined-exchange.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices } from "./support/practices.ts";

const FUNCTIONS = `
  create function app_public.document(n int) returns json language sql stable strict as $$ select case when n > 0 then json_build_object('n', n, 'exact', 1.10, 'text', 'é "x"') end $$;
  create function app_public.documents() returns json[] language sql stable as $$ select array['{"a":1}'::json, null] $$;
  create function app_public.divide(by int) returns int language sql stable strict as $$ select 1 / by $$;
  create function app_public.who() returns text language sql stable as $$
    select concat_ws(' ', current_user, current_setting('app.user_id'), current_setting('app.org_id'), current_setting('app.request_id') <> '') $$;
  create function app_public.rename_and_fail(client_id uuid) returns text language plpgsql volatile strict as $$
    begin update app_public.clients set given_name = 'Half' where id = client_id; raise exception 'No.' using errcode = 'TF400'; end $$;
  grant execute on function app_public.document(int), app_public.documents(), app_public.divide(int), app_public.who(), app_public.rename_and_fail(uuid) to tf_dietitian, tf_org_admin, tf_anonymous;
`;

let api: TestApi;
let clients: { north: string; south: string };
beforeAll(async () => {
  api = await startApi({}, (owner) => owner.query(FUNCTIONS));
  clients = await makePractices(api.database.owner);
});
afterAll(() => api.stop());

const dietitian = (query: string, variables?: Record<string, unknown>) => api.graphql("dietitian@north.test", query, variables);

describe("a JSON document", () => {
  it("arrives as Postgres wrote it, digit by digit", async () => {
    const token = await api.tokenOf("dietitian@north.test");
    const answer = await fetch(`${api.url}/api/v1/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ one: document(n: 1) none: document(n: 0) two: document(n: 2) __typename }" }),
    });
    const document = (n: number) => `{"n" : ${n}, "exact" : 1.10, "text" : "é \\"x\\""}`;
    expect(await answer.text()).toBe(`{"data":{"one":${document(1)},"none":null,"two":${document(2)},"__typename":"Query"}}`);
  });

  it("may stand in a list", async () => {
    expect((await dietitian("{ documents }")).data).toEqual({ documents: [{ a: 1 }, null] });
  });
});

describe("statements of one request", () => {
  it("answer together, and one that fails does not take the others along", async () => {
    const { data, errors } = await dietitian("{ a: clients { totalCount nodes { givenName } } b: divide(by: 0) c: divide(by: 1) d: document(n: 3) }");
    expect(data).toMatchObject({ a: { totalCount: 1, nodes: [{ givenName: "Cleo" }] }, b: null, c: 1, d: { n: 3 } });
    expect(errors).toMatchObject([{ path: ["b"], extensions: { code: "TF500" } }]);
  });

  it("leave nothing behind when a mutation fails, and the next mutation of the request still runs", async () => {
    const { data, errors } = await dietitian(
      `mutation ($id: UUID!) {
         a: renameAndFail(input: { clientId: $id }) { result }
         b: updateClient(input: { rowId: $id, patch: { familyName: "Whole" } }) { client { givenName familyName } }
       }`,
      { id: clients.north },
    );
    expect(errors).toMatchObject([{ path: ["a"], extensions: { code: "TF400" } }]);
    expect(data.b.client).toEqual({ givenName: "Cleo", familyName: "Whole" });
  });

  it("work again after a migration changed a table under them", async () => {
    const read = () => dietitian("{ clients { nodes { phone } } }");
    for (let i = 0; i < 6; i++) await read();
    await api.database.owner.query("alter table app_public.clients alter column phone type varchar(60)");
    for (let i = 0; i < 12; i++) await read();
    expect((await read()).errors).toEqual([]);
  });
});

describe("a connection", () => {
  it("makes room for new statements, also in an exchange that fails before it comes to them", async () => {
    const client = new pg.Client({ connectionString: api.database.authenticatorUrl });
    await client.connect();
    const exchange = (query: Query, settings?: Call) =>
      new Promise<Answer[]>((resolve, reject) => client.query(new PipelinedExchange([query], settings, { resolve, reject }) as unknown as pg.Submittable));
    const query = (i: number): Query => ({ name: `q${i}`, text: `select ${i} as i`, values: [], asArrays: true });
    const settings = (by: number): Call => ({ name: "settings", text: "select 1 / $1::int", values: [by] });
    for (let i = 0; i < 149; i++) await exchange(query(i));
    await exchange(query(148), settings(1)); // 150 statements are kept now
    for (let i = 200; i < 205; i++) await expect(exchange(query(i), settings(0))).rejects.toThrow("division by zero");
    for (let i = 0; i < 149; i++) expect((await exchange(query(i), settings(1)))[0]?.rows).toEqual([[i]]);
    await client.end();
  });
});

describe("the identity of a request", () => {
  it("holds for its statements and nobody else's, however they interleave", async () => {
    const people = ["dietitian@north.test", "dietitian@south.test", "org_admin@north.test", null];
    const expected = new Map(
      await Promise.all(people.map(async (email) => {
        const { rows } = await api.database.owner.query("select u.id, m.org_id, m.role from app_public.users u join app_public.memberships m on m.user_id = u.id where u.email = $1", [email]);
        return [email, rows[0] ? `tf_${rows[0].role} ${rows[0].id} ${rows[0].org_id} t` : "tf_anonymous   f"] as const;
      })),
    );
    const asked = Array.from({ length: 80 }, (_, i) => people[i % people.length]!);
    const answers = await Promise.all(asked.map((email) => api.graphql(email, "{ who again: who }")));
    for (const [i, { data }] of answers.entries()) expect(data).toEqual({ who: expected.get(asked[i]!), again: expected.get(asked[i]!) });
    const { rows } = await api.database.authenticator.query("select current_user::text as role, coalesce(current_setting('app.user_id', true), '') as user_id");
    expect(rows).toEqual([{ role: "tf_authenticator", user_id: "" }]);
  });
});
