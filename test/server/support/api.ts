import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import type pg from "pg";
import { accessTokens } from "../../../server/auth/access-tokens.ts";
import { signingKeys } from "../../../server/auth/signing-keys.ts";
import { type ApiServer, type ApiServerOptions, createApiServer } from "../../../server/http.ts";
import type { Identity } from "../../../server/platform/database.ts";
import { createFileStorage } from "../../../server/platform/file-storage.ts";
import { createLog } from "../../../server/platform/log.ts";
import { createDatabase, identityOf, type TestDatabase } from "../../harness/database.ts";
import { templateSchema } from "../../harness/template-schema.ts";

export const JWT_SECRET = "a secret that only the tests know, long enough";

export type Result = { status: number; headers: Headers; body: any };
export type GraphqlResult = { status: number; data: any; errors: { message: string; path?: string[]; extensions: Record<string, any> }[] };

/** A real server on a free port over a database of its own. */
export type TestApi = {
  url: string;
  database: TestDatabase;
  environment: ApiServerOptions["environment"];
  request(path: string, options?: { method?: string; body?: unknown; headers?: Record<string, string>; token?: string }): Promise<Result>;
  /** Asks GraphQL as the person with that address (a token as signing in would give), or as nobody. */
  graphql(email: string | null, query: string, variables?: Record<string, unknown>): Promise<GraphqlResult>;
  tokenOf(email: string): Promise<string>;
  /** Closes the server only. */
  close(): Promise<void>;
  /** Closes the server and drops its database. */
  stop(): Promise<void>;
};

/** `prepare` may change the database before the server reads its schema. */
export async function startApi(options: Partial<ApiServerOptions> = {}, prepare?: (owner: pg.Pool) => Promise<unknown>): Promise<TestApi> {
  const database = await createDatabase();
  await prepare?.(database.owner);
  const environment = options.environment ?? { NODE_ENV: "test", TRUSTED_PROXIES: 0, REDIS_URL: undefined };
  const server: ApiServer = await createApiServer({
    environment,
    secrets: { JWT_SECRET, FILE_KEY: Buffer.alloc(32, 9).toString("base64") },
    authenticatorPool: database.authenticator,
    fileStorage: await createFileStorage({ directory: tmpdir(), key: randomBytes(32) }),
    log: createLog({ level: process.env["TEST_LOG"] ?? "silent", name: "test" }),
    ...(!prepare && { graphqlSchema: await templateSchema(database) }),
    ...options,
  });
  const { port } = await server.listen(0, "127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  const tokens = accessTokens(signingKeys(JWT_SECRET));
  const tokenOf = async (email: string) => tokens.sign(withoutNulls(await identityOf(database, email)));

  const request: TestApi["request"] = async (path, { method, body, headers, token } = {}) => {
    const answer = await fetch(url + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : text };
  };

  return {
    url,
    database,
    environment,
    request,
    tokenOf,
    async graphql(email, query, variables) {
      const token = email === null ? undefined : await tokenOf(email);
      const { status, body } = await request("/api/v1/graphql", { body: { query, variables }, ...(token && { token }) });
      return { status, data: body.data, errors: body.errors ?? [] };
    },
    close: () => server.close(),
    async stop() {
      await server.close();
      await database.drop();
    },
  };
}

const withoutNulls = (identity: Identity): Identity => Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== null));
