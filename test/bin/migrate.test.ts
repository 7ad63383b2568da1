import { readFile } from "node:fs/promises";
import { compile } from "graphile-migrate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changedDomainOnly, compileCurrent } from "../../bin/database/current-migration.ts";
import { migrateDatabase } from "../../bin/database/migrate.ts";
import { explainMigrationError } from "../../bin/database/migration-error.ts";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { AUTHENTICATOR_PASSWORD } from "../harness/postgres.ts";
import { catalogue } from "./catalogue.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const settings = () => ({ connectionString: database.ownerUrl, databaseOwner: "tf_owner", migrationsFolder: projectPath("db/migrations") });

describe("the migrations", () => {
  it("change nothing when all of db/domain runs again on a migrated database", async () => {
    const before = await catalogue(database.owner);
    expect(before.length).toBeGreaterThan(100);
    const domain = await compile(settings(), await readFile(projectPath("db/migrations/current/0900-domain.sql"), "utf8"));
    await database.owner.query(`begin; ${domain}; commit`);
    const after = await catalogue(database.owner);
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
  });

  it("keep the data when they run again", async () => {
    const count = "select count(*)::int as foods from app_public.foods";
    const before = (await database.owner.query(count)).rows;
    await migrateDatabase(
      { admin: database.adminUrl, owner: database.ownerUrl, authenticator: database.authenticatorUrl },
      { authenticatorPassword: AUTHENTICATOR_PASSWORD, includeCurrent: true },
    );
    expect((await database.owner.query(count)).rows).toEqual(before);
  });

  it("are remembered exactly as this code compiles them", async () => {
    const { rows } = await database.owner.query("select content from graphile_migrate.current");
    expect(rows).toEqual([{ content: await compileCurrent(settings()) }]);
  });

  it("run the domain alone when only the domain changed", () => {
    const compiled = (table: string, fn: string) => `--! split: 0001-tables.sql\n${table}\n\n--! split: 0900-domain.sql\n${fn}\n`;
    expect(changedDomainOnly(compiled("t", "f"), compiled("t", "g"))).toBe("--! split: 0900-domain.sql\ng\n");
    expect(changedDomainOnly(compiled("t", "f"), compiled("u", "g"))).toBeUndefined();
    expect(changedDomainOnly(compiled("t", "f"), compiled("t", "f"))).toBeUndefined();
    expect(changedDomainOnly("", compiled("t", "f"))).toBeUndefined();
  });

  it("name the file and line of an error", () => {
    const body = "--! split: 0900-domain.sql\n--! Included library/all.sql\n--! Included library/f.sql\nselect 1;\nselect nonsense;\n--! EndIncluded library/f.sql";
    const error = Object.assign(new Error('column "nonsense" does not exist'), { code: "42703", position: String(body.indexOf("nonsense;") + 1) });
    expect(explainMigrationError(error, body)).toBe(
      'column "nonsense" does not exist (42703)\n  in db/domain/library/f.sql, line 2: select nonsense;',
    );
  });
});
