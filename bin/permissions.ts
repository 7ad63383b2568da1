import pg from "pg";
import { openDatabase } from "./database/open.ts";
import { requireDataDirectory } from "./data-directory.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";
import { permissionsMarkdown } from "./permissions/markdown.ts";
import { readDomains, readPermissions } from "./permissions/permission-table.ts";

/** `npm run permissions`: prints who may do what in the database (running or not) as Markdown. It connects as the owner only. */
await runProgram(async () => {
  const environment = loadEnvironment();
  await requireDataDirectory(environment.DATA_DIR);
  const database = await openDatabase(environment, { AUTHENTICATOR_PASSWORD: "" }, "share");
  const owner = new pg.Client({ connectionString: database.urls.owner });
  try {
    await owner.connect();
    const { rows } = await owner.query<{ isThere: boolean }>("select to_regprocedure('app_public.permissions()') is not null as \"isThere\"");
    if (!rows[0]?.isThere) throw new Fault("This database has no permissions yet: bring it up to date first (npm run db:migrate).");
    console.log(permissionsMarkdown(await readPermissions(owner), await readDomains()));
  } finally {
    await owner.end();
    await database.stop();
  }
});
