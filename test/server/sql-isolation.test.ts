import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Identity, withIdentity } from "../../server/platform/database.ts";
import { createDatabase, identityOf, type TestDatabase } from "../harness/database.ts";
import { AUTHENTICATOR_PASSWORD } from "../harness/postgres.ts";
import { addStranger, type Arranged, copyToOtherSide, fillOwnSide, OTHER_MARK, STRANGER_MARK } from "./isolation/arrange.ts";
import { belongingsOf, UUID } from "./isolation/belongings.ts";
import { Random } from "./isolation/random.ts";
import { type Row, rowsOf } from "./isolation/tables.ts";

const ROLES = ["org_admin", "dietitian", "assistant", "researcher", "client", "guardian"] as const;
const INJECTION = "'); select set_config('app.org_id', '00000000-0000-0000-0000-000000000000', false); select set_config('role', 'tf_owner', false); --";

let database: TestDatabase;
let arranged: Arranged;
let otherRows: Row[];
let ownRows: Row[];
/** Ids of rows that exist on the other side only. */
let theirs: Set<string>;
const identities = new Map<string, Identity>();
const random = new Random(7);

beforeAll(async () => {
  database = await createDatabase();
  const filled = await fillOwnSide(database);
  await copyToOtherSide(database, filled);
  arranged = { ...filled, strangerId: await addStranger(database, filled) };
  otherRows = await rowsOf(database.owner, arranged.tables, arranged.other.orgId);
  ownRows = await rowsOf(database.owner, arranged.tables, arranged.own.orgId);
  const ours = belongingsOf(ownRows).ids;
  theirs = belongingsOf(otherRows.filter(({ table }) => table.startsWith("app_public.")), (id) => !ours.has(id)).ids;
  const library = await database.owner.query<{ id: string }>("select id from app_public.foods where org_id = '00000000-0000-0000-0000-000000000000' union select id from app_public.recipes where org_id = '00000000-0000-0000-0000-000000000000' union select id from app_public.allergens where org_id = '00000000-0000-0000-0000-000000000000' union select id from app_public.conditions where org_id = '00000000-0000-0000-0000-000000000000' union select id from app_public.medications where org_id = '00000000-0000-0000-0000-000000000000' union select '00000000-0000-0000-0000-000000000000'");
  for (const { id } of library.rows) theirs.delete(id);
  for (const role of ROLES) identities.set(role, await identityOf(database, `${role === "guardian" ? "parent" : role}@demo.test`));
  identities.set("nobody", {});
});
afterAll(() => database.drop());

const everybody = () => [...identities.keys()];
const roleOf = (who: string) => `tf_${who === "nobody" ? "anonymous" : who === "guardian" ? "client" : who}`;

