import type { PgAdaptor, PgClient, PgClientQuery, PgClientResult, WithPgClient } from "postgraphile/@dataplan/pg";
import { makePgService } from "postgraphile/adaptors/pg";
import type pg from "pg";
import { type Answer, type Call, PipelinedExchange } from "./pipelined-exchange.ts";

/** How many statement texts have a name at one time, over all connections. */
const NAMED_TEXTS = 2000;

type Settings = Record<string, string | undefined> | null;

/**
 * PostGraphile's connection to the database `schemas` are read from. Every statement travels together with the request's
 * settings (see PipelinedExchange), prepared once per connection and role: row level security makes a plan depend on the role,
 * and a shared one would be planned anew at each change of role.
 */
export function pipelinedPgService(pool: pg.Pool, schemas: string[]): GraphileConfig.PgServiceConfiguration {
  const service = makePgService({ pool, schemas, pubsub: false });
  const adaptor = { ...service.adaptor, createWithPgClient: () => pipelinedWithPgClient(pool) } as unknown as PgAdaptor;
  return { ...service, adaptor };
}

function pipelinedWithPgClient(pool: pg.Pool): WithPgClient {
  const withPgClient: WithPgClient = async (settings, callback) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await callback(pipelinedClient(client, settingsCall(settings), settings?.["role"] ?? ""));
    } catch (error) {
      if (error instanceof Error && isStalePlan(error)) broken = error;
      throw error;
    } finally {
      client.release(broken);
    }
  };
  withPgClient.release = () => {};
  return withPgClient;
}

/** Outside `withTransaction` each query is a transaction of its own, under the request's settings. */
function pipelinedClient(client: pg.PoolClient, settings: Call | undefined, role: string, depth = 0): PgClient {
  return {
    query: <TData>({ text, values = [], arrayMode = false }: PgClientQuery) =>
      new Promise<Answer>((resolve, reject) => {
        const call = { name: nameOf(role, text), text, values };
        client.query(new PipelinedExchange(call, { settings, asArrays: arrayMode }, { resolve, reject }) as unknown as pg.Submittable);
      }) as Promise<PgClientResult<TData>>,
    async withTransaction(callback) {
      await client.query(depth === 0 ? "begin" : `savepoint s${depth}`);
      try {
        if (settings) await client.query(settings.text, [...settings.values]);
        const result = await callback(pipelinedClient(client, undefined, role, depth + 1) as never);
        await client.query(depth === 0 ? "commit" : `release savepoint s${depth}`);
        return result;
      } catch (error) {
        await client.query(depth === 0 ? "rollback" : `rollback to savepoint s${depth}`);
        throw error;
      }
    },
  };
}

function settingsCall(settings: Settings): Call | undefined {
  if (!settings) return undefined;
  const values: string[] = [];
  let text = "select ";
  for (const name in settings) {
    const value = settings[name];
    if (value === undefined) continue;
    text += `${values.length === 0 ? "" : ", "}set_config($${values.length + 1}, $${values.length + 2}, true)`;
    values.push(name, value);
  }
  return values.length === 0 ? undefined : { name: nameOf("settings", text), text, values };
}

const names = new Map<string, Map<string, string>>();
let lastName = 0;
let keptNames = 0;

/** A short name for each text of a role. A name is never given to a second text: connections remember what it stood for. */
function nameOf(role: string, text: string): string {
  const known = names.get(role)?.get(text);
  if (known !== undefined) return known;
  if (++keptNames > NAMED_TEXTS) {
    names.clear(); // their statements leave the connections as least recently used
    keptNames = 1;
  }
  const name = `tf${++lastName}`;
  const ofRole = names.get(role);
  if (ofRole) ofRole.set(text, name);
  else names.set(role, new Map([[text, name]]));
  return name;
}

/** A migration changed a table under a prepared statement: the connection must forget it. */
const isStalePlan = (error: Error & { code?: string }): boolean =>
  error.code === "0A000" && error.message.includes("cached plan must not change result type");
