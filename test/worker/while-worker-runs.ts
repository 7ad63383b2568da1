import { createPool } from "../../server/platform/database.ts";
import type { FileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";
import { startWorker } from "../../worker/run.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";
import type { TestDatabase } from "../harness/database.ts";
import { noMail } from "./no-mail.ts";

/** Does something while a worker of this process runs, and stops it after its jobs are done. It sends no mail and logs nothing. */
export async function whileWorkerRuns<T>(database: TestDatabase, fileStorage: FileStorage, work: () => Promise<T>): Promise<T> {
  const ownerPool = createPool(database.ownerUrl, { name: "worker", max: 6 });
  const log = createLog({ level: "silent", name: "worker" });
  const worker = await startWorker({ ownerPool, authenticatorPool: database.authenticator, fileStorage, log, crontab: AT_ANY_HOUR, ...noMail(log) });
  try {
    return await work();
  } finally {
    await worker.stop();
    await ownerPool.end();
  }
}
