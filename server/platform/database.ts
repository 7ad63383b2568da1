import pg from "pg";

/** The role of a membership, or `client` for a client's own login. Each has a Postgres role `tf_…` of that name. */
export type RoleName = "org_admin" | "dietitian" | "assistant" | "researcher" | "client";

/** Who acts: made from a verified token or from a job's payload, and nothing else. Without a role: nobody (tf_anonymous). */
export type Identity = {
  userId?: string | undefined;
  orgId?: string | undefined;
  memberId?: string | undefined;
  clientId?: string | undefined;
  role?: RoleName | undefined;
  requestId?: string | undefined;
};

/** A connection pool. `name` is shown in pg_stat_activity. */
export function createPool(connectionString: string, options: { name: string; max: number }): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: options.max, application_name: options.name });
  // A connection that ended while idle, or between two queries: the pool opens another, and the next query says what is wrong.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** The settings that carry the identity through one transaction; every one is set, so that none is left from before. */
export function identitySettings(identity: Identity): Record<string, string> {
  return {
    role: `tf_${identity.role ?? "anonymous"}`,
    "app.user_id": identity.userId ?? "",
    "app.org_id": identity.orgId ?? "",
    "app.member_id": identity.memberId ?? "",
    "app.client_id": identity.clientId ?? "",
    "app.role": identity.role ?? "",
    "app.request_id": identity.requestId ?? "",
  };
}

/**
 * Runs `work` in one transaction as that person: under their Postgres role and with their identity in transaction-local
 * settings, so nothing leaks to the connection's next user. Rolls back when `work` throws.
 */
export async function withIdentity<T>(
  pool: pg.Pool,
  identity: Identity,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const settings = identitySettings(identity);
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    await client.query("select set_config(name, value, true) from unnest($1::text[], $2::text[]) as t(name, value)", [
      Object.keys(settings),
      Object.values(settings),
    ]);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((broken: Error) => (failure = broken));
    throw error;
  } finally {
    client.release(failure); // a connection that cannot roll back is not used again
  }
}
