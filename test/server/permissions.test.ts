import { randomUUID } from "node:crypto";
import { getNamedType, type GraphQLSchema } from "postgraphile/graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Permission, readPermissions } from "../../bin/permissions/permission-table.ts";
import { buildSchema } from "../../server/graphql/export-schema.ts";
import { asRole } from "../harness/database.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { type Operation, operationOf, requestOf, rowType, type Values } from "./support/operations.ts";
import { ROLES } from "./support/practices.ts";

// Every cell of the permission table, tried for real: each role asks for each capability through the API.
const VERBS = ["add", "change", "read", "delete"];

let api: TestApi;
let schema: GraphQLSchema;
let permissions: Permission[];
let clientId: string;
let orgId: string;
/** The columns of each table of app_public. */
let tables: Map<string, string[]>;
/** A row of each table, for arguments that name one. */
const samples = new Map<string, Record<string, unknown>>();

beforeAll(async () => {
  api = await startApi();
  schema = await buildSchema(api.database.authenticator);
  permissions = await readPermissions(api.database.owner);
  const { rows } = await api.database.owner.query(
    "select c.id, c.org_id from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = 'client@demo.test'",
  );
  [{ id: clientId, org_id: orgId }] = rows;
  // The administrator cares for clients too: without that, what is "when assigned" would only be tried without rows.
  await api.database.owner.query(
    `insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
     select a.org_id, a.client_id, admin.id, '2020-01-01'
       from app_public.memberships admin join app_public.users u on u.id = admin.user_id and u.email = 'org_admin@demo.test'
       join app_public.care_assignments a on a.org_id = admin.org_id
       join app_public.memberships m on (m.org_id, m.id) = (a.org_id, a.member_id) join app_public.users d on d.id = m.user_id and d.email = 'assistant@demo.test'`,
  );
  // The practice's own part of the library: what is shared is nobody's to change.
  await api.database.owner.query(
    `with food as (insert into app_public.foods (org_id, name) values ($1, 'Own bread') returning org_id, id),
          recipe as (insert into app_public.recipes (org_id, name, servings) values ($1, 'Own sandwich', 2) returning org_id, id),
          portion as (insert into app_public.food_portions (org_id, food_id, label, grams, position) select org_id, id, 'slice', 40, 1 from food)
     insert into app_public.recipe_ingredients (org_id, recipe_id, position, food_id, grams) select recipe.org_id, recipe.id, 1, food.id, 80 from recipe, food`,
    [orgId],
  );
  const columns = await api.database.owner.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v') group by 1`,
  );
  tables = new Map(columns.rows.map((row) => [row.table, row.columns]));
  await asRole(api.database, "dietitian@demo.test", (sql) =>
    sql.query("select app_public.request_export($1, $2, '2026-01-01', '2026-02-01', 'For the permission table')", [randomUUID(), clientId]));
  for (const table of tables.keys()) samples.set(table, await sampleOf(table));
  // Nobody of those who ask, so that nobody loses their place on the way.
  const { rows: others } = await api.database.owner.query("select m.id, m.user_id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = 'nutritionist@demo.test'");
  samples.set("members", others[0]).set("memberships", others[0]).set("users", { id: others[0].user_id });
});
afterAll(() => api.stop());

const may = (role: string, capability: string) => permissions.some((permission) => permission.role === role && permission.capability === capability);

