import { createHash } from "node:crypto";
import type pg from "pg";
import { buildClientSchema, getIntrospectionQuery, getNamedType, type GraphQLArgument, type GraphQLSchema, isInputObjectType } from "postgraphile/graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityOf } from "../harness/database.ts";
import { addStranger, type Arranged, copyToOtherSide, fillOwnSide, KNOWLEDGE_BASE, OTHER_MARK, STRANGER_MARK } from "./isolation/arrange.ts";
import { belongingsOf } from "./isolation/belongings.ts";
import { type Actor, difference, type Exclusions, Fuzzer } from "./isolation/fuzzer.ts";
import type { Slot } from "./isolation/operations.ts";
import { permittedTo } from "./isolation/permitted.ts";
import { Random } from "./isolation/random.ts";
import { idsOf, type Row, rowsOf } from "./isolation/tables.ts";
import { capturedLog } from "./support/captured-log.ts";
import { startApi, type TestApi } from "./support/api.ts";

const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
const ROUNDS = Number(process.env["FUZZ_ROUNDS"] ?? 1);
const DOMAIN = "demo.test";
/** Who tries; a guardian signs in as the child that she acts for. */
const EMAILS: Record<string, string> = {
  org_admin: `org_admin@${DOMAIN}`, dietitian: `dietitian@${DOMAIN}`, assistant: `assistant@${DOMAIN}`, researcher: `researcher@${DOMAIN}`, client: `client@${DOMAIN}`, guardian: `parent@${DOMAIN}`,
};

/** Root fields that are not tried, each with its reason. */
const EXCLUDED: Exclusions = {};

/** Whether a field takes an id, directly or in its input: each of these must have been compared. */
function namesSomebody({ args }: { args: readonly GraphQLArgument[] }): boolean {
  return args.some(({ type, name }) => {
    if (/^(UUID|ID)\b/.test(String(type).replace("[", ""))) return true;
    const input = getNamedType(type);
    return name === "input" && isInputObjectType(input) && Object.values(input.getFields()).some((field) => /^(UUID|ID)\b/.test(String(field.type).replace("[", "")));
  });
}

/** What tells of the asking itself changes by asking: reads of medical records are events, and a cursor is sealed anew each time. */
const TELLS_OF_ITSELF = new Set(["auditTrail", "recordHistory", "mySessions", "changes"]);

/** Who does not see every client of the own organisation: the stranger is nobody to them. */
const SEES_OWN_CLIENTS_ONLY = new Set<string>(["dietitian", "assistant", "client", "guardian"]);

type Stage = {
  api: TestApi;
  arranged: Arranged;
  /** What each actor sees at the start, after the other side came to be, and after the stranger did. */
  views: Map<string, Map<string, string>[]>;
  actors: Actor[];
  fuzzer: Fuzzer;
  close: () => Promise<void>;
};

