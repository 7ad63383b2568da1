import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { startProgram, temporaryFolder } from "./program.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const print = async () => {
  const program = startProgram("permissions", { DATABASE_URL: database.adminUrl, DATA_DIR: await temporaryFolder() });
  return { code: await program.ended, output: program.output() };
};

it("`npm run permissions` prints the page of the docs, and what the database at hand has otherwise", async () => {
  const page = await readFile(projectPath("docs/permissions.md"), "utf8");
  expect(await print()).toEqual({ code: 0, output: `${page}\n` });

  await database.owner.query("grant execute on function app_public.create_client(uuid, text, text, date, app_public.sex, numeric, text, text, text, text) to tf_assistant");
  const line = /^\| `create_client\(\)`.*\|$/m;
  expect([line.exec(page)?.[0], line.exec((await print()).output)?.[0]].map((found) => found?.split(" | ").slice(1).join(" "))).toEqual(["yes yes – – – |", "yes yes yes – – |"]);
});
