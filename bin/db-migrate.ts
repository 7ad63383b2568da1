import { openDatabase } from "./database/open.ts";
import { prepareDatabase } from "./database/prepare.ts";
import { requireDataDirectory } from "./data-directory.ts";
import { loadEnvironment } from "./environment.ts";
import { runProgram } from "./fault.ts";
import { loadSecrets } from "./secrets.ts";

/** `npm run db:migrate`: brings the database (running or not) to the state of `db/`. */
await runProgram(async () => {
  const environment = loadEnvironment();
  await requireDataDirectory(environment.DATA_DIR);
  const secrets = await loadSecrets(environment);
  const database = await openDatabase(environment, secrets, "share");
  try {
    await prepareDatabase(environment, secrets, database.urls);
    console.log("The database is up to date.");
  } finally {
    await database.stop();
  }
});