/** A server over two rich practices. `plant` may change the database before the schema is read. */
async function openStage(options: { plant?: (owner: pg.Pool) => Promise<unknown>; only?: (field: string) => boolean; roles?: readonly string[] } = {}): Promise<Stage> {
  const captured = capturedLog("warn"); // of thousands of requests
  const api = await startApi({ log: captured.log }, options.plant);
  const { owner } = api.database;
  const schema = await introspected(api);
  const filled = await fillOwnSide(api.database);
  const random = new Random(SEED);
  const known = new Set<string>();
  const nodeTypes = new Map<string, string>();
  const fuzzer = new Fuzzer({
    schema, random, known, nodeTypes, excluded: EXCLUDED, only: options.only,
    logged: (answer) => JSON.stringify(captured.lines().filter(({ requestId, err }) => err && answer.includes(requestId)).map(({ err }) => err)),
    tableOf: tableNames(schema, filled.tables),
    revisionOf: async (id) => (await owner.query<{ revision: number }>("select revision from app_public.meal_plan_versions where id = $1", [id])).rows[0]?.revision ?? 1,
  });

  const ownRows = await rowsOf(owner, filled.tables, filled.own.orgId);
  const ownOf = (clientId: string) => belongingsOf(ownRows.toSorted((a, b) => rank(b, clientId) - rank(a, clientId)));
  const own = ownOf(filled.own.clientId);
  const actors: Actor[] = [];
  for (const name of [...(options.roles ?? Object.keys(EMAILS)), "nobody"]) {
    const email = EMAILS[name];
    const token = email && (await api.tokenOf(email));
    const clientId = email && (await identityOf(api.database, email)).clientId;
    const ask: Actor["ask"] = async (operation) => {
      const answer = await fetch(`${api.url}/api/v1/graphql`, {
        method: "POST", headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify(operation),
      });
      return { status: answer.status, text: await answer.text() };
    };
    const role = name === "nobody" ? "anonymous" : name === "guardian" ? "client" : name;
    actors.push({ name, ask, own: clientId ? ownOf(clientId) : own, permitted: await permittedTo(owner, `tf_${role}`), forbidden: [] });
  }

  const views = new Map<string, Map<string, string>[]>(actors.map(({ name }) => [name, []]));
  const look = async () => {
    for (const actor of actors) views.get(actor.name)!.push(await fuzzer.view(actor, 2));
  };
  await look();
  await copyToOtherSide(api.database, filled);
  await look();
  const strangerId = await addStranger(api.database, filled);
  await look();

  const arranged = { ...filled, strangerId };
  const rows = await rowsOf(owner, filled.tables, filled.own.orgId);
  const otherRows = await rowsOf(owner, filled.tables, filled.other.orgId);
  for (const id of [...belongingsOf(rows).ids, ...(await idsOf(owner, filled.tables, KNOWLEDGE_BASE))]) known.add(id);
  const isOurs = (id: string) => known.has(id);
  const others = belongingsOf(otherRows, (id) => !isOurs(id));
  const strangers = belongingsOf(rows.filter(({ clientId }) => clientId === strangerId), (id) => !own.ids.has(id));
  for (const id of [...others.ids, ...strangers.ids]) known.add(id);
  others.ids.add(filled.other.orgId);
  others.byTable.set("app_public.organizations", [filled.other.orgId]);
  const people = await owner.query<{ id: string; email: string }>(
    "select u.id, u.email::text from app_public.users u where u.id in (select user_id from app_public.memberships where org_id = $1 union select user_id from app_public.clients where org_id = $1)", [filled.other.orgId]);
  for (const { id } of people.rows) others.ids.add(id);
  others.emails = people.rows.map(({ email }) => email);
  others.byTable.set("app_public.users", people.rows.map(({ id }) => id));

  const tableOfRow = new Map(rows.map(({ table, value }) => [String(value["id"]), table]));
  for (const view of [...views.values()].flat()) for (const text of view.values()) learnNodeTypes(text, tableOfRow, nodeTypes);
  for (const actor of actors) {
    actor.forbidden.push({ name: "the other organisation", belongings: others, mark: OTHER_MARK, isOwnOrganisation: false });
    if (SEES_OWN_CLIENTS_ONLY.has(actor.name)) actor.forbidden.push({ name: "a client whom they do not care for", belongings: strangers, mark: STRANGER_MARK, isOwnOrganisation: true });
  }
  return { api, arranged, views, actors, fuzzer, close: () => api.stop() };
}

/** Rows of the client whom the actors care for come first: drafts before what is published. */
const rank = (row: Row, clientId: string): number => (row.clientId === clientId ? 2 : 0) + (row.value["status"] === "draft" ? 1 : 0);

async function introspected(api: TestApi): Promise<GraphQLSchema> {
  const { data } = await api.graphql(null, getIntrospectionQuery());
  return buildClientSchema(data);
}

/** `clientId` is of clients, `rowId` and `id` of what the field is named after, `a` and `b` of plan versions; columns with a reference say it themselves. */
function tableNames(schema: GraphQLSchema, tables: Arranged["tables"]): (slot: Slot) => string | undefined {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, "");
  const singulars = new Map<string, string>();
  for (const name of [...tables.keys(), "app_public.users", "app_public.organizations"]) {
    if (!name.startsWith("app_public.")) continue;
    const plural = name.slice("app_public.".length);
    singulars.set(plural.replace(/ies$/, "y").replace(/(?<!s)s$/, ""), name);
    singulars.set(plural, name);
  }
  const columns = new Map<string, string>([...tables.values()].flatMap(({ references }) => references.map(({ column, to }) => [column, to] as const)));
  void schema;
  return ({ name, field }) => {
    const column = snake(name);
    if (/^[ab]$/.test(name)) return "app_public.meal_plan_versions";
    const direct = columns.get(column) ?? singulars.get(column.replace(/_id$/, ""));
    if (direct && column !== "id") return direct;
    const words = snake(field);
    const candidates = [...singulars.keys()].filter((singular) => words.includes(singular)).sort((a, b) => b.length - a.length);
    return candidates[0] === undefined ? (/export/.test(words) ? "app_public.export_requests" : undefined) : singulars.get(candidates[0]);
  };
}

