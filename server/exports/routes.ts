import { pipeline } from "node:stream/promises";
import { Router } from "express";
import type pg from "pg";
import type { ApiRequest } from "../graphql/request-of.ts";
import { Failure } from "../http/failure.ts";
import { withIdentity } from "../platform/database.ts";
import type { FileStorage } from "../platform/file-storage.ts";

type Download = { storage_key: string; file_name: string; byte_size: string; sha256: string };

/** What kind of file: which function says whether and where it is, what it is made of, and what is said where there is none. */
type Kind = { begin: "begin_export_download" | "begin_record_copy_download"; contentType: string; missing: string };

/** Exports that staff ask for, and clients' copies of their own record. */
export const EXPORTS: Kind = { begin: "begin_export_download", contentType: "text/csv; charset=utf-8", missing: "There is no such export." };
export const RECORD_COPIES: Kind = { begin: "begin_record_copy_download", contentType: "application/json", missing: "There is no such copy." };

/**
 * `GET /:id`: a file that the worker wrote, decrypted as it streams. The database decides each time, under the caller's identity,
 * whether it may be downloaded now, and records that it was.
 */
export function downloadRoutes(pool: pg.Pool, storage: FileStorage, kind: Kind): Router {
  const router = Router();
  router.get("/:id", async (request, response) => {
    const { identity } = request as ApiRequest;
    if (!identity) throw new Failure(401, "TF401", "You are not signed in, or your session has ended.");
    const { id } = request.params;
    const download = isUuid(id) ? await begin(pool, identity, kind, id) : undefined;
    if (!download) throw new Failure(404, "TF404", kind.missing);
    const content = await storage.get(download.storage_key);
    response.set({
      "content-type": kind.contentType,
      "content-length": download.byte_size,
      "content-disposition": `attachment; filename="${download.file_name}"`,
      "repr-digest": `sha-256=:${Buffer.from(download.sha256, "hex").toString("base64")}:`,
      "cache-control": "no-store",
    });
    // A file that turns out to be damaged breaks the connection: what arrived is shorter than was promised, and no browser keeps it.
    await pipeline(content, response).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_STREAM_PREMATURE_CLOSE" && request.destroyed) return; // the caller went away
      request.log.error({ err: error, exportId: id }, "A file could not be read to its end");
      response.destroy();
    });
  });
  return router;
}

async function begin(pool: pg.Pool, identity: NonNullable<ApiRequest["identity"]>, kind: Kind, id: string): Promise<Download | undefined> {
  const { rows } = await withIdentity(pool, identity, (sql) => sql.query<Download>(`select * from app_hidden.${kind.begin}($1)`, [id]));
  return rows[0];
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
