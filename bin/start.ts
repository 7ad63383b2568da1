import { enableCompileCache } from "node:module";
import { performance } from "node:perf_hooks";
import type { Environment } from "../server/platform/environment.ts";
import type { Part } from "./application.ts";
import { requireDataDirectory } from "./data-directory.ts";
import { openDatabase } from "./database/open.ts";
import { DEFAULT_DEMO_PASSWORD, prepareDatabase } from "./database/prepare.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";
import { requireFreePort } from "./port.ts";
import { requireProductionSettings } from "./production-settings.ts";
import { projectPath } from "./project-path.ts";
import { loadSecrets } from "./secrets.ts";
import { stopSignal } from "./stop-signal.ts";
import { builtWebApp } from "./web-app.ts";

/**
 * `npm start`: database, API, worker and web app on one address, until Ctrl-C. `npm start -- api web` or `npm start -- worker`
 * runs those parts alone, in any number of processes on one DATABASE_URL.
 */
await runProgram(async () => {
  enableCompileCache(projectPath(".cache/compiled")); // the next start loads its code a second faster
  const environment = loadEnvironment();
  const parts = readParts(process.argv.slice(2));
  await requireDataDirectory(environment.DATA_DIR);
  const secrets = await loadSecrets(environment);
  if (parts.has("api")) await requireFreePort(environment.PORT);
  if (environment.NODE_ENV === "production") requireProductionSettings(environment);
  const stopped = stopSignal();
  const application = import("./application.ts"); // takes a second to load: meanwhile the database starts
  const database = await openDatabase(environment, secrets, "refuse");
  try {
    const isProduction = environment.NODE_ENV === "production";
    const [, webDirectory] = await Promise.all([
      prepareDatabase(environment, secrets, database.urls),
      parts.has("web") ? builtWebApp({ isProduction }) : undefined,
    ]);
    const { startApplication } = await application;
    const running = await startApplication({ environment, secrets, urls: database.urls, parts, webDirectory });
    announce(environment, parts, running.port);
    try {
      await Promise.race([stopped, database.died]);
    } finally {
      await running.stop();
    }
  } finally {
    await database.stop();
  }
});

function readParts(args: string[]): Set<Part> {
  const known = ["api", "web", "worker"] as const;
  const unknown = args.find((arg) => !known.some((part) => part === arg));
  if (unknown) throw new Fault(`There is no part "${unknown}": name ${known.join(", ")}, or nothing for all.`);
  return new Set(args.length ? (args as Part[]) : known);
}

function announce(environment: Environment, parts: Set<Part>, port: number | undefined): void {
  const seconds = (performance.now() / 1000).toFixed(1); // since the process began
  const address = environment.PUBLIC_URL ?? `http://localhost:${port}`;
  console.log(`\nTrackForge Partner (${[...parts].join(", ")}) ready in ${seconds} s${port === undefined ? "" : `: ${address}`}`);
  if (environment.NODE_ENV === "production" || !parts.has("web")) return;
  console.log(`
Demo logins, password ${environment.DEMO_PASSWORD ?? DEFAULT_DEMO_PASSWORD}:
  org_admin@demo.test   dietitian@demo.test   assistant@demo.test   researcher@demo.test   client@demo.test
  and the same five @other.test in a second organisation.

Ctrl-C stops everything. The owner's database URL: npm run --silent db:url
`);
}
