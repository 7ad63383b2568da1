import pg from "pg";
import { openDatabase } from "./database/open.ts";
import { requireDataDirectory } from "./data-directory.ts";
import { loadEnvironment } from "./environment.ts";
import { runProgram } from "./fault.ts";
import { permissionsMarkdown } from "./permissions/markdown.ts";
import { readDomains, readPermissions } from "./permissions/permission-table.ts";
import { loadSecrets } from "./secrets.ts";

/** `npm run permissions`: prints who may do what in the database (running or not) as Markdown. */
await runProgram(async () => {
  const environment = loadEnvironment();
  await requireDataDirectory(environment.DATA_DIR);
  const database = await openDatabase(environment, await loadSecrets(environment), "share");
  const owner = new pg.Client({ connectionString: database.urls.owner });
  try {
    await owner.connect();
    console.log(permissionsMarkdown(await readPermissions(owner), await readDomains()));
  } finally {
    await owner.end();
    await database.stop();
  }
});
