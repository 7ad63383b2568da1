import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";

/** SHA-256 over the names and contents of a folder's files, in the order of their names. */
export async function folderHash(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(folder)).sort()) hash.update(name).update("\0").update(await readFile(`${folder}/${name}`));
  return hash.digest("hex");
}

/** The edition of a seed that this database holds; undefined = it was never seeded. */
export async function seededEdition(client: pg.ClientBase, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ content_hash: string }>(
    "select content_hash from app_private.seed_versions where name = $1",
    [name],
  );
  return rows[0]?.content_hash;
}

/** Remembers, in the seed's own transaction, what was loaded. */
export async function rememberEdition(client: pg.ClientBase, name: string, contentHash: string): Promise<void> {
  await client.query(
    `insert into app_private.seed_versions (name, content_hash) values ($1, $2)
     on conflict (name) do update set content_hash = excluded.content_hash, seeded_at = now()`,
    [name, contentHash],
  );
}
