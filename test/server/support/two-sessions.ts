import pg from "pg";
import { identitySettings } from "../../../server/platform/database.ts";
import { identityOf, type TestDatabase } from "../../harness/database.ts";

export type Statement = { email: string | null; text: string; values: unknown[] };
export type Outcome = { rows: Record<string, unknown>[]; code?: undefined } | { code: string; rows?: undefined };

/** A connection of its own in an open transaction, as that person; `null` = the owner. */
export async function openSession(database: TestDatabase, email: string | null) {
  const client = new pg.Client({ connectionString: email ? database.authenticatorUrl : database.ownerUrl });
  await client.connect();
  await client.query("begin");
  if (email) {
    const settings = identitySettings(await identityOf(database, email));
    await client.query("select set_config(name, value, true) from unnest($1::text[], $2::text[]) as t(name, value)", [Object.keys(settings), Object.values(settings)]);
  }
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const run = async (text: string, values: unknown[]): Promise<Outcome> => {
    try {
      return { rows: (await client.query(text, values)).rows as Record<string, unknown>[] };
    } catch (error) {
      return { code: (error as pg.DatabaseError).code ?? "none" };
    }
  };
  const finish = async (how: "commit" | "rollback" = "commit") => {
    await client.query(how);
    await client.end();
  };
  /** The process behind it is gone, as when it is killed: its connection breaks, and nobody says commit or rollback. */
  const die = () =>
    new Promise<void>((resolve) => {
      client.on("error", () => undefined);
      client.once("end", () => resolve());
      (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
    });
  return { pid: rows[0]!.pid, run, finish, die };
}

/** The first acts and keeps its transaction open until the second waits for it; then both go on. */
export async function race(database: TestDatabase, first: Statement, second: Statement): Promise<[Outcome, Outcome]> {
  const [a, b] = [await openSession(database, first.email), await openSession(database, second.email)];
  const outcomeA = await a.run(first.text, first.values);
  let isDone = false;
  const pending = b.run(second.text, second.values).finally(() => (isDone = true));
  await untilBlocked(database, b.pid, () => isDone);
  await a.finish();
  const outcomeB = await pending;
  await b.finish();
  return [outcomeA, outcomeB];
}

export async function untilBlocked(database: TestDatabase, pid: number, isDone: () => boolean): Promise<void> {
  for (;;) {
    if (isDone()) throw new Error("The second session did not wait for the first.");
    const { rows } = await database.owner.query<{ blocked: boolean }>("select cardinality(pg_blocking_pids($1)) > 0 as blocked", [pid]);
    if (rows[0]!.blocked) return;
  }
}
