import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { createPool } from "../../../server/platform/database.ts";
import type { TestDatabase } from "../../harness/database.ts";
import { type Column, organisationTables, type Row, rowsOf, type Table } from "./tables.ts";

export const KNOWLEDGE_BASE = "00000000-0000-0000-0000-000000000000";
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What stands in the texts of rows that a caller must never see. */
export const OTHER_MARK = "zqother";
export const STRANGER_MARK = "zqstranger";

/** Columns of a first row of a practice where the rules of its table leave no choice to a generator. */
const EXAMPLES: Record<string, Record<string, unknown>> = {
  "app_public.invitations": { kind: "member", role: "assistant", email: "invited@demo.test", client_id: null, relationship: null },
  "app_public.rule_adjustments": { kind: "switch_off" },
  "app_public.safety_alerts": { outcome: "breach" },
};

/** Rows that are not made for the client in nobody's care, because whom they address sees them whatever happens to the care. */
const ADDRESSED = new Set(["app_public.notifications"]);

export type Side = { orgId: string; clientId: string; memberIds: string[] };
export type Arranged = { tables: Map<string, Table>; own: Side; other: Side; strangerId: string };
type Sql = pg.PoolClient;

/** The two practices of the demo. */
async function side(owner: pg.Pool, domain: string): Promise<Side> {
  const { rows } = await owner.query<{ orgId: string; clientId: string }>(
    `select c.org_id as "orgId", c.id as "clientId" from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = $1`,
    [`client@${domain}`],
  );
  const members = await owner.query<{ id: string }>("select id from app_public.memberships where org_id = $1", [rows[0]!.orgId]);
  return { ...rows[0]!, memberIds: members.rows.map(({ id }) => id) };
}

/** Work as superuser without triggers and foreign keys: rows are copied as they are, whatever order, final versions included. */
async function rawly<T>(database: TestDatabase, work: (sql: Sql) => Promise<T>): Promise<T> {
  const pool = createPool(database.adminUrl, { name: "arrange", max: 1 });
  const sql = await pool.connect();
  try {
    await sql.query("set session_replication_role = replica");
    return await work(sql);
  } finally {
    sql.release(true);
    await pool.end();
  }
}

/** A stable id for the copy of a row. */
const copyOf = (id: string, salt: string): string => {
  const hex = createHash("sha256").update(`${salt} ${id}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

async function insert(sql: Sql, table: Table, rows: string[]): Promise<void> {
  const columns = table.columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => `"${name}"`).join(", ");
  for (let at = 0; at < rows.length; at += 500) {
    const statement = `insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table.name}, $1::jsonb)`;
    const values = [`[${rows.slice(at, at + 500).join(",")}]`];
    await sql.query(`${statement} on conflict do nothing`, values).catch((error: Error & { code?: string }) => {
      if (error.code !== "55000") throw error; // keys that are checked at the end know no conflict clause
      return sql.query(statement, values);
    });
  }
}

/** Fills what the demo leaves empty in its own practice: the library from the knowledge base, one example row of everything else. */
export async function fillOwnSide(database: TestDatabase): Promise<Omit<Arranged, "strangerId">> {
  const tables = await organisationTables(database.owner);
  const [own, other] = [await side(database.owner, "demo.test"), await side(database.owner, "other.test")];
  await rawly(database, async (sql) => {
    const isEmpty = async (table: Table) => (await sql.query(`select from ${table.name} where org_id = $1 limit 1`, [own.orgId])).rowCount === 0;
    const copied = new Map<string, string>();
    for (const table of byDependency(tables)) if (await isEmpty(table)) await copyFromKnowledgeBase(sql, table, own.orgId, copied);
    for (const table of byDependency(tables)) if (await isEmpty(table)) await makeExample(sql, table, own);
  });
  return { tables, own, other };
}

/** Tables after what they refer to, as far as there is such an order. */
function byDependency(tables: Map<string, Table>): Table[] {
  const done = new Set<string>();
  const visit = (table: Table, above: Set<string>): Table[] => {
    if (done.has(table.name) || above.has(table.name)) return [];
    const before = table.references.flatMap(({ to }) => (tables.has(to) ? visit(tables.get(to)!, new Set([...above, table.name])) : []));
    if (done.has(table.name)) return before;
    done.add(table.name);
    return [...before, table];
  };
  return [...tables.values()].flatMap((table) => visit(table, new Set()));
}

async function copyFromKnowledgeBase(sql: Sql, table: Table, orgId: string, copied: Map<string, string>): Promise<void> {
  if (table.name.startsWith("audit.")) return;
  const parents = table.references.filter(({ to }) => to !== table.name && copied.has(`table ${to}`));
  const chosen = [...copied.keys()].filter((key) => !key.startsWith("table "));
  const condition = parents.length > 0 ? `and (${parents.map(({ column }) => `t."${column}" = any ($2)`).join(" or ")})` : "and $2::uuid[] is not null";
  const { rows } = await sql.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table.name} t where org_id = $1 ${condition} limit 3`, [KNOWLEDGE_BASE, chosen]);
  if (rows.length === 0) return;
  const copies = rows.map(({ row }) => {
    const value = JSON.parse(row) as Record<string, unknown>;
    if (typeof value["id"] === "string") copied.set(value["id"], copyOf(value["id"], "own library"));
    for (const { name, checks } of table.columns) if (checks.some((check) => check.includes(`((${name} IS NULL) OR (org_id = '${KNOWLEDGE_BASE}'`))) value[name] = null;
    value["org_id"] = orgId;
    for (const [name, id] of Object.entries(value)) {
      if (typeof id !== "string" || !copied.has(id)) continue;
      value[name] = copied.get(id);
      const scope = name.replace(/_?id$/, "_org_id").replace(/^_/, "");
      if (name !== "id" && scope in value) value[scope] = orgId;
    }
    return JSON.stringify(value);
  });
  await insert(sql, table, copies);
  copied.set(`table ${table.name}`, "");
}

