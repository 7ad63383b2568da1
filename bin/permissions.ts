import { printFromDatabase } from "./database/print-from-database.ts";
import { runProgram } from "./fault.ts";
import { permissionsMarkdown } from "./permissions/markdown.ts";
import { readDomains, readPermissions } from "./permissions/permission-table.ts";

/** `npm run permissions`: prints who may do what in the database (running or not) as Markdown. */
await runProgram(() =>
  printFromDatabase({
    needs: "app_public.permissions()",
    lacks: "has no permissions yet",
    print: async (owner) => permissionsMarkdown(await readPermissions(owner), await readDomains()),
  }),
);
