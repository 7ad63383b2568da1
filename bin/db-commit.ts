import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, Logger } from "graphile-migrate";
import pg from "pg";
import { startEmbeddedPostgres, throwAwaySettings } from "./database/embedded-postgres.ts";
import { ensureDatabase } from "./database/open.ts";
import { applyRoles, databaseUrls } from "./database/roles.ts";
import { loadEnvironment } from "./environment.ts";
import { Fault, runProgram } from "./fault.ts";
import { projectPath } from "./project-path.ts";

/**
 * `npm run db:commit -- "message"`: releases `db/migrations/current` as the next file of `committed/`, after trying all of them in
 * order on an empty throw-away server. From then on that file is never edited.
 */
await runProgram(async () => {
  const message = process.argv[2];
  if (!message) throw new Fault('Say what is released: npm run db:commit -- "what this migration does".');
  const { POSTGRES_BINARIES } = loadEnvironment();
  const folder = await mkdtemp(join(tmpdir(), "trackforge-commit-"));
  await chmod(folder, 0o755); // the server's user must be able to enter
  const server = await startEmbeddedPostgres({ folder, binaries: POSTGRES_BINARIES, ifRunning: "refuse", settings: throwAwaySettings });
  try {
    const [main, shadow] = ["released", "shadow"].map((name) => databaseUrls(server.url(name), "unused").owner);
    await ensureDatabase(server, "released");
    const admin = new pg.Client({ connectionString: server.url("released") });
    await admin.connect();
    await applyRoles(admin, "unused");
    await admin.end();
    const problems: string[] = [];
    const logger = new Logger(() => (level, text) => void (String(level) === "error" && problems.push(text)));
    await commit(
      {
        connectionString: main ?? "",
        shadowConnectionString: shadow ?? "",
        rootConnectionString: server.url("postgres"),
        databaseOwner: "tf_owner",
        migrationsFolder: projectPath("db/migrations"),
        blankMigrationContent: "-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.\n",
        logger,
      },
      message,
    ).catch((error: Error) => {
      throw new Fault(`Nothing was released: ${problems.join("\n") || error.message}`);
    });
    console.log("Released; see the newest file of db/migrations/committed.");
  } finally {
    await new Promise((left) => setTimeout(left, 500)); // graphile-migrate keeps its connections for 200 ms
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
