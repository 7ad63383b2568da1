import { writeFile } from "node:fs/promises";
import { buildSchema, exportedSchema } from "../server/graphql/export-schema.ts";
import { createDatabase } from "../test/harness/database.ts";
import { startTestPostgres } from "../test/harness/postgres.ts";
import { projectPath } from "./project-path.ts";

/** Writes server/schema.graphql from a freshly migrated database. */
const server = await startTestPostgres();
try {
  const database = await createDatabase(server.url("postgres"));
  await writeFile(projectPath("server/schema.graphql"), exportedSchema(await buildSchema(database.authenticator)));
  await database.drop();
} finally {
  await server.stop();
}
