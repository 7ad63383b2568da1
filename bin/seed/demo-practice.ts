import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { hashPassword, passwordMatches } from "../../server/auth/passwords.ts";
import { projectPath } from "../project-path.ts";
import { folderHash, rememberEdition, seededEdition } from "./edition.ts";

const NAME = "demo practice";
const folder = projectPath("db/seeds/demo-practice");

/** The five logins of each of the two practices, and a client's guardian; README names them. */
const roles = ["org_admin", "dietitian", "assistant", "researcher", "client"];
const logins = [...["demo.test", "other.test"].flatMap((domain) => roles.map((role) => `${role}@${domain}`)), "parent@demo.test"];

const run = async (client: pg.ClientBase, file: string) => client.query(await readFile(`${folder}/${file}`, "utf8"));

/**
 * Makes the two demo practices once, and lets their logins in with this password. What people do in them afterwards stays.
 * @returns whether the practices were made
 */
export async function seedDemoPractice(client: pg.ClientBase, password: string): Promise<boolean> {
  const isNew = (await seededEdition(client, NAME)) === undefined;
  if (isNew) {
    for (const file of ["people.sql", "clients.sql", "care.sql", "medical-record.sql", "own-foods.sql", "stage-plan-items.sql"]) await run(client, file);
    const items = client.query(copyFrom("copy demo_plan_items from stdin with (format csv, header match)"));
    await pipeline(createReadStream(`${folder}/plan-items.csv`), items);
    for (const file of ["plans.sql", "recipes.sql", "logs.sql", "guardian-logs.sql"]) await run(client, file);
    await rememberEdition(client, NAME, await folderHash(folder));
    await run(client, "diary.sql"); // of what was logged
  }
  await setPasswords(client, password);
  return isNew;
}

/** Every start may bring another DEMO_PASSWORD; hashing takes a while, so only where it changed. */
async function setPasswords(client: pg.ClientBase, password: string): Promise<void> {
  const { rows } = await client.query<{ password_hash: string }>(
    "select c.password_hash from app_private.user_credentials c join app_public.users u on u.id = c.user_id where u.email = $1",
    [logins.at(-1)],
  );
  if (await passwordMatches(rows[0]?.password_hash, password)) return;
  await client.query(
    `insert into app_private.user_credentials (user_id, password_hash)
     select u.id, l.password_hash from unnest($1::text[], $2::text[]) l(email, password_hash) join app_public.users u on u.email = l.email::public.citext
     on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now()`,
    [logins, await Promise.all(logins.map(() => hashPassword(password)))],
  );
}
