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
  /** The sign-in that the token belongs to; a job has none. */
  sessionId?: string | undefined;
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
    "app.user_id": identity.userId ?? "",
    "app.org_id": identity.orgId ?? "",
    "app.member_id": identity.memberId ?? "",
    "app.client_id": identity.clientId ?? "",
    "app.role": identity.role ?? "",
    "app.request_id": identity.requestId ?? "",
    "app.session_id": identity.sessionId ?? "",
    // Shown in pg_stat_activity and, by %a in log_line_prefix, in Postgres' own log.
    ...(identity.requestId && { application_name: `trackforge ${identity.requestId}`.slice(0, 63) }),
    role: `tf_${identity.role ?? "anonymous"}`,
  };
}

/**
 * The one statement that begins to act as somebody, for the transaction that it stands in: makes the settings, then checks that the
 * identity still stands (TF401 where it does not, see `require_identity`), and takes the role last, which may do neither.
 */
export function settingsStatement({ role, ...settings }: Record<string, string | undefined>): { text: string; values: string[] } {
  const values: string[] = [];
  const calls: string[] = [];
  const set = (name: string, value: string) => calls.push(`set_config($${values.push(name)}, $${values.push(value)}, true)`);
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) set(name, value);
  calls.push("app_private.require_identity()");
  if (role !== undefined) set("role", role);
  return { text: `select ${calls.join(", ")}`, values };
}

/**
 * Runs `work` in one transaction as that person: under their Postgres role and with their identity in transaction-local
 * settings, so nothing leaks to the connection's next user. Rolls back when `work` throws.
 * @throws TF401 when the identity does not stand any more
 */
export function withIdentity<T>(pool: pg.Pool, identity: Identity, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, identitySettings(identity), work);
}

/**
 * The same for what the server's login does itself on somebody's behalf, such as changing a password: with their identity, if
 * there is one yet, but without taking a role.
 */
export function onBehalfOf<T>(pool: pg.Pool, identity: Identity, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const { role: _, ...settings } = identitySettings(identity);
  return inTransaction(pool, settings, work);
}

async function inTransaction<T>(pool: pg.Pool, settings: Record<string, string>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    const { text, values } = settingsStatement(settings);
    await client.query(text, values);
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
