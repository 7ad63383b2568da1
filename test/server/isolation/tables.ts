import type pg from "pg";

export type Column = { name: string; type: string; isRequired: boolean; isGenerated: boolean; hasDefault: boolean; labels: string[] | null; checks: string[] };
/** A foreign key by the column that names the row: the organisations' columns before it are left out. */
export type Reference = { column: string; to: string };
export type Table = { name: string; columns: Column[]; references: Reference[]; key: string[] };

/** Every table that holds an organisation's rows, read from the catalogue: a table that nobody has thought of yet is in it too. */
export async function organisationTables(owner: pg.Pool): Promise<Map<string, Table>> {
  const { rows } = await owner.query<Table>(`
    select t.oid::regclass::text as name,
           (select json_agg(json_build_object(
                     'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isRequired', a.attnotnull, 'isGenerated', a.attgenerated <> '' or a.attidentity <> '',
                     'hasDefault', a.atthasdef, 'labels', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = a.atttypid),
                     'checks', (select coalesce(json_agg(pg_get_constraintdef(c.oid)), '[]') from pg_constraint c where c.conrelid = t.oid and c.contype = 'c' and a.attnum = any (c.conkey)))
                   order by a.attnum)
              from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
           (select coalesce(json_agg(json_build_object('column', a.attname, 'to', c.confrelid::regclass::text)), '[]')
              from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[cardinality(c.conkey)]
             where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> 'app_public.organizations'::regclass and c.conparentid = 0) as "references",
           (select coalesce(json_agg(a.attname), '[]') from pg_constraint c, unnest(c.conkey) k join pg_attribute a on a.attnum = k
             where c.conrelid = t.oid and c.contype = 'p' and a.attrelid = t.oid) as key
      from pg_class t join pg_namespace n on n.oid = t.relnamespace
     where t.relkind in ('r', 'p') and not t.relispartition and n.nspname in ('app_public', 'app_private', 'audit', 'staging')
       and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'org_id' and not a.attisdropped)
     order by 1`);
  return new Map(rows.map((table) => [table.name, table]));
}

/** The ids of an organisation's rows. */
export async function idsOf(owner: pg.Pool, tables: Map<string, Table>, orgId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, columns } of tables.values()) {
    if (!columns.some((column) => column.name === "id" && column.type === "uuid") || name.startsWith("audit.")) continue;
    for (const { id } of (await owner.query<{ id: string }>(`select id from ${name} where org_id = $1`, [orgId])).rows) ids.push(id);
  }
  return ids;
}

export type Row = { table: string; text: string; value: Record<string, unknown>; clientId: string | null };

/**
 * All rows of an organisation, each with the client whom it is about: by its own column, or by what it refers to (an item by its
 * meal, day, version, plan). Null = about no client.
 */
export async function rowsOf(owner: pg.Pool, tables: Map<string, Table>, orgId: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name } of tables.values()) {
    const found = await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t where org_id = $1`, [orgId]);
    for (const { row: text } of found.rows) {
      const value = JSON.parse(text) as Row["value"];
      rows.push({ table: name, text, value, clientId: name === "app_public.clients" ? String(value["id"]) : ((value["client_id"] as string | null) ?? null) });
    }
  }
  const clientOf = new Map(rows.filter(({ clientId, value }) => clientId && value["id"]).map(({ table, value, clientId }) => [`${table} ${String(value["id"])}`, clientId!]));
  for (let isFound = true; isFound; ) {
    isFound = false;
    for (const row of rows) {
      if (row.clientId !== null) continue;
      const by = tables.get(row.table)!.references.map(({ column, to }) => clientOf.get(`${to} ${String(row.value[column])}`)).find(Boolean);
      if (!by) continue;
      row.clientId = by;
      if (row.value["id"]) clientOf.set(`${row.table} ${String(row.value["id"])}`, by);
      isFound = true;
    }
  }
  return rows;
}
