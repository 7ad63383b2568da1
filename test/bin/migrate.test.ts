import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyDomain, compileDomain } from "../../bin/database/domain.ts";
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
    await applyDomain(database.ownerUrl, await compileDomain(settings()), "as if the tables had changed");
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

  it("leave nobody but the owner able to create anything, not even a temporary table", async () => {
    const { rows } = await database.owner.query<{ role: string }>(
      "select rolname as role from pg_roles where rolname ~ '^tf_' and has_database_privilege(oid, current_database(), 'temporary, create')",
    );
    expect(rows).toEqual([{ role: "tf_owner" }]);
  });

  it("run the domain only where it changed", async () => {
    const ran = async () => (await database.owner.query("select seeded_at from app_private.seed_versions where name = 'db/domain'")).rows;
    const domain = await compileDomain(settings());
    await applyDomain(database.ownerUrl, domain, "these tables");
    const before = await ran();
    await applyDomain(database.ownerUrl, domain, "these tables");
    expect(await ran()).toEqual(before);
    await applyDomain(database.ownerUrl, `${domain}\n-- a comment`, "these tables");
    expect(await ran()).not.toEqual(before);
  });

  it("leave everything as it was when the domain has an error", async () => {
    const before = await catalogue(database.owner);
    await expect(applyDomain(database.ownerUrl, "drop function app_hidden.org_today() cascade; select nonsense", "x")).rejects.toThrow("nonsense");
    expect(await catalogue(database.owner)).toEqual(before);
  });

  it("name the file and line of an error", () => {
    const body = "--! Included all.sql\n--! Included library/all.sql\n--! Included library/f.sql\nselect 1;\nselect nonsense;\n--! EndIncluded library/f.sql";
    const error = Object.assign(new Error('column "nonsense" does not exist'), { code: "42703", position: String(body.indexOf("nonsense;") + 1) });
    expect(explainMigrationError(error, body)).toBe(
      'column "nonsense" does not exist (42703)\n  in db/domain/library/f.sql, line 2: select nonsense;',
    );
  });
});