/** A row of the table that the demo practice's people can reach: of the client in care, else of the practice, else of the library. */
async function sampleOf(table: string): Promise<Record<string, unknown>> {
  const columns = tables.get(table) ?? [];
  const client = table === "clients" ? "t.id" : columns.includes("client_id") ? "t.client_id" : undefined;
  const order = [...(client ? [`${client} = '${clientId}' desc nulls last`] : []), ...(columns.includes("org_id") ? [`t.org_id = '${orgId}' desc`] : []), "t.ctid"];
  const { rows } = await api.database.owner.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from app_public.${table} t order by ${order.join(", ")} limit 1`);
  return rows[0]?.row ?? {};
}

/** What makes sense for a capability: a row like one that is there, or rows that the arguments' names refer to. */
async function valuesFor(capability: string): Promise<Values> {
  const [subject = "", verb] = capability.split(".");
  if (verb === undefined) return valuesForFunction(subject);
  const sample = await sampleOf(subject);
  // What every role that may do it at all may name.
  const granted = permissions.filter((permission) => permission.capability === capability).flatMap(({ columns }) => (columns ? [columns] : []));
  const columns = granted[0]?.filter((column) => granted.every((those) => those.includes(column)));
  return (name, type) => {
    if (name === "row_id") return verb === "add" ? randomUUID() : sample["id"];
    if (name === "client_id") return clientId;
    if (name === "kind" && subject === "body_metrics") return "weight"; // a client records no dry weight
    if (verb === "change" && columns && tables.get(subject)?.includes(name) && !columns.includes(name)) return undefined;
    if (!(name in sample) || (sample[name] === null && verb === "add")) return undefined;
    return type === "BigFloat" && sample[name] !== null ? String(sample[name]) : sample[name];
  };
}

function valuesForFunction(name: string): Values {
  const table = `${name.slice(name.indexOf("_") + 1).replace(/^export$/, "export_request")}s`;
  const isNew = /^(create|clone|request|invite|assign|add)_/.test(name);
  return (argument, type, isRequired) => {
    if (!isRequired) return undefined;
    if (argument !== "input" && type.endsWith("Input")) return {}; // a row made up for the request: nothing is said in it
    if (argument === "row_id") return samples.get([...tables.keys()].findLast((of) => name.startsWith(`${of}_`)) ?? "")?.["id"];
    if (argument === "id") return isNew ? randomUUID() : (samples.get(table)?.["id"] ?? randomUUID());
    return argument === "a" || argument === "b" ? samples.get("meal_plan_versions")?.["id"] : samples.get(`${argument.replace(/_id$/, "")}s`)?.["id"];
  };
}

type Verdict = "allowed" | "denied";

async function askApi(role: string, operation: Operation, values: Values): Promise<{ verdict: Verdict; code: string | undefined }> {
  const { query, variables } = requestOf(operation, values);
  const answer = await api.graphql(role === "anonymous" ? null : `${role}@demo.test`, query, variables);
  const code = answer.errors[0]?.extensions["code"] as string | undefined;
  // A request that GraphQL itself refuses was never tried.
  if (answer.data === undefined && code !== "TF401") throw new Error(`${query} ${JSON.stringify(variables)}: ${JSON.stringify(answer.errors)}`);
  return { verdict: code === "TF403" || code === "TF401" ? "denied" : "allowed", code };
}

/** The same in SQL, for what the API has no field for: nothing is written, but rights are checked. */
async function askDatabase(role: string, capability: string): Promise<Verdict> {
  const [table = "", verb = ""] = capability.split(".");
  const column = permissions.find((permission) => permission.role === role && permission.capability === capability)?.columns?.[0] ?? tables.get(table)?.[0];
  const statement = {
    read: `select ${column} from app_public.${table} limit 1`,
    add: `insert into app_public.${table} (${column}) select ${column} from app_public.${table} where false`,
    change: `update app_public.${table} set ${column} = null where false`,
    delete: `delete from app_public.${table} where false`,
  }[verb];
  try {
    await asRole(api.database, `${role}@demo.test`, (sql) => sql.query(statement!));
    return "allowed";
  } catch (error) {
    if ((error as { code?: string }).code === "42501") return "denied";
    throw error;
  }
}

describe("the permission table", () => {
  it("is true: every role, asking for everything, is let or refused as it says", async () => {
    const byVerb = (a: string, b: string) => VERBS.indexOf(a.split(".")[1] ?? "") - VERBS.indexOf(b.split(".")[1] ?? "");
    const isFunction = (capability: string) => !capability.includes(".");
    const capabilities = [...new Set([...permissions.map(({ capability }) => capability), ...[...tables.keys()].flatMap((table) => VERBS.map((verb) => `${table}.${verb}`))])]
      .sort((a, b) => Number(isFunction(a)) - Number(isFunction(b)) || byVerb(a, b));
    const tried = new Set<string>();
    const wrong: unknown[] = [];
    const failed: unknown[] = [];
    const outsideTheApi = new Set<string>();
    for (const capability of capabilities) {
      const operation = operationOf(schema, capability);
      if (!operation && isFunction(capability)) throw new Error(`The API has no field for ${capability}.`);
      const values = await valuesFor(capability);
      for (const role of [...ROLES, "anonymous"]) {
        tried.add(`${role} ${capability}`);
        if (!operation) {
          if (may(role, capability)) outsideTheApi.add(capability);
          if (role !== "anonymous" && ((await askDatabase(role, capability)) === "allowed") !== may(role, capability)) wrong.push({ role, capability, told: may(role, capability) });
          continue;
        }
        const { verdict, code } = await askApi(role, operation, capability.endsWith(".delete") ? await valuesFor(capability) : values);
        if ((verdict === "allowed") !== may(role, capability)) wrong.push({ role, capability, told: may(role, capability), code });
        if (code === "TF500") failed.push({ role, capability });
      }
    }
    expect(wrong).toEqual([]);
    expect(failed).toEqual([]);
    expect(permissions.filter(({ role, capability }) => !tried.has(`${role} ${capability}`))).toEqual([]);
    // A row without an id of its own cannot be named in the API: nobody changes or deletes it there, and it is read through what it belongs
    // to. Asked in SQL instead.
    expect([...outsideTheApi].sort()).toEqual([
      ...["food_allergens", "food_tags"].flatMap((table) => [`${table}.change`, `${table}.delete`]),
      "meal_plan_targets.read",
    ]);
  });

  it("is what signing in tells each person of it, and what they may ask for again", async () => {
    for (const role of ROLES) {
      const expected = permissions.filter((permission) => permission.role === role).map(({ capability }) => capability);
      const page = (offset: number) => api.graphql(`${role}@demo.test`, "query ($offset: Int) { myCapabilities(offset: $offset) { nodes { role capability } } }", { offset });
      const asked = (await Promise.all([page(0), page(200)])).flatMap(({ data }) => data.myCapabilities.nodes);
      expect(asked.map((node: Permission) => `${node.role} ${node.capability}`).sort()).toEqual(expected.map((capability) => `${role} ${capability}`).sort());
      const { rows } = await api.database.owner.query<{ told: string[] }>("select app_private.capabilities_of($1) as told", [role]);
      expect(rows[0]!.told.toSorted()).toEqual(expected.toSorted());
    }
  });

  it("is about all that the API offers: every field at its root is a table's or a function's of app_public, and no setting can be named", () => {
    const operations = permissions.flatMap(({ capability }) => operationOf(schema, capability) ?? []);
    const known = new Set<unknown>(operations.map(({ field }) => field));
    const rows = new Set(operations.flatMap(({ root, field }) => (root === "query" ? (rowType(field) ?? getNamedType(field.type)).name : [])));
    const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) => Object.values(type.getFields()));
    const others = fields.filter((field) => !known.has(field) && !rows.has(getNamedType(field.type).name));
    expect(others.map(({ name }) => name)).toEqual(["node"]); // finds a row by its global id, as its table lets it
    expect(fields.map(({ name }) => name).filter((name) => /setting|config|^set[A-Z]/i.test(name))).toEqual([]);
  });

  it("reaches as far as it says", async () => {
    const cared = new Map<string, string[]>();
    for (const role of ROLES) {
      cared.set(role, (await asRole(api.database, `${role}@demo.test`, (sql) => sql.query("select id from app_hidden.my_client_ids() id"))).rows.map(({ id }) => id));
    }
    const wrong: unknown[] = [];
    for (const { role, capability, rows: reach } of permissions) {
      const [table = "", verb] = capability.split(".");
      const columns = tables.get(table) ?? [];
      if (verb !== "read" || role === "anonymous" || reach === null || reach === "some") continue;
      const count = (sql: { query: typeof api.database.owner.query }, where: string) => sql.query<{ n: number }>(`select count(*)::int as n from app_public.${table} where ${where}`).then(({ rows }) => rows[0]!.n);
      const seen = await asRole(api.database, `${role}@demo.test`, (sql) => count(sql as never, "true"));
      const theirs = columns.includes("org_id") ? `org_id in ('${orgId}', '00000000-0000-0000-0000-000000000000')` : table === "organizations" ? `id = '${orgId}'` : "true";
      const client = table === "clients" ? "id" : columns.includes("client_id") ? "client_id" : undefined;
      const all = await count(api.database.owner as never, theirs);
      const inCare = client ? await count(api.database.owner as never, `${client} = any ('{${cared.get(role)!.join()}}')`) : all;
      if (reach === "all" ? seen !== all : seen > inCare) wrong.push({ role, capability, reach, seen, all, inCare });
      if (reach === "care" && inCare > 0 && seen === 0) wrong.push({ role, capability, reach, seen, inCare });
    }
    expect(wrong).toEqual([]);
  });
});
