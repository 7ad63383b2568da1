import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { permissionsMarkdown } from "../../bin/permissions/markdown.ts";
import { capabilityType, readDomains, readPermissions } from "../../bin/permissions/permission-table.ts";
import { rulesMarkdown } from "../../bin/rules/markdown.ts";
import { readRules } from "../../bin/rules/rule-list.ts";
import { buildSchema, exportedSchema } from "../../server/graphql/export-schema.ts";
import { createDatabase } from "./database.ts";
import { startTestPostgres } from "./postgres.ts";
import { projectPath } from "../../bin/project-path.ts";

/**
 * Writes what follows from a freshly migrated database: server/schema.graphql, docs/permissions.md, docs/rules.md, and the types of the web
 * app's documents and capabilities.
 */
const server = await startTestPostgres();
try {
  const database = await createDatabase(server.url("postgres"));
  await writeFile(projectPath("server/schema.graphql"), exportedSchema(await buildSchema(database.authenticator)));
  const permissions = await readPermissions(database.owner);
  await writeFile(projectPath("docs/permissions.md"), permissionsMarkdown(permissions, await readDomains()));
  await writeFile(projectPath("docs/rules.md"), rulesMarkdown(await readRules(database.owner)));
  await writeFile(projectPath("web/src/graphql/capability.d.ts"), capabilityType(permissions));
  await database.drop();
} finally {
  await server.stop();
}
execFileSync(projectPath("node_modules/.bin/gql-tada"), ["generate-output"], { cwd: projectPath(""), stdio: ["ignore", "ignore", "inherit"] });
