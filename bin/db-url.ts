import { runningEmbeddedPostgres } from "./database/embedded-postgres.ts";
import { DATABASE_NAME } from "./database/open.ts";
import { databaseUrls } from "./database/roles.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";

/** `npm run --silent db:url`: prints the owner's connection URL of the running database, for any SQL client. */
await runProgram(async () => {
  const environment = loadEnvironment();
  const admin = environment.DATABASE_URL ?? (await runningEmbeddedPostgres(environment.DATA_DIR))?.(DATABASE_NAME);
  if (!admin) throw new Fault("No database runs: start TrackForge first (npm start), or set DATABASE_URL.");
  console.log(databaseUrls(admin, "").owner);
});
