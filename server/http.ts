import "./graphql/graphile-environment.ts";
import type { AddressInfo } from "node:net";
import express from "express";
import type pg from "pg";
import { makeSchema } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/express/v4";
import type { GraphQLSchema } from "postgraphile/graphql";
import { accessTokens } from "./auth/access-tokens.ts";
import { addresses } from "./auth/addresses.ts";
import { authenticate } from "./auth/authenticate.ts";
import { credentials } from "./auth/credentials.ts";
import { invitations } from "./auth/invitations.ts";
import { secondFactor } from "./auth/second-factor.ts";
import { createThrottle } from "./auth/throttle.ts";
import { challenges } from "./auth/challenges.ts";
import { AUTH_PATH, refreshCookie } from "./auth/refresh-cookie.ts";
import { authRoutes } from "./auth/routes.ts";
import { sessions } from "./auth/sessions.ts";
import { signingKeys } from "./auth/signing-keys.ts";
import { downloadRoutes, EXPORTS, RECORD_COPIES } from "./exports/routes.ts";
import { GRAPHQL_PATH, graphqlPreset, LARGEST_GRAPHQL_BODY } from "./graphql/preset.ts";
import { answerFailure, noSuchRoute } from "./http/failure.ts";
import { CONNECTION_LIMITS, type ConnectionLimits, guardedServer } from "./http/connections.ts";
import { healthRoutes, type ReadinessChecks } from "./http/health.ts";
import { metrics } from "./http/metrics.ts";
import { requestLog } from "./http/request-log.ts";
import { jsonBody, methods, neverStored } from "./http/request-shape.ts";
import { sameSiteOnly } from "./http/same-site.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { webApp } from "./http/web-app.ts";
import type { Environment } from "./platform/environment.ts";
import type { FileStorage } from "./platform/file-storage.ts";
import type { Log } from "./platform/log.ts";

/** How long a request may still run after `close`. */
const PATIENCE_MS = 10_000;
/** How long one statement of a GraphQL request may run. */
const STATEMENT_TIMEOUT_MS = 10_000;

export type ApiServerOptions = {
  environment: Pick<Environment, "NODE_ENV" | "TRUSTED_PROXIES" | "REDIS_URL" | "MOBILE_DOCUMENTS">;
  /** JWT_PREVIOUS_SECRETS still verify tokens; FILE_KEY (32 bytes in base64) protects second factors at rest. */
  secrets: { JWT_SECRET: string; JWT_PREVIOUS_SECRETS?: readonly string[] | undefined; FILE_KEY: string };
  /** Connects as tf_authenticator. Stays the caller's: `close` does not end it. */
  authenticatorPool: pg.Pool;
  log: Log;
  /** Where the worker leaves exports. */
  fileStorage: FileStorage;
  /** The built web app. */
  webDirectory?: string;
  /** What was made of a database that is the same, instead of reading this one: it takes seconds. */
  graphqlSchema?: GraphQLSchema;
  statementTimeoutMs?: number;
  connectionLimits?: Partial<ConnectionLimits>;
  /** What else must be up for /readyz, such as the worker. */
  readiness?: ReadinessChecks;
};

export type ApiServer = {
  /** Resolves when connections are taken. Port 0 takes any free one. */
  listen(port: number, host?: string): Promise<{ port: number }>;
  /** Takes no more connections, waits for the running requests, and lets go of everything. */
  close(): Promise<void>;
};

/** The API and the web app on one port. Resolves when the GraphQL schema is built; rejects when the database cannot be read. */
export async function createApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { environment, authenticatorPool, log } = options;
  const isProduction = environment.NODE_ENV === "production";
  const keys = signingKeys(options.secrets.JWT_SECRET, options.secrets.JWT_PREVIOUS_SECRETS);
  const tokens = accessTokens(keys);
  const throttle = createThrottle({ pool: authenticatorPool, redisUrl: environment.REDIS_URL });
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const areClientsHeldToList = (environment.MOBILE_DOCUMENTS ?? (isProduction ? "listed" : "any")) === "listed";
  const preset = graphqlPreset({ pool: authenticatorPool, log, statementTimeoutMs, allowIntrospection: !isProduction, areClientsHeldToList });
  const schema = options.graphqlSchema ?? (await makeSchema(preset)).schema;

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", environment.TRUSTED_PROXIES);
  const { observe, routes: metricsRoutes, countError } = metrics(authenticatorPool);
  const server = guardedServer(app, { limits: { ...CONNECTION_LIMITS, ...options.connectionLimits }, log, countError });
  app.use(requestLog(log), securityHeaders({ isProduction }), observe);
  app.use(healthRoutes(authenticatorPool, options.readiness ?? {}), metricsRoutes);
  app.use("/api", neverStored, sameSiteOnly);
  app.use(AUTH_PATH, authRoutes({
    sessions: sessions(authenticatorPool),
    credentials: credentials(authenticatorPool),
    secondFactor: secondFactor(authenticatorPool, Buffer.from(options.secrets.FILE_KEY, "base64")),
    invitations: invitations(authenticatorPool),
    addresses: addresses(authenticatorPool),
    challenges: challenges(keys),
    tokens,
    throttle,
    cookie: refreshCookie({ isProduction }),
  }, { isProduction }));
  app.use("/api/v1", authenticate(tokens));
  app.use("/api/v1/exports", downloadRoutes(authenticatorPool, options.fileStorage, EXPORTS));
  app.use("/api/v1/record-copies", downloadRoutes(authenticatorPool, options.fileStorage, RECORD_COPIES));
  app.use(GRAPHQL_PATH, methods("POST"), ...jsonBody({ limit: LARGEST_GRAPHQL_BODY, isRequired: true }));
  const graphqlServer = grafserv({ preset, schema });
  await graphqlServer.addTo(app, server);
  app.use("/api", noSuchRoute);
  if (options.webDirectory) app.use(webApp(options.webDirectory));
  app.use(noSuchRoute, answerFailure);

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => {
          server.off("error", reject);
          resolve({ port: (server.address() as AddressInfo).port });
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const sweep = setInterval(() => server.closeIdleConnections(), 50); // a connection is idle once its answer is sent
      const hurry = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
      await closed;
      clearInterval(sweep);
      clearTimeout(hurry);
      throttle.close();
      await graphqlServer.release();
    },
  };
}
