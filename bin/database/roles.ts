import { readFile } from "node:fs/promises";
import type pg from "pg";
import { Fault } from "../fault.ts";
import { projectPath } from "../project-path.ts";

/** Where to connect: `admin` may create roles, `owner` migrates, `authenticator` is the server's and worker's login. */
export type DatabaseUrls = { admin: string; owner: string; authenticator: string };

/** The same server and database as `admin`, as the two roles that everything else uses. */
export function databaseUrls(admin: string, authenticatorPassword: string): DatabaseUrls {
  const owner = new URL(admin);
  owner.searchParams.set("options", "-c role=tf_owner");
  const authenticator = new URL(admin);
  authenticator.username = "tf_authenticator";
  authenticator.password = authenticatorPassword;
  owner.search = owner.search.replaceAll("+", "%20"); // libpq reads no plus as a space
  return { admin, owner: owner.href, authenticator: authenticator.href };
}

/** Refuses a PostgreSQL before 18: `uuidv7()`, temporal keys and virtual generated columns are used. */
export async function requirePostgres18(admin: pg.ClientBase): Promise<void> {
  const { rows } = await admin.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  const server = rows[0];
  if (server && server.number < 180000) throw new Fault(`TrackForge needs PostgreSQL 18 or later, and this server is ${server.version}.`);
}

/** Creates or completes the cluster's roles and sets the authenticator's password. Idempotent. */
export async function applyRoles(admin: pg.ClientBase, authenticatorPassword: string): Promise<void> {
  await admin.query(await readFile(projectPath("db/roles.sql"), "utf8"));
  const { rows } = await admin.query<{ statement: string }>(
    "select format('alter role tf_authenticator password %L', $1::text) as statement",
    [authenticatorPassword],
  );
  await admin.query(rows[0]?.statement ?? "");
}