/** A row with whatever the columns' types and checks ask for; fails with the database's words where EXAMPLES must help. */
async function makeExample(sql: Sql, table: Table, own: Side): Promise<void> {
  const example = EXAMPLES[table.name] ?? {};
  const values: Record<string, unknown> = {};
  for (const column of table.columns) {
    if (column.isGenerated) continue;
    if (column.name in example) values[column.name] = example[column.name];
    else if (column.name === "org_id") values[column.name] = own.orgId;
    else if (column.name === "client_id") values[column.name] = own.clientId;
    else if (/_member_id$/.test(column.name)) values[column.name] = column.isRequired ? own.memberIds[0] : null;
    else {
      const reference = table.references.find((one) => one.column === column.name);
      if (reference && (column.isRequired || column.name === "member_id")) values[column.name] = await anId(sql, reference.to, own);
      else if (column.isRequired && !(column.hasDefault && column.name !== "id")) values[column.name] = fitting(column);
    }
  }
  for (const name of Object.keys(values)) {
    const partner = name.replace(/_org_id$/, "_id");
    if (partner !== name && values[partner] !== undefined) values[name] = values[partner] === null ? null : own.orgId;
  }
  const columns = Object.keys(values).map((name) => `"${name}"`).join(", ");
  await sql.query(`insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, $1::jsonb)`, [JSON.stringify(values)]).catch((error: Error) => {
    throw new Error(`${table.name} has no row of the demo practice and none can be made up (${error.message}): state its columns in EXAMPLES of test/server/isolation/arrange.ts.`);
  });
}

async function anId(sql: Sql, table: string, own: Side): Promise<unknown> {
  if (table === "app_public.clients") return own.clientId;
  const { rows: columns } = await sql.query<{ name: string }>("select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0", [table]);
  const has = (name: string) => columns.some((column) => column.name === name);
  const key = has("id") ? "id" : has("code") ? "code" : columns[0]!.name;
  const { rows } = await sql.query<{ id: unknown }>(
    `select "${key}" as id from ${table} ${has("org_id") ? "where org_id = $1" : "where $1::text is not null"} order by ${has("client_id") ? `client_id = '${own.clientId}' desc nulls last,` : ""} 1 limit 1`,
    [own.orgId],
  );
  return rows[0]?.id ?? null;
}