/** What the global ids of visible rows begin with. */
function learnNodeTypes(text: string, tableOfRow: Map<string, string>, nodeTypes: Map<string, string>): void {
  for (const [, type, id] of text.matchAll(/\['([\w-]+)','([0-9a-f-]{36})'\]/g)) {
    const table = tableOfRow.get(id!);
    if (table && !nodeTypes.has(table)) nodeTypes.set(table, type!);
  }
}

/** What stands in every table, as a figure each; of the other organisation, or of the stranger. */
async function state({ api, arranged }: Stage, whose: "other" | "stranger"): Promise<Record<string, string>> {
  const { owner } = api.database;
  const figures: Record<string, string> = {};
  const rows = await rowsOf(owner, arranged.tables, whose === "other" ? arranged.other.orgId : arranged.own.orgId);
  for (const name of arranged.tables.keys()) {
    const texts = rows.filter(({ table, clientId }) => table === name && (whose === "other" || clientId === arranged.strangerId)).map(({ text }) => text);
    figures[name] = `${texts.length} rows, ${createHash("sha256").update(texts.sort().join("\n")).digest("hex").slice(0, 16)}`;
  }
  const people = await owner.query<{ row: string }>(
    `select jsonb_build_array(o, u, c)::text as row from app_public.organizations o left join app_public.memberships m on m.org_id = o.id
       left join app_public.users u on u.id = m.user_id left join app_private.user_credentials c on c.user_id = u.id where o.id = $1 order by 1`, [arranged.other.orgId]);
  if (whose === "other") figures["people"] = createHash("sha256").update(people.rows.map(({ row }) => row).join("\n")).digest("hex").slice(0, 16);
  return figures;
}

/** Fields that were answered otherwise before, with the place where the answers part. */
const changes = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...before].filter(([field, text]) => !TELLS_OF_ITSELF.has(field) && after.get(field) !== text).map(([field, text]) => `${field}: ${difference(text, after.get(field)!)}`);

const told = ({ findings }: Fuzzer): string[] => findings.map(({ actor, field, what, detail }) => `${actor}: ${field} ${what}: ${detail}`);

describe(`isolation (FUZZ_SEED=${SEED})`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({
      ...(process.env["FUZZ_ROLES"] && { roles: process.env["FUZZ_ROLES"].split(",") }),
      ...(process.env["FUZZ_FIELDS"] && { only: (field: string) => new RegExp(process.env["FUZZ_FIELDS"]!).test(field) }),
    });
  });
  afterAll(() => stage?.close());

  it("is tried where there is something to find: no table is empty on either side", async () => {
    const empty: string[] = [];
    for (const name of stage.arranged.tables.keys()) {
      for (const [whose, { orgId }] of Object.entries({ own: stage.arranged.own, other: stage.arranged.other })) {
        const { rowCount } = await stage.api.database.owner.query(`select from ${name} where org_id = $1 limit 1`, [orgId]);
        if (rowCount === 0) empty.push(`${name} (${whose})`);
      }
    }
    expect(empty).toEqual([]);
  });

  it("holds for all that can be seen: what the other side has changes nothing in it, no row, no count, no order", () => {
    const changed = [...stage.views].flatMap(([actor, [before, after]]) => changes(before!, after!).map((change) => `${actor}: ${change}`));
    expect(changed).toEqual([]);
    for (const actor of stage.actors) stage.fuzzer.inspect(actor, stage.views.get(actor.name)!.at(-1)!);
    expect(told(stage.fuzzer)).toEqual([]);
  });

  it("holds inside an organisation: what a client has whom one does not care for changes nothing either", () => {
    const views = [...stage.views].filter(([actor]) => SEES_OWN_CLIENTS_ONLY.has(actor));
    const changed = views.flatMap(([actor, [, before, after]]) => changes(before!, after!).map((change) => `${actor}: ${change}`));
    expect(changed).toEqual([]);
  });

  it("holds for every query, filter, order, cursor and global id: nothing of somebody else, and no difference to what does not exist", async () => {
    for (const actor of stage.actors) await stage.fuzzer.tryQueries(actor, ROUNDS);
    expect(told(stage.fuzzer)).toEqual([]);
    expect(stage.fuzzer.queries.filter(namesSomebody).map(({ name }) => name).filter((name) => !stage.fuzzer.compared.has(name))).toEqual([]);
  }, 900_000);

  it("holds for every mutation: the same, and nothing of somebody else changes", async () => {
    const untouched = await state(stage, "other");
    for (const actor of stage.actors) {
      const hidden = await state(stage, "stranger");
      await stage.fuzzer.tryMutations(actor, ROUNDS);
      if (SEES_OWN_CLIENTS_ONLY.has(actor.name)) expect(await state(stage, "stranger"), actor.name).toEqual(hidden);
      expect(await state(stage, "other"), actor.name).toEqual(untouched);
    }
    expect(told(stage.fuzzer)).toEqual([]);
    expect(stage.fuzzer.mutations.filter(namesSomebody).map(({ name }) => name).filter((name) => !stage.fuzzer.compared.has(name))).toEqual([]);
  }, 900_000);

  it.each([["exports", "export_requests"], ["record-copies", "record_copies"]])("holds for downloads: another practice's file is not there (%s)", async (path, table) => {
    const { rows } = await stage.api.database.owner.query<{ id: string }>(`select id from app_public.${table} where org_id = $1`, [stage.arranged.other.orgId]);
    expect(rows.length).toBeGreaterThan(0);
    for (const email of Object.values(EMAILS)) {
      const token = await stage.api.tokenOf(email);
      const missing = await stage.api.request(`/api/v1/${path}/01890000-0000-7000-8000-0000000000ff`, { token });
      expect([403, 404]).toContain(missing.status);
      for (const { id } of rows) expect(await stage.api.request(`/api/v1/${path}/${id}`, { token })).toMatchObject({ status: missing.status, body: missing.body });
    }
  });

  it("leaves nothing on the server's connections", async () => {
    const { authenticator } = stage.api.database;
    const clients = await Promise.all(Array.from({ length: authenticator.options.max }, () => authenticator.connect()));
    try {
      for (const client of clients) {
        const { rows } = await client.query("select current_user::text as who, (select array_agg(name || '=' || setting) from pg_settings where name like 'app.%' and setting <> '') as settings, current_setting('app.org_id', true) as org, current_setting('statement_timeout') as timeout");
        expect(rows).toEqual([{ who: "tf_authenticator", settings: null, org: expect.toSatisfy((org) => !org), timeout: "0" }]);
      }
    } finally {
      for (const client of clients) client.release();
    }
  });
});

