import { openDatabase } from "./database/open.ts";
import { migrateDatabase } from "./database/migrate.ts";
import { loadEnvironment } from "./environment.ts";
import { runProgram } from "./fault.ts";
import { loadSecrets } from "./secrets.ts";

/** `npm run db:migrate`: brings the database (running or not) to the state of `db/`. */
await runProgram(async () => {
  const environment = loadEnvironment();
  const secrets = await loadSecrets(environment);
  const database = await openDatabase(environment, secrets, "share");
  try {
    await migrateDatabase(database.urls, {
      authenticatorPassword: secrets.AUTHENTICATOR_PASSWORD,
      includeCurrent: environment.NODE_ENV !== "production",
    });
    console.log("The database is up to date.");
  } finally {
    await database.stop();
  }
});
