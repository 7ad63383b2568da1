import type { PgAdaptor, PgClient, PgClientQuery, PgClientResult, WithPgClient } from "postgraphile/@dataplan/pg";
import { makePgService } from "postgraphile/adaptors/pg";
import type pg from "pg";
import { settingsStatement } from "../platform/database.ts";
import { type Answer, type Call, PipelinedExchange, type Query } from "./pipelined-exchange.ts";

/** How many statement texts have a name at one time, over all connections. */
const NAMED_TEXTS = 2000;

type Settings = Record<string, string | undefined> | null;

/**
 * PostGraphile's connection to the database `schemas` are read from. Statements travel together with the request's settings (see
 * PipelinedExchange), after the check that they still stand, prepared once per connection and role: row level security makes a plan depend on the role, and a shared
 * one would be planned anew at each change of role.
 *
 * Outside `withTransaction` each statement is on its own. Those that a request asks for in the same moment (a page and its total
 * count) share one connection and one exchange; where one of them fails they were all rolled back, and each is run again alone.
 */
export function pipelinedPgService(pool: pg.Pool, schemas: string[]): GraphileConfig.PgServiceConfiguration {
  const service = makePgService({ pool, schemas, pubsub: false });
  const adaptor = { ...service.adaptor, createWithPgClient: () => pipelinedWithPgClient(pool) } as unknown as PgAdaptor;
  return { ...service, adaptor };
}

function pipelinedWithPgClient(pool: pg.Pool): WithPgClient {
  /** What was asked for under these settings since the last moment, still to be sent. */
  const waiting = new Map<Settings, Waiting[]>();

  const query = (settings: Settings, statement: PgClientQuery) =>
    new Promise<Answer>((resolve, reject) => {
      const batch = waiting.get(settings);
      if (batch) return void batch.push({ statement, resolve, reject });
      const first = [{ statement, resolve, reject }];
      waiting.set(settings, first);
      queueMicrotask(() => {
        waiting.delete(settings);
        void answerAll(pool, settings, first);
      });
    });

  const withPgClient: WithPgClient = async (settings, callback) =>
    callback({
      query: <TData>(statement: PgClientQuery) => query(settings, statement) as Promise<PgClientResult<TData>>,
      withTransaction: (work) => withClient(pool, (client) => transaction(client, settings, work as (client: PgClient) => Promise<never>)),
    });
  withPgClient.release = () => {};
  return withPgClient;
}

type Waiting = { statement: PgClientQuery; resolve(answer: Answer): void; reject(error: unknown): void };

async function answerAll(pool: pg.Pool, settings: Settings, waiting: Waiting[]): Promise<void> {
  const call = settingsCall(settings);
  const role = settings?.["role"] ?? "";
  try {
    const answers = await withClient(pool, (client) => exchange(client, waiting.map(({ statement }) => named(role, statement)), call));
    for (const [i, { resolve }] of waiting.entries()) resolve(answers[i]!);
  } catch (error) {
    if (waiting.length === 1 || isNobody(error)) return waiting.forEach(({ reject }) => reject(error));
    for (const one of waiting) await answerAll(pool, settings, [one]);
  }
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    if (error instanceof Error && isStalePlan(error)) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function transaction<T>(client: pg.PoolClient, settings: Settings, work: (client: PgClient) => Promise<T>, depth = 0): Promise<T> {
  await client.query(depth === 0 ? "begin" : `savepoint s${depth}`);
  try {
    const call = depth === 0 ? settingsCall(settings) : undefined;
    if (call) await client.query(call.text, [...call.values]);
    const result = await work({
      query: async <TData>(statement: PgClientQuery) => (await exchange(client, [named(settings?.["role"] ?? "", statement)]))[0] as PgClientResult<TData>,
      withTransaction: (inner) => transaction(client, settings, inner as never, depth + 1),
    });
    await client.query(depth === 0 ? "commit" : `release savepoint s${depth}`);
    return result;
  } catch (error) {
    await client.query(depth === 0 ? "rollback" : `rollback to savepoint s${depth}`);
    throw error;
  }
}

const exchange = (client: pg.PoolClient, queries: Query[], settings?: Call) =>
  new Promise<Answer[]>((resolve, reject) => {
    client.query(new PipelinedExchange(queries, settings, { resolve, reject }) as unknown as pg.Submittable);
  });

const named = (role: string, { text, values = [], arrayMode = false }: PgClientQuery): Query => ({ name: nameOf(role, text), text, values, asArrays: arrayMode });

function settingsCall(settings: Settings): Call | undefined {
  if (!settings) return undefined;
  const { text, values } = settingsStatement(settings);
  return { name: nameOf("settings", text), text, values };
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

/** The identity does not stand any more (TF401): none of the statements under it was run, and none will. */
const isNobody = (error: unknown): boolean => (error as { code?: unknown }).code === "TF401";

/** A migration changed a table under a prepared statement: the connection must forget it. */
const isStalePlan = (error: Error & { code?: string }): boolean =>
  error.code === "0A000" && error.message.includes("cached plan must not change result type");
