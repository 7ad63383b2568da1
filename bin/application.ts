import { join } from "node:path";
import type pg from "pg";
import type { GraphQLSchema } from "postgraphile/graphql";
import { type ApiServer, createApiServer } from "../server/http.ts";
import { createPool } from "../server/platform/database.ts";
import type { Environment } from "../server/platform/environment.ts";
import { createFileStorage } from "../server/platform/file-storage.ts";
import { logLibraryOutput } from "../server/platform/library-output.ts";
import { createLog } from "../server/platform/log.ts";
import { createMail, mailMode } from "../server/platform/mail.ts";
import { startWorker } from "../worker/run.ts";
import type { DatabaseUrls } from "./database/roles.ts";
import { listenFault } from "./port.ts";
import type { Secrets } from "./secrets.ts";

const DEVELOPMENT_SENDER = "TrackForge <no-reply@localhost>";

/** What one process runs: each part may run in any number of processes. */
export type Part = "api" | "web" | "worker";

export type Application = { port: number | undefined; stop: () => Promise<void> };

/** Starts the parts on a prepared database. `stop` lets running requests and jobs end. */
export async function startApplication(options: {
  environment: Environment;
  secrets: Secrets;
  urls: DatabaseUrls;
  parts: Set<Part>;
  webDirectory?: string | undefined;
  /** What the worker runs by the clock, if not what it does in practice. */
  crontab?: string;
  /** The API's, if it was made already of a database that is the same. */
  graphqlSchema?: GraphQLSchema;
}): Promise<Application> {
  const { environment, secrets, urls, parts } = options;
  const log = createLog({ level: environment.LOG_LEVEL, name: [...parts].join("+") });
  const authenticatorPool = createPool(urls.authenticator, { name: "trackforge", max: environment.DATABASE_POOL_SIZE });
  const pools: pg.Pool[] = [authenticatorPool];
  const fileStorage = await createFileStorage({
    directory: join(environment.DATA_DIR, "files"),
    key: Buffer.from(secrets.FILE_KEY, "base64"),
  });
  const printAgain = logLibraryOutput(log);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopPart of stops.reverse()) await stopPart();
    await Promise.all(pools.map((pool) => pool.end()));
    printAgain();
  };
  try {
    let port: number | undefined;
    if (parts.has("api")) {
      const server = await createApiServer({
        environment,
        secrets,
        authenticatorPool,
        fileStorage,
        log,
        ...(options.webDirectory && { webDirectory: options.webDirectory }),
        ...(options.graphqlSchema && { graphqlSchema: options.graphqlSchema }),
      });
      stops.push(() => server.close());
      port = await listen(server, environment.PORT);
    }
    if (parts.has("worker")) {
      const ownerPool = createPool(urls.owner, { name: "trackforge worker", max: 4 });
      pools.push(ownerPool);
      const mail = createMail({ mode: mailMode(environment), smtpUrl: environment.SMTP_URL, from: environment.MAIL_FROM ?? DEVELOPMENT_SENDER, log });
      stops.push(async () => mail.close());
      const publicUrl = environment.PUBLIC_URL ?? `http://localhost:${port ?? environment.PORT}`;
      const worker = await startWorker({
        ownerPool, authenticatorPool, fileStorage, log, mail, publicUrl, auditRetentionMonths: environment.AUDIT_RETENTION_MONTHS, crontab: options.crontab,
      });
      stops.push(() => worker.stop());
    }
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(server: ApiServer, port: number): Promise<number> {
  try {
    return (await server.listen(port)).port;
  } catch (error) {
    throw listenFault(error as NodeJS.ErrnoException, port);
  }
}
