import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import pg from "pg";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { startTestPostgres } from "../harness/postgres.ts";
import { pgtapSql } from "./pgtap.ts";
import { readAssertions, readTap, type TapResult } from "./tap.ts";

/** So many files at a time, each lane in a database of its own: what a file locks for its whole transaction is nobody else's. */
const LANES = 2;

/** `npm run test:db [-- filter]`: runs test/db/**\/*.test.sql, each in a transaction that is rolled back. A failure names its file. */
export async function runDatabaseTests(filter: string): Promise<{ passed: number; failures: string[] }> {
  const files = globSync(projectPath("test/db/**/*.test.sql")).filter((file) => file.includes(filter)).sort();
  const server = await startTestPostgres();
  try {
    const outcome = { passed: 0, failures: [] as string[] };
    const queue = files.values(); // shared: each lane takes the next file
    const lane = async () => {
      const database = await createDatabase(server.url("postgres"));
      await loadHelpers(database);
      for (const file of queue) {
        const { passed, failures } = await runFile(database, file);
        const name = relative(projectPath("test/db"), file);
        outcome.passed += passed;
        outcome.failures.push(...failures.map((failure) => `${name} > ${failure}`));
        console.log(`${failures.length ? "✗" : "✓"} ${name} (${passed})`);
        for (const failure of failures) console.log(`  ✗ ${failure.replaceAll("\n", "\n  ")}`);
      }
      await database.drop();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return outcome;
  } finally {
    await server.stop();
  }
}

async function loadHelpers(database: TestDatabase): Promise<void> {
  const client = await connect(database.adminUrl);
  await client.query("create schema tap; grant usage on schema tap to public; set search_path = tap");
  await client.query(await pgtapSql());
  await client.query("grant execute on all functions in schema tap to public; reset search_path");
  await client.query(await readFile(projectPath("test/db/helpers.sql"), "utf8"));
  await client.query("grant usage on schema tests to public; grant execute on all functions in schema tests to public");
  await client.end();
}

/** Runs one file as tf_owner; what its queries answer is read as TAP. An SQL error is a failure that names its line. */
async function runFile(database: TestDatabase, file: string): Promise<TapResult> {
  const client = await connect(database.adminUrl);
  const sql = await readFile(file, "utf8");
  const lines: string[] = [];
  try {
    await client.query("begin; set local role tf_owner; set local search_path = app_public, public, tap, tests");
    const query = client.query(new pg.Query(sql));
    query.on("row", (row: object) => lines.push(...String(Object.values(row)[0]).split("\n")));
    await new Promise((done, fail) => query.on("end", done).on("error", fail));
    return readTap(lines);
  } catch (error) {
    const { message, position, where, detail } = error as pg.DatabaseError;
    const place = position ? `, line ${sql.slice(0, Number(position)).split("\n").length}` : "";
    const last = lines.findLast((line) => /^(not )?ok \d/.test(line)) ?? "the beginning";
    const stop = [`stopped by an error after "${last}"${place}: ${message}`, detail, where].filter(Boolean).join("\n    ");
    const { passed, failures } = readAssertions(lines);
    return { passed, failures: [...failures, stop] };
  } finally {
    await client.query("rollback");
    await client.end();
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

if (import.meta.main) {
  const { passed, failures } = await runDatabaseTests(process.argv[2] ?? "");
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length ? 1 : 0;
}
