import type pg from "pg";
import { type Identity, identitySettings, settingsStatement } from "../../../server/platform/database.ts";
import { askDatabase, type Question } from "./ask-database.ts";
import { differences } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { loadWorld } from "./load-world.ts";

const TABLES = [
  "meal_plan_items",
  "client_conditions",
  "client_medications",
  "client_allergies",
  "client_life_stages",
  "client_limits",
  "client_labs",
  "body_metrics",
];

/** What both say of one question, asked on this connection of the owner; as a person, whose role it leaves again. */
async function disagreement(sql: pg.ClientBase, identity: Identity, question: Question): Promise<string[]> {
  const world = await loadWorld(sql, identity.orgId!, [question.clientId]);
  const { text, values } = settingsStatement(identitySettings(identity));
  await sql.query(text, values);
  const [answer] = await askDatabase(sql, [question]);
  await sql.query("reset role");
  return differences(evaluate(world, world.plans.get(question.versionId)!, question.period), answer!);
}

/**
 * Takes a client's items and record apart, row by row, as long as the two still disagree, and says what is left. Nothing of it stays:
 * the database is as it was.
 */
export async function shrink(pool: pg.Pool, identity: Identity, question: Question): Promise<string> {
  const sql = await pool.connect();
  try {
    await sql.query("begin");
    for (const table of TABLES) {
      const whose = table === "meal_plan_items" ? "meal_plan_version_id" : "client_id";
      const of = table === "meal_plan_items" ? question.versionId : question.clientId;
      const { rows } = await sql.query<{ id: string }>(`select id from app_public.${table} where ${whose} = $1 order by id`, [of]);
      for (const { id } of rows) {
        await sql.query("savepoint whole");
        await sql.query(`delete from app_public.${table} where id = $1`, [id]);
        if ((await disagreement(sql, identity, question)).length === 0) await sql.query("rollback to whole");
        await sql.query("release whole");
      }
    }
    const left = [];
    for (const table of TABLES) {
      const whose = table === "meal_plan_items" ? "meal_plan_version_id" : "client_id";
      const of = table === "meal_plan_items" ? question.versionId : question.clientId;
      const { rows } = await sql.query<{ row: unknown }>(`select to_jsonb(t) as row from app_public.${table} t where ${whose} = $1`, [of]);
      left.push(...rows.map(({ row }) => `${table} ${JSON.stringify(row)}`));
    }
    return [...(await disagreement(sql, identity, question)), ...left].join("\n");
  } finally {
    await sql.query("rollback");
    sql.release();
  }
}
