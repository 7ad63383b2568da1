import { printFromDatabase } from "./database/print-from-database.ts";
import { runProgram } from "./fault.ts";
import { rulesMarkdown } from "./rules/markdown.ts";
import { readRules } from "./rules/rule-list.ts";

/** `npm run rules`: prints the clinical rules in force in the database (running or not) as Markdown. */
await runProgram(() =>
  printFromDatabase({
    needs: "app_private.rule_effect_words(app_public.contraindication_rules)",
    lacks: "cannot say its rules in words yet",
    print: async (owner) => rulesMarkdown(await readRules(owner)),
  }),
);
