import { randomUUID } from "node:crypto";
import pg from "pg";
import { databaseUrls } from "../../bin/database/roles.ts";
import { createPool, type Identity, withIdentity } from "../../server/platform/database.ts";
import { AUTHENTICATOR_PASSWORD, TEMPLATE } from "./postgres.ts";

export const serverUrlVariable = "TEST_POSTGRES_URL";

/** A database of one test file: migrated, with the starter library and the demo practices in it. */
export type TestDatabase = {
  /** Connects as the superuser that may create roles (what DATABASE_URL is outside tests). */
  adminUrl: string;
  /** Connects as tf_owner: arranges and inspects. */
  ownerUrl: string;
  /** Connects as tf_authenticator: what the server and the worker use. */
  authenticatorUrl: string;
  /** A small pool as tf_owner, and one as tf_authenticator; both end with `drop`. */
  owner: pg.Pool;
  authenticator: pg.Pool;
  drop: () => Promise<void>;
};

/** Clones the template database (about 50 ms). Call once per test file, and `drop` in afterAll. */
export async function createDatabase(serverUrl = process.env[serverUrlVariable]): Promise<TestDatabase> {
  if (!serverUrl) throw new Error("No test server runs: use test/harness/global-setup.ts, or pass the server's address.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(serverUrl, `create database ${name} template ${TEMPLATE} owner tf_owner`);
  const url = new URL(serverUrl);
  url.pathname = name;
  const urls = databaseUrls(url.href, AUTHENTICATOR_PASSWORD);
  const owner = createPool(urls.owner, { name: "test owner", max: 4 });
  const authenticator = createPool(urls.authenticator, { name: "test authenticator", max: 4 });
  const drop = async () => {
    await Promise.all([owner.end(), authenticator.end()]);
    await administer(serverUrl, `drop database ${name} with (force)`);
  };
  return { adminUrl: urls.admin, ownerUrl: urls.owner, authenticatorUrl: urls.authenticator, owner, authenticator, drop };
}

/** The identity that signing in with this address would give: the person's membership, their client record, or their dependant's. */
export async function identityOf(database: TestDatabase, email: string): Promise<Identity> {
  const { rows } = await database.owner.query<Identity>(
    `select u.id as "userId", m.org_id as "orgId", m.id as "memberId", null as "clientId", m.role::text as "role"
       from app_public.users u join app_public.memberships m on m.user_id = u.id where u.email = $1
     union all
     select u.id, c.org_id, null, c.id, 'client'
       from app_public.users u join app_public.clients c on c.user_id = u.id where u.email = $1
     union all
     select u.id, g.org_id, null, g.client_id, 'client'
       from app_public.users u join app_public.client_guardians g on g.user_id = u.id where u.email = $1
     limit 1`,
    [email],
  );
  if (!rows[0]) throw new Error(`Nobody signs in as ${email}.`);
  return rows[0];
}

/** Runs SQL as the person with this address, under their role and policies, in one transaction. */
export async function asRole<T>(database: TestDatabase, email: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return withIdentity(database.authenticator, await identityOf(database, email), work);
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
