import { createPool } from "../../server/platform/database.ts";
import { createFileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";
import { startWorker } from "../../worker/run.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";
import { noMail } from "./no-mail.ts";

// A worker in a process of its own, for tests that kill it: node worker-process.ts OWNER_URL AUTHENTICATOR_URL DIRECTORY KEY
const [ownerUrl, authenticatorUrl, directory, key] = process.argv.slice(2) as [string, string, string, string];
const log = createLog({ level: "silent", name: "worker" });
await startWorker({
  ownerPool: createPool(ownerUrl, { name: "worker", max: 6 }),
  authenticatorPool: createPool(authenticatorUrl, { name: "worker as people", max: 2 }),
  fileStorage: await createFileStorage({ directory, key: Buffer.from(key, "base64") }),
  log,
  crontab: AT_ANY_HOUR,
  ...noMail(log),
});
