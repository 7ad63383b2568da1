import type { Connection } from "pg";
import pg from "pg";

/** How many prepared statements one connection keeps; the least recently used is closed first. */
const STATEMENTS_PER_CONNECTION = 150;

/** A statement as the server prepared it. `parsers` is known after its first answer; an entry of null leaves the text as it is. */
type Statement = { name: string; names?: string[]; parsers?: (((text: string) => unknown) | null)[] | null };

type WireConnection = Connection & {
  stream: { cork(): void; uncork(): void };
  bind(config: { portal: string; statement: string; values: WireValue[] }): void;
  execute(config: { portal: string; rows: number }): void;
  describe(message: { type: string; name: string }): void;
  close(message: { type: string; name: string }): void;
};
type WireValue = string | Buffer | null;
type Field = { name: string; dataTypeID: number };

/** What one connection has prepared, and the statements whose preparation is still to be confirmed, in order. */
class PreparedStatements {
  readonly ready = new Map<string, Statement>();
  readonly awaited: Statement[] = [];

  constructor(connection: WireConnection) {
    connection.on("parseComplete", () => {
      const statement = this.awaited.shift();
      if (statement) this.ready.set(statement.name, statement);
    });
  }
}
const prepared = new WeakMap<WireConnection, PreparedStatements>();

export type Call = { name: string; text: string; values: readonly unknown[] };
/** A call whose rows are wanted: as arrays in the order of the columns, or as objects. */
export type Query = Call & { asArrays: boolean };
export type Answer = { rows: unknown[]; rowCount: number | null };

/**
 * Statements, with the settings that they need before them, in a single exchange with Postgres: all are sent together and closed
 * by one sync, which makes them one implicit transaction. So the settings (made with `set_config(…, true)`) hold for exactly
 * these statements, and the round trips of begin, set_config and commit disappear. One that fails rolls all of them back.
 *
 * It is handed to `client.query`, which calls the methods below as messages arrive.
 */
export class PipelinedExchange {
  readonly #settings: Call | undefined;
  readonly #queries: readonly Query[];
  readonly #settle: { resolve(answers: Answer[]): void; reject(error: Error): void };
  readonly #answers: Answer[];
  readonly #statements: Statement[] = [];
  /** The query that Postgres is answering; -1 while it makes the settings. */
  #current: number;
  #failure: Error | undefined;

  constructor(queries: readonly Query[], settings: Call | undefined, settle: { resolve(answers: Answer[]): void; reject(error: Error): void }) {
    this.#queries = queries;
    this.#settings = settings;
    this.#settle = settle;
    this.#answers = queries.map(() => ({ rows: [], rowCount: null }));
    this.#current = settings ? -1 : 0;
  }

  submit(connection: WireConnection): Error | null {
    let statements = prepared.get(connection);
    if (!statements) prepared.set(connection, (statements = new PreparedStatements(connection)));
    let values: WireValue[][];
    try {
      values = this.#queries.map((query) => query.values.map(toWire));
    } catch (error) {
      return error as Error; // nothing was sent
    }
    connection.stream.cork();
    try {
      makeRoom(connection, statements, this.#settings ? [this.#settings, ...this.#queries] : this.#queries);
      if (this.#settings) send(connection, statements, this.#settings, this.#settings.values.map(toWire));
      for (const [i, query] of this.#queries.entries()) this.#statements.push(send(connection, statements, query, values[i]!, true));
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: { fields: Field[] }): void {
    const statement = this.#statements[this.#current];
    if (!statement) return;
    const parsers = message.fields.map((field) => (isText(field.dataTypeID) ? null : pg.types.getTypeParser(field.dataTypeID, "text")));
    statement.parsers = parsers.every((parser) => parser === null) ? null : parsers;
    statement.names = message.fields.map((field) => field.name);
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const answer = this.#answers[this.#current];
    if (!answer || this.#failure) return;
    const { parsers, names } = this.#statements[this.#current]!;
    try {
      const cells = parsers ? message.fields.map((text, i) => (text === null || !parsers[i] ? text : parsers[i](text))) : message.fields;
      answer.rows.push(this.#queries[this.#current]!.asArrays ? cells : Object.fromEntries(cells.map((cell, i) => [names?.[i], cell])));
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  handleCommandComplete(message: { text: string }): void {
    const answer = this.#answers[this.#current];
    if (answer) answer.rowCount = countOf(message.text);
    this.#current += 1;
  }

  handleReadyForQuery(): void {
    if (this.#failure) this.#settle.reject(this.#failure);
    else this.#settle.resolve(this.#answers);
  }

  handleError(error: Error, connection: WireConnection): void {
    const statements = prepared.get(connection);
    if (statements) statements.awaited.length = 0; // Postgres skipped the rest of the exchange
    this.#settle.reject(error);
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(connection: WireConnection & { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail("Copying is not possible here.");
  }
  handleCopyData(): void {}
}

/**
 * Closes the least recently used statements where these calls bring new ones. First of all, because Postgres skips what comes after
 * an error until the sync: a statement that we take for closed and that is still there could never be prepared again.
 */
function makeRoom(connection: WireConnection, { ready }: PreparedStatements, calls: readonly Call[]): void {
  const needed = new Set(calls.map(({ name }) => name));
  const fresh = [...needed].filter((name) => !ready.has(name)).length;
  for (const name of ready.keys()) {
    if (ready.size + fresh <= STATEMENTS_PER_CONNECTION) break;
    if (needed.has(name)) continue;
    ready.delete(name);
    connection.close({ type: "S", name });
  }
}

/** Sends one statement, preparing it the first time; asks for its description only when it is not known yet. */
function send(connection: WireConnection, statements: PreparedStatements, call: Call, values: WireValue[], describe = false): Statement {
  let statement = statements.ready.get(call.name);
  if (statement) {
    statements.ready.delete(call.name);
    statements.ready.set(call.name, statement);
  } else {
    statement = { name: call.name };
    statements.awaited.push(statement);
    connection.parse({ name: call.name, text: call.text, types: [] }, false);
  }
  connection.bind({ portal: "", statement: call.name, values });
  if (describe && statement.names === undefined) connection.describe({ type: "P", name: "" });
  connection.execute({ portal: "", rows: 0 });
  return statement;
}

function toWire(value: unknown): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || Buffer.isBuffer(value)) return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  throw new TypeError(`A statement's value must be text, a number, a boolean or bytes, not ${typeof value}.`);
}

/** text, varchar, name, unknown: what Postgres sends is what we want. */
const isText = (type: number): boolean => type === 25 || type === 1043 || type === 19 || type === 705;

/** "INSERT 0 3" → 3, "SELECT 25" → 25, "SET" → null. */
function countOf(tag: string): number | null {
  const count = Number(tag.slice(tag.lastIndexOf(" ") + 1));
  return Number.isNaN(count) ? null : count;
}
