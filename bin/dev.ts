import { type ChildProcess, spawn } from "node:child_process";
import { type FSWatcher, watch } from "node:fs";
import { createServer as createVite, type ViteDevServer } from "vite";
import { requireDataDirectory } from "./data-directory.ts";
import { openDatabase } from "./database/open.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";
import { freePort, requireFreePort } from "./port.ts";
import { projectPath } from "./project-path.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { stopSignal } from "./stop-signal.ts";

/**
 * `npm run dev`: one address with hot reload. Vite serves the web app and passes the rest to a child that runs API and worker; a
 * change of their code or of `db/` starts the child again, which applies what changed in `db/` first.
 */
await runProgram(async () => {
  const environment = loadEnvironment();
  if (environment.NODE_ENV === "production") throw new Fault("npm run dev is not for production: use npm start.");
  await requireDataDirectory(environment.DATA_DIR);
  await requireFreePort(environment.PORT);
  const stopped = stopSignal();
  const secrets = await loadSecrets(environment);
  const database = await openDatabase(environment, secrets, "refuse");
  const apiPort = await freePort();
  const child = restartable(apiPort, database.urls.admin, secrets, environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`);
  let vite: ViteDevServer | undefined;
  const watchers: FSWatcher[] = [];
  try {
    child.start();
    vite = await startVite(environment.PORT, apiPort);
    watchers.push(...["server", "worker", "db", "bin"].map((folder) => watch(projectPath(folder), { recursive: true }, child.restartSoon)));
    console.log(`\nTrackForge Partner (development): http://localhost:${environment.PORT}\n`);
    await Promise.race([stopped, database.died]);
  } finally {
    for (const watcher of watchers) watcher.close();
    await vite?.close();
    await child.stop();
    await database.stop();
  }
});

async function startVite(port: number, apiPort: number): Promise<ViteDevServer> {
  const target = `http://127.0.0.1:${apiPort}`;
  const vite = await createVite({
    configFile: projectPath("vite.config.ts"),
    server: { port, strictPort: true, host: true, proxy: { "/api": target, "/healthz": target, "/readyz": target, "/metrics": target } },
  });
  return vite.listen();
}

/** The child with API and worker. One that ends by itself (a fault, a broken migration) waits for the next change. */
function restartable(port: number, databaseUrl: string, { JWT_PREVIOUS_SECRETS: _, ...secrets }: Secrets, publicUrl: string) {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    child = spawn(process.execPath, [projectPath("bin/start.ts"), "api", "worker"], {
      stdio: "inherit",
      detached: true, // Ctrl-C reaches us alone; we stop it
      env: { ...process.env, ...secrets, DATABASE_URL: databaseUrl, PORT: String(port), PUBLIC_URL: publicUrl },
    });
    child.once("exit", (code) => code && console.log("Waiting for a change …"));
  };
  const stop = async () => {
    clearTimeout(timer);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child?.once("exit", done));
    child.kill("SIGTERM");
    await exited;
  };
  let restarting: Promise<void> = Promise.resolve();
  const restart = () => (restarting = restarting.then(stop).then(start));
  const restartSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), 150); // editors write a file in several steps
  };
  return { start, stop, restartSoon };
}
