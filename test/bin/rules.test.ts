import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { startProgram, temporaryFolder } from "./program.ts";

let database: TestDatabase;
let page: string;
beforeAll(async () => {
  database = await createDatabase();
  page = await readFile(projectPath("docs/rules.md"), "utf8");
});
afterAll(() => database.drop());

const print = async () => {
  const program = startProgram("rules", { DATABASE_URL: database.adminUrl, DATA_DIR: await temporaryFolder() });
  return { code: await program.ended, output: program.output() };
};

it("the page lists every rule in force once, each with its citation, under what triggers it", async () => {
  const { rows } = await database.owner.query<{ code: string; citation: string }>(
    "select code, citation from app_public.contraindication_rules where retired_at is null",
  );
  for (const { code, citation } of rows) {
    expect(page.split(`\`${code}\`, version`)).toHaveLength(2);
    expect(page.replaceAll("\\", "")).toContain(citation);
  }
  expect(Array.from(page.matchAll(/^## (.*)$/gm), ([, title]) => title)).toEqual(["Conditions", "Medicines", "Allergies", "Stages of life", "Ages", "Laboratory values"]);
  expect(page).toMatch(/^### Latest Potassium of 5\.5\u00a0mmol\/L or more, at most 30 days old$/m);
});

it("`npm run rules` prints the page of the docs (if it differs: npm run schema:export, and look at the difference), and what the database at hand has otherwise", async () => {
  expect(await print()).toEqual({ code: 0, output: `${page}\n` });

  await database.owner.query("select app_private.retire_rule('hypertension.sodium_day')");
  const { output } = await print();
  expect(output).not.toContain("`hypertension.sodium_day`, version");
  expect(output).toContain("`heart_failure.sodium_day`, version 1, not clinically reviewed; supersedes `hypertension.sodium_day`");
});
