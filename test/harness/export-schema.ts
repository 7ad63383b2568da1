import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { buildSchema, exportedSchema } from "../../server/graphql/export-schema.ts";
import { createDatabase } from "./database.ts";
import { startTestPostgres } from "./postgres.ts";
import { projectPath } from "../../bin/project-path.ts";

/** Writes server/schema.graphql from a freshly migrated database, and from that the types of the web app's documents. */
const server = await startTestPostgres();
try {
  const database = await createDatabase(server.url("postgres"));
  await writeFile(projectPath("server/schema.graphql"), exportedSchema(await buildSchema(database.authenticator)));
  await database.drop();
} finally {
  await server.stop();
}
execFileSync(projectPath("node_modules/.bin/gql-tada"), ["generate-output"], { cwd: projectPath(""), stdio: ["ignore", "ignore", "inherit"] });