function fitting(column: Column): unknown {
  if (column.labels) return column.labels[0];
  const literal = column.checks.map((check) => new RegExp(`${column.name}\\)? = (?:ANY \\(\\(?ARRAY\\[)?'([^']+)'`).exec(check)?.[1]).find(Boolean);
  if (literal) return literal;
  if (column.type === "uuid") return copyOf(randomBytes(8).toString("hex"), "example");
  if (column.type.endsWith("[]")) return [];
  if (/^timestamp/.test(column.type)) return "2026-11-20T10:00:00Z";
  if (column.type === "date") return /^(to|ends|ended)/.test(column.name) ? "2026-11-20" : "2026-11-01";
  if (/^(json|jsonb)$/.test(column.type)) return {};
  if (column.type === "boolean") return false;
  if (column.type === "bytea") return `\\x${randomBytes(32).toString("hex")}`;
  if (/^(integer|smallint|bigint|numeric|double)/.test(column.type)) return 1;
  return column.name.includes("email") ? "example@demo.test" : "example";
}

/**
 * Copies the own practice, row by row and with new ids, into the other one: both hold the same kinds of rows, none of them the
 * same. Its texts carry OTHER_MARK.
 */
export async function copyToOtherSide(database: TestDatabase, { tables, own, other }: Omit<Arranged, "strangerId">): Promise<void> {
  const { owner } = database;
  const people = await owner.query<{ own: string; other: string | null; email: string }>(
    `select u.id as own, o.id as other, u.email::text from app_public.users u left join app_public.users o on o.email::text = replace(u.email::text, '@demo.test', '@other.test') and o.id <> u.id
      where u.id in (select user_id from app_public.memberships where org_id = $1 union select user_id from app_public.clients where org_id = $1)`,
    [own.orgId],
  );
  const places = await owner.query<{ own: string; other: string }>(
    `select m.id as own, n.id as other from app_public.memberships m join app_public.memberships n on n.org_id = $2 and n.role = m.role and n.status = m.status where m.org_id = $1`,
    [own.orgId, other.orgId],
  );
  const ids = new Map<string, string>([[own.orgId, other.orgId], [own.clientId, other.clientId]]);
  const rows = await rowsOf(owner, tables, own.orgId);
  for (const { value } of rows) if (typeof value["id"] === "string" && !ids.has(value["id"])) ids.set(value["id"], copyOf(value["id"], "other side"));
  for (const person of people.rows) ids.set(person.own, person.other ?? copyOf(person.own, "other side"));
  for (const place of places.rows) ids.set(place.own, place.other);
  await rawly(database, async (sql) => {
    for (const person of people.rows) {
      if (person.other) continue;
      await sql.query("insert into app_public.users (id, email, display_name) select $2, 'copy.' || email, display_name from app_public.users where id = $1 on conflict do nothing", [person.own, ids.get(person.own)]);
    }
    for (const table of tables.values()) {
      const copies = rows.filter((row) => row.table === table.name).map(({ text }) => unlikeOwn(table, text.replace(UUID, (id) => ids.get(id) ?? id)));
      await insert(sql, table, copies);
    }
    await mark(sql, tables, OTHER_MARK, "org_id = $1", [other.orgId]);
    await sql.query(`update app_public.organizations set name = name || ' ${OTHER_MARK}' where id = $1`, [other.orgId]);
    await sql.query(`update app_public.users set display_name = display_name || ' ${OTHER_MARK}' where id in (select user_id from app_public.memberships where org_id = $1 union select user_id from app_public.clients where org_id = $1)`, [other.orgId]);
  });
}

/** Hashes of tokens are unique in the whole installation: the copy gets others. */
function unlikeOwn(table: Table, text: string): string {
  const hashes = table.columns.filter(({ type, name }) => type === "bytea" && /hash/.test(name));
  if (hashes.length === 0) return text;
  const value = JSON.parse(text) as Record<string, unknown>;
  for (const { name } of hashes) value[name] = `\\x${randomBytes(32).toString("hex")}`;
  return JSON.stringify(value);
}

/**
 * Copies everything about the practice's first client to a new one whose care has ended: whoever does not see all clients must
 * not see this one. Its texts carry STRANGER_MARK.
 */