/** Holes as somebody might leave them: definer functions that forget the organisation, and a table without its policy. */
const PLANTED = `
  create function app_public.name_of_client(client_id uuid) returns text language sql stable strict security definer set search_path = pg_catalog, pg_temp
    as $$ select c.full_name from app_public.clients c where c.id = client_id $$;
  create function app_public.weigh_client(client_id uuid) returns integer language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
    as $$ begin
      if not exists (select from app_public.clients c where c.org_id = app_hidden.current_org_id() and c.id = client_id) and exists (select from app_public.clients c where c.id = client_id) then
        raise exception 'This client is not yours.' using errcode = 'TF403';
      end if;
      return null;
    end $$;
  create function app_public.touch_client(client_id uuid) returns integer language sql volatile strict security definer set search_path = pg_catalog, pg_temp
    as $$ update app_public.clients c set phone = '1' where c.id = client_id; select 1 $$;
  grant execute on function app_public.name_of_client(uuid), app_public.weigh_client(uuid), app_public.touch_client(uuid) to tf_dietitian;
  drop policy own_organisation on app_public.care_assignments;
  create policy open_door on app_public.care_assignments for select to tf_dietitian using (true);`;

describe("the fuzzer", () => {
  it("finds what was planted: shown words, shown rows, a count, another error, a changed row", async () => {
    const stage = await openStage({ plant: (owner) => owner.query(PLANTED), roles: ["dietitian"], only: (field) => /^(nameOfClient|weighClient|touchClient|careAssignments|careAssignment)$/.test(field) });
    try {
      const [dietitian] = stage.actors as [Actor];
      const [before, after] = stage.views.get("dietitian")!;
      expect(changes(before!, after!).map((change) => change.split(":")[0])).toEqual(["careAssignments"]);
      const untouched = await state(stage, "other");
      await stage.fuzzer.tryQueries(dietitian, ROUNDS);
      await stage.fuzzer.tryMutations(dietitian, ROUNDS);
      const found = stage.fuzzer.findings.map(({ field, what }) => `${field} ${what}`);
      expect(found).toEqual(expect.arrayContaining([
        "nameOfClient shows words of the other organisation",
        "nameOfClient shows words of a client whom they do not care for",
        "nameOfClient an id of somebody else is answered differently from one of nobody",
        "weighClient an id of somebody else is answered differently from one of nobody",
        "careAssignment shows an id of the other organisation",
        "careAssignment shows an id of a client whom they do not care for",
        "careAssignments shows an id of the other organisation",
      ]));
      expect(await state(stage, "other")).not.toEqual(untouched);
    } finally {
      await stage.close();
    }
  });
});
