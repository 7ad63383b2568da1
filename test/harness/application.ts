import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Part, startApplication } from "../../bin/application.ts";
import { builtWebApp } from "../../bin/web-app.ts";
import { readEnvironment } from "../../server/platform/environment.ts";
import { AT_ANY_HOUR } from "./at-any-hour.ts";
import { createDatabase, type TestDatabase } from "./database.ts";
import { AUTHENTICATOR_PASSWORD } from "./postgres.ts";
import { templateSchema } from "./template-schema.ts";

export type TestApplication = { url: string; database: TestDatabase; stop: () => Promise<void> };

/** API, worker and built web app as `npm start` composes them, on a free port and a database of their own; `variables` add to the environment. */
export async function startTestApplication(parts: Part[] = ["api", "web", "worker"], variables: Record<string, string> = {}): Promise<TestApplication> {
  const [database, folder] = [await createDatabase(), await mkdtemp(join(tmpdir(), "trackforge-files-"))];
  const application = await startApplication({
    environment: readEnvironment({ NODE_ENV: "test", PORT: "0", DATA_DIR: folder, LOG_LEVEL: "silent", ...variables }),
    secrets: { AUTHENTICATOR_PASSWORD, JWT_SECRET: "signs tokens in tests, for nobody else", FILE_KEY: Buffer.alloc(32, 7).toString("base64") },
    urls: { admin: database.adminUrl, owner: database.ownerUrl, authenticator: database.authenticatorUrl },
    parts: new Set(parts),
    webDirectory: parts.includes("web") ? await builtWebApp({ isProduction: false }) : undefined,
    crontab: AT_ANY_HOUR,
    graphqlSchema: await templateSchema(database),
  });
  const stop = async () => {
    await application.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `http://localhost:${application.port}`, database, stop };
}
