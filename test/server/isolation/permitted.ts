import type pg from "pg";
import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType } from "postgraphile/graphql";

/** Whether a role may select this field: one that it may not refuses the whole row, and would hide what else the row shows. */
export type Permitted = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) => boolean;

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const singular = (table: string) => table.replace(/ies$/, "y").replace(/(?<!s)s$/, "");
const typeOf = (table: string) => { const name = camel(singular(table)); return name[0]!.toUpperCase() + name.slice(1); };

/** What the role's grants on tables, columns and computed columns allow, by the names that they have in the API. */
export async function permittedTo(owner: pg.Pool, role: string): Promise<Permitted> {
  const columns = await owner.query<{ table: string; column: string; granted: boolean }>(
    `select c.relname as table, a.attname as column, has_column_privilege($1, c.oid, a.attnum, 'select') as granted
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v')`, [role]);
  const functions = await owner.query<{ name: string; granted: boolean }>(
    "select proname as name, has_function_privilege($1, oid, 'execute') as granted from pg_proc where pronamespace = 'app_public'::regnamespace", [role]);
  const readable = new Map<string, Map<string, boolean>>();
  for (const { table, column, granted } of columns.rows) {
    const type = typeOf(table);
    const fields = readable.get(type) ?? new Map<string, boolean>();
    readable.set(type, fields.set(column === "id" ? "rowId" : camel(column), granted));
  }
  const computed = new Map(functions.rows.map(({ name, granted }) => [camel(name), granted]));
  const isReadable = (type: string) => [...(readable.get(type)?.values() ?? [true])].some(Boolean);
  return (type, field) => {
    const own = readable.get(type.name);
    if (own?.get(field.name) === false) return false;
    if (own && field.name === "id" && own.get("rowId") === false) return false;
    const row = getNamedType(field.type);
    const target = isObjectType(row) ? row.name.replace(/Connection$/, "") : "";
    if (readable.has(target) && !isReadable(target)) return false;
    const name = [type.name[0]!.toLowerCase() + type.name.slice(1), `${type.name[0]!.toLowerCase()}${type.name.slice(1)}s`].map((prefix) => `${prefix}${field.name[0]!.toUpperCase()}${field.name.slice(1)}`).find((one) => computed.has(one));
    return name === undefined || computed.get(name)!;
  };
}
