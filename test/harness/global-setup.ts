import { serverUrlVariable } from "./database.ts";
import { startTestPostgres } from "./postgres.ts";

/** Vitest's global set-up: one server for the whole run; its address reaches the test processes through the environment. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestPostgres();
  process.env[serverUrlVariable] = server.url("postgres");
  return server.stop;
}
