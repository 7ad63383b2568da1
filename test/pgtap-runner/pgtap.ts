import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

const member = "share/postgresql/extension/pgtap--1.3.5.sql";

/** The SQL of pgTAP 1.3.5, out of the tarball that its npm package carries. It creates its functions in the first schema of the search path. */
export async function pgtapSql(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite-pgtap");
  const tar = gunzipSync(await readFile(join(dirname(entry), "pgtap.tar.gz")));
  for (let offset = 0; offset < tar.length; ) {
    const name = tar.toString("utf8", offset, offset + 100).replace(/\0.*$/s, "");
    const size = parseInt(tar.toString("utf8", offset + 124, offset + 136), 8);
    if (name === member) return tar.toString("utf8", offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil((size || 0) / 512) * 512;
  }
  throw new Error(`${member} is not in the tarball of @electric-sql/pglite-pgtap.`);
}
