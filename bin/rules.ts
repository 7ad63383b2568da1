import pg from "pg";
import { openDatabase } from "./database/open.ts";
import { requireDataDirectory } from "./data-directory.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";
import { rulesMarkdown } from "./rules/markdown.ts";
import { readRules } from "./rules/rule-list.ts";

/** `npm run rules`: prints the clinical rules in force in the database (running or not) as Markdown. It connects as the owner only. */
await runProgram(async () => {
  const environment = loadEnvironment();
  await requireDataDirectory(environment.DATA_DIR);
  const database = await openDatabase(environment, { AUTHENTICATOR_PASSWORD: "" }, "share");
  const owner = new pg.Client({ connectionString: database.urls.owner });
  try {
    await owner.connect();
    const { rows } = await owner.query<{ isThere: boolean }>(
      "select to_regprocedure('app_private.rule_effect_words(app_public.contraindication_rules)') is not null as \"isThere\"",
    );
    if (!rows[0]?.isThere) throw new Fault("This database cannot say its rules in words yet: bring it up to date first (npm run db:migrate).");
    console.log(rulesMarkdown(await readRules(owner)));
  } finally {
    await owner.end();
    await database.stop();
  }
});
