import { dirname } from "node:path";
import type { Task } from "graphile-worker";
import type { WorkerOptions } from "../run.ts";

/** Deletes the files of copies that have expired, and marks copies as failed whose last attempt was killed. */
export function sweepRecordCopies({ ownerPool, fileStorage }: Pick<WorkerOptions, "ownerPool" | "fileStorage">): Task {
  return async () => {
    const { rows } = await ownerPool.query<{ key: string }>("select app_private.expire_record_copies() as key");
    for (const { key } of rows) await fileStorage.deleteFolder(dirname(key));
    await ownerPool.query("select app_private.fail_abandoned_record_copies()");
  };
}