export async function addStranger(database: TestDatabase, { tables, own }: Omit<Arranged, "strangerId">): Promise<string> {
  const rows = await rowsOf(database.owner, tables, own.orgId);
  const mine = rows.filter(({ clientId, table }) => clientId === own.clientId && !ADDRESSED.has(table) && !table.startsWith("audit."));
  const lacking = [...new Set(rows.filter(({ clientId, table }) => clientId && !ADDRESSED.has(table) && !table.startsWith("audit.")).map(({ table }) => table))].filter((table) => !mine.some((row) => row.table === table));
  const ids = new Map<string, string>([[own.clientId, copyOf(own.clientId, "stranger")]]);
  const borrowed: Row[] = lacking.flatMap((table) => rows.filter((row) => row.table === table && row.clientId).slice(0, 2));
  for (const { value } of [...mine, ...borrowed]) if (typeof value["id"] === "string") ids.set(value["id"], copyOf(value["id"], "stranger"));
  for (const { clientId } of borrowed) ids.set(clientId!, ids.get(own.clientId)!);
  const strangerId = ids.get(own.clientId)!;
  await rawly(database, async (sql) => {
    for (const table of tables.values()) {
      const copies = [...mine, ...borrowed].filter((row) => row.table === table.name).map((row) => ended(table, JSON.parse(row.text.replace(UUID, (id) => ids.get(id) ?? id)) as Record<string, unknown>));
      await insert(sql, table, copies);
    }
    const copied = [...ids.values()];
    await mark(sql, tables, STRANGER_MARK, "org_id = $1 and $2::uuid[] && array_remove(array[%ids%], null)", [own.orgId, copied]);
  });
  return strangerId;
}

/** No login of its own, and whoever cared, by themselves, in a team or as a guardian, does so no more. */
function ended(table: Table, value: Record<string, unknown>): string {
  const short = table.name.replace("app_public.", "");
  if (short === "clients") value["user_id"] = null;
  if (/^(care_assignments|client_guardians)$/.test(short)) {
    const [start, end] = "starts_on" in value ? ["starts_on", "ends_on"] : ["started_on", "ended_on"];
    value[start] = "2020-01-01";
    value[end] = "2020-02-01";
  }
  for (const { name, type } of table.columns) if (type === "bytea" && /hash/.test(name)) value[name] = `\\x${randomBytes(32).toString("hex")}`;
  return JSON.stringify(value);
}

/** Columns whose texts are words of a program: a mark in them would change what happens rather than who sees it. */
const PROGRAM_WORDS = /^(code|.*_code|locale|time_zone|channel|kind|role|status|.*_key|storage_key|unit.*|source.*|action|table_name|row_id|request_id|end_reason|.*hash.*|search_.*|full_name|relationship|mime_type)$/;

/** Puts the mark into every text of the chosen rows that its table's checks allow it in. `%ids%` = the columns with ids. */
async function mark(sql: Sql, tables: Map<string, Table>, sign: string, condition: string, parameters: unknown[]): Promise<void> {
  for (const table of tables.values()) {
    const ids = table.columns.filter(({ type }) => type === "uuid").map(({ name }) => `"${name}"`).join(", ");
    const where = condition.replace("%ids%", ids);
    for (const { name, type, isGenerated } of table.columns) {
      if (isGenerated || PROGRAM_WORDS.test(name)) continue;
      const marked = /^(text|public\.citext|citext)$/.test(type)
        ? `case when "${name}" like '%@%' then '${sign}.' || "${name}" else "${name}" || ' ${sign}' end`
        : type === "text[]" && name === "synonyms" ? `"${name}" || array['${sign}']`
        : /^jsonb?$/.test(type) ? `regexp_replace("${name}"::text, '("(?:name|note|message|label|title|reaction|given_name|family_name|reason)": ?")', '\\1${sign} ', 'g')::${type}`
        : null;
      if (!marked) continue;
      await sql.query("begin");
      await sql.query(`update ${table.name} set "${name}" = ${marked} where ${where} and "${name}" is not null`, parameters).then(
        () => sql.query("commit"),
        () => sql.query("rollback"), // a check allows no other text
      );
    }
  }
}
