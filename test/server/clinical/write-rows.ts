import type pg from "pg";
import type { Rows } from "./random-records.ts";

/** For rows that say nothing of a column that others of their table name. */
const DEFAULTS: Record<string, string> = { is_class: "false" };

/** Writes the rows, one statement a table. Tables stand in the order of the first map that names them. */
export async function writeRows(sql: pg.Pool | pg.ClientBase, ...parts: readonly Rows[]): Promise<void> {
  const tables = new Map<string, Record<string, unknown>[]>();
  for (const part of parts) for (const [table, rows] of part) tables.set(table, [...(tables.get(table) ?? []), ...rows]);
  for (const [table, rows] of tables) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    await sql.query(
      `insert into app_public.${table} (${columns.join(", ")})
       select ${columns.map((c) => (c in DEFAULTS ? `coalesce(${c}, ${DEFAULTS[c]})` : c)).join(", ")}
         from jsonb_populate_recordset(null::app_public.${table}, $1)`,
      [JSON.stringify(rows)],
    );
  }
}