/** Runs statements as that person in one transaction that is taken back; each answers its rows, or its error. */
async function as<T>(who: string, work: (run: (text: string, values?: unknown[]) => Promise<string>, sql: pg.PoolClient) => Promise<T>): Promise<T> {
  let result: T | undefined;
  await withIdentity(database.authenticator, identities.get(who)!, async (sql) => {
    const run = async (text: string, values: unknown[] = []) => {
      await sql.query("savepoint s");
      try {
        const { rows, rowCount } = await sql.query(text, values);
        return `${rowCount} ${JSON.stringify(rows)}`;
      } catch (error) {
        const { code, message } = error as Error & { code?: string };
        return `${code} ${message}`;
      } finally {
        await sql.query("rollback to savepoint s");
      }
    };
    result = await work(run, sql);
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return result as T;
}
class Undone extends Error {}

/** The same answer, with what was sent taken out of it. */
const without = (answer: string, ...sent: string[]) => sent.reduce((text, value) => text.replaceAll(value, "<sent>"), answer).replace(/\d{4}-\d\d-\d\d[T ][\d:.+Z]+/g, "<instant>");

describe("each role, by SQL under its own identity", () => {
  it.each([...ROLES, "nobody"])("%s reads not one row of the other side, in any table that there is", async (who) => {
    const seen = await as(who, async (run) => {
      const found: string[] = [];
      for (const { name } of arranged.tables.values()) {
        const rows = await run(`select to_jsonb(t) from ${name} t where org_id = $1`, [arranged.other.orgId]);
        if (!/^(0 \[\]|42501 )/.test(rows)) found.push(`${name}: ${rows.slice(0, 200)}`);
        const all = await run(`select to_jsonb(t)::text as row from ${name} t where org_id <> '00000000-0000-0000-0000-000000000000' limit 2000`);
        const id = (all.match(UUID) ?? []).find((one) => theirs.has(one));
        if (id || all.includes(OTHER_MARK)) found.push(`${name} shows ${id ?? OTHER_MARK}`);
        if (["dietitian", "assistant", "client", "guardian"].includes(who) && all.includes(STRANGER_MARK)) found.push(`${name} shows ${STRANGER_MARK}`);
      }
      return found;
    });
    expect(seen).toEqual([]);
  });

  it.each([...ROLES, "nobody"])("%s changes and deletes the other side's rows exactly as rows that there are not: none", async (who) => {
    const different = await as(who, async (run) => {
      const found: string[] = [];
      for (const { name, columns, key } of arranged.tables.values()) {
        const row = otherRows.find(({ table }) => table === name);
        if (!row) continue;
        const ids = key.filter((column) => column !== "org_id" && columns.some((one) => one.name === column && one.type === "uuid"));
        // What both sides say of the knowledge base's food has the same ids on both: whose it is tells it apart there.
        const isTheirs = ids.some((column) => theirs.has(String(row.value[column])));
        const columnsOfKey = isTheirs ? ids : [...ids, "org_id"];
        const where = (missing: boolean) => columnsOfKey.map((column) => `"${column}" = '${missing ? random.uuid() : String(row.value[column])}'`).join(" and ");
        for (const column of columns.filter(({ isGenerated }) => !isGenerated)) {
          const [theirRow, noRow] = [await run(`update ${name} set "${column.name}" = "${column.name}" where ${where(false)}`), await run(`update ${name} set "${column.name}" = "${column.name}" where ${where(true)}`)];
          if (theirRow !== noRow || !/^(0 |42501 )/.test(theirRow)) found.push(`update ${name}.${column.name}: ${theirRow} / ${noRow}`);
        }
        const [theirRow, noRow] = [await run(`delete from ${name} where ${where(false)}`), await run(`delete from ${name} where ${where(true)}`)];
        if (theirRow !== noRow || !/^(0 |42501 )/.test(theirRow)) found.push(`delete ${name}: ${theirRow} / ${noRow}`);
        if (!/^42501 /.test(await run(`truncate ${name}`))) found.push(`truncate ${name}`);
      }
      return found;
    });
    expect(different).toEqual([]);
  });

  it.each([...ROLES, "nobody"])("%s puts no row into the other side, and refers to its rows no other way than to rows that there are not", async (who) => {
    const insertable = await database.owner.query<{ table: string; columns: string[] }>(
      `select c.oid::regclass::text as table, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        where c.oid = any ($2::regclass[]) and has_column_privilege($1, c.oid, a.attnum, 'insert') group by 1`,
      [roleOf(who), [...arranged.tables.keys()]],
    );
    const different = await as(who, async (run) => {
      const found: string[] = [];
      for (const { table: name, columns } of insertable.rows) {
        const [own, other] = [ownRows, otherRows].map((rows) => rows.find(({ table }) => table === name)?.value) as [Row["value"] | undefined, Row["value"] | undefined];
        const insert = (value: Row["value"], names: string[]) =>
          run(`insert into ${name} (${names.map((one) => `"${one}"`).join(", ")}) select ${names.map((one) => `"${one}"`).join(", ")} from jsonb_populate_record(null::${name}, $1::jsonb)`, [JSON.stringify(value)]);
        if (other && !/^42501 /.test(await insert({ ...other, id: random.uuid(), org_id: arranged.other.orgId }, [...new Set([...columns, "org_id"])]))) found.push(`insert into the other side's ${name}`);
        if (!own) continue;
        for (const { column, to } of arranged.tables.get(name)!.references) {
          const foreign = otherRows.find((row) => row.table === to && theirs.has(String(row.value["id"])))?.value["id"];
          if (!columns.includes(column) || typeof foreign !== "string") continue;
          const missing = random.uuid();
          const [theirRow, noRow] = [await insert({ ...own, id: random.uuid(), [column]: foreign }, columns), await insert({ ...own, id: random.uuid(), [column]: missing }, columns)];
          if (without(theirRow, foreign) !== without(noRow, missing) || /^\d+ \[/.test(theirRow)) found.push(`${name}.${column}: ${theirRow} / ${noRow}`);
        }
      }
      return found;
    });
    expect(different).toEqual([]);
    if (who === "dietitian") expect(insertable.rows.length).toBeGreaterThan(3);
  });

  it.each([...ROLES, "nobody"])("%s calls no function that answers about the other side otherwise than about nothing, or lets a text change who one is", async (who) => {
    const functions = await database.owner.query<{ name: string; arguments: { name: string; type: string; labels: string[] | null }[]; isTable: boolean }>(
      `select p.oid::regproc::text as name, p.proretset as "isTable",
              (select json_agg(json_build_object('name', coalesce(p.proargnames[i], ''), 'type', format_type(t, null), 'labels', (select json_agg(enumlabel) from pg_enum where enumtypid = t)) order by i)
                 from unnest(p.proargtypes) with ordinality a(t, i)) as arguments
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit') and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype and has_function_privilege($1, p.oid, 'execute')
          and has_schema_privilege($1, n.oid, 'usage')`,
      [roleOf(who)],
    );
    const before = { who: roleOf(who), org: identities.get(who)!.orgId ?? "" };
    const different = await as(who, async (run, sql) => {
      const found: string[] = [];
      for (const { name, arguments: parameters } of functions.rows) {
        const call = async (idOf: (parameter: string) => string, text: string) => {
          const values = (parameters ?? []).map(({ name: parameter, type, labels }) => valueFor(parameter, type, labels, idOf, text));
          return run(`select * from ${name}(${values.map((_, i) => `$${i + 1}::${parameters[i]!.type}`).join(", ")})`, values);
        };
        const sent: string[] = [];
        const foreign = (parameter: string) => {
          const table = /client/.test(parameter) ? "app_public.clients" : /member/.test(parameter) ? "app_public.memberships" : /version|^[ab]$/.test(parameter) ? "app_public.meal_plan_versions" : undefined;
          const rows = otherRows.filter((row) => theirs.has(String(row.value["id"])) && (!table || row.table === table));
          const id = String(random.pick(rows).value["id"]);
          sent.push(id);
          return id;
        };
        const missing = () => { const id = random.uuid(); sent.push(id); return id; };
        if ((parameters ?? []).some(({ type }) => type.startsWith("uuid"))) {
          const [theirRow, noRow] = [await call(foreign, "text"), await call(missing, "text")];
          if (without(theirRow, ...sent) !== without(noRow, ...sent)) found.push(`${name}: ${theirRow.slice(0, 300)} / ${noRow.slice(0, 300)}`);
        }
        const answer = await call(missing, INJECTION);
        if ((answer.match(UUID) ?? []).some((id) => theirs.has(id)) || answer.includes(OTHER_MARK)) found.push(`${name} shows the other side: ${answer.slice(0, 200)}`);
        const now = await sql.query("select current_user::text as who, coalesce(current_setting('app.org_id', true), '') as org");
        if (JSON.stringify(now.rows[0]) !== JSON.stringify(before)) found.push(`${name} changed who asks`);
      }
      return found;
    });
    expect(different).toEqual([]);
    if (who !== "nobody") expect(functions.rows.length).toBeGreaterThan(5);
  });
});

function valueFor(parameter: string, type: string, labels: string[] | null, idOf: (parameter: string) => string, text: string): unknown {
  if (type === "uuid") return idOf(parameter);
  if (type === "uuid[]") return [idOf(parameter)];
  if (labels) return labels[0];
  if (type.endsWith("[]")) return [];
  if (/^(text|citext|public\.citext|character varying)$/.test(type)) return text;
  if (/^jsonb?$/.test(type)) return JSON.stringify([{ id: idOf(parameter), type: text, note: text }]);
  if (type === "date") return /^(to|ends)/.test(parameter) ? "2026-11-20" : "2026-11-01";
  if (/^timestamp/.test(type)) return /^(to|ends|before)/.test(parameter) ? "2026-11-20T00:00:00Z" : "2026-11-01T00:00:00Z";
  if (type === "boolean") return false;
  if (type === "interval") return "1 day";
  if (/^(integer|bigint|smallint|numeric)/.test(type)) return 1;
  return null;
}

describe("an identity is set by the server's login alone:", () => {
  const login = async (user: string, password?: string): Promise<string> => {
    const url = new URL(database.authenticatorUrl);
    const client = new pg.Client({ host: url.hostname || url.searchParams.get("host")!, port: Number(url.port || url.searchParams.get("port") || 5432), database: url.pathname.slice(1), user, ...(password !== undefined && { password }) });
    client.on("error", () => {});
    try {
      await client.connect();
      return "let in";
    } catch (error) {
      return (error as { code?: string }).code ?? (error as Error).message;
    } finally {
      await client.end().catch(() => {});
    }
  };

  it("no application role can log in, neither by itself nor with a password that is known", async () => {
    expect(await login("tf_authenticator", AUTHENTICATOR_PASSWORD)).toBe("let in"); // so a refusal below is about the role
    for (const role of [...everybody().map(roleOf), "tf_definer", "tf_owner"]) {
      for (const password of [undefined, "", AUTHENTICATOR_PASSWORD, "trackforge-demo", role]) {
        if (role === "tf_owner" && new URL(database.ownerUrl).username === "tf_owner") continue; // whoever has the owner's password is the owner
        expect(await login(role, password), `${role} with ${password}`).not.toBe("let in");
      }
    }
  });

  it.each(["tf_owner", "tf_definer", "postgres", "pg_read_all_data", "pg_execute_server_program"])("the server's login cannot become %s, by whatever words", async (role) => {
    for (const statement of [`set role "${role}"`, `set local role "${role}"`, `set session authorization "${role}"`, `select set_config('role', '${role}', false)`, `grant "${role}" to tf_authenticator`, `alter role tf_authenticator superuser`]) {
      const client = await database.authenticator.connect();
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|22023|0LP01)$/) });
      expect((await client.query("select current_user::text as who, session_user::text as session")).rows).toEqual([{ who: "tf_authenticator", session: "tf_authenticator" }]);
      client.release();
    }
  });

  it("the server's login reads, writes and makes nothing by itself", async () => {
    for (const { name } of arranged.tables.values()) {
      for (const statement of [`select from ${name}`, `delete from ${name}`, `insert into ${name} default values`]) {
        await expect(database.authenticator.query(statement), statement).rejects.toMatchObject({ code: name.startsWith("app_private.login") ? expect.anything() : "42501" });
      }
    }
    for (const statement of ["create table public.x ()", "create table app_public.x ()", "create function app_public.x() returns int language sql return 1", "create schema x", "select pg_read_file('/etc/passwd')", "copy (select 1) to program 'true'", "create extension dblink"]) {
      await expect(database.authenticator.query(statement), statement).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|0A000|58P01)$/) });
    }
  });

  const functionsWith = async (pattern: string, roles: string[]): Promise<string[]> => {
    const { rows } = await database.owner.query<{ name: string }>(
      `select p.oid::regproc::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit') and p.prokind = 'f' and p.prosrc ~* $1
          and (cardinality($2::text[]) = 0 or exists (select from unnest($2::text[]) r where has_function_privilege(r, p.oid, 'execute')))`,
      [pattern, roles],
    );
    return rows.map(({ name }) => name).sort();
  };

  it("no function that a request can call sets who asks", async () => {
    expect(await functionsWith(String.raw`set_config\s*\(|\mset\s+(local|session)\M|\mreset\s+(role|all|session)\M|\mset\s+role\s+(to|')`, everybody().map(roleOf))).toEqual([]);
  });

  it("no function lets its caller say which setting it sets, and none runs its caller's text as SQL", async () => {
    expect(await functionsWith(String.raw`set_config\s*\(\s*[^'\s]`, [])).toEqual([]);
    const dynamic = await functionsWith(String.raw`\mexecute\s+(format|'|v_|\$)`, everybody().map(roleOf));
    expect(dynamic).toEqual([]);
    // As triggers run, so these are reached as well: each names its own table, and nothing else, in what it executes.
    const triggers = (await functionsWith(String.raw`\mexecute\s+(format|'|v_|\$)`, [])).filter((name) => /\btg__/.test(name));
    expect(triggers).toEqual(["app_private.tg__own_dictionary_id"]);
  });
});
