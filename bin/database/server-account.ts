import { spawnSync } from "node:child_process";
import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Fault } from "../fault.ts";

/** The operating system's account that PostgreSQL runs as; undefined: our own (PostgreSQL refuses to run as root). */
export type ServerAccount = { uid: number; gid: number } | undefined;

/** Where root keeps what the server's account must be able to enter when the project's own folder is closed to it. */
const OPEN_PLACE = "/var/lib/trackforge-partner";

/** Our own account, or `postgres` when we are root (created where it is missing). */
export function serverAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  if (id("-u").status !== 0) spawnSync("useradd", ["--system", "--user-group", "postgres"]);
  const [uid, gid] = [id("-u"), id("-g")];
  if (uid.status !== 0 || gid.status !== 0) {
    throw new Fault("PostgreSQL does not run as root, and no user named postgres could be created: create one, or start as another user.");
  }
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Can the account walk down to this folder? */
export async function canEnter(folder: string, account: ServerAccount): Promise<boolean> {
  if (!account) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const entry = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & entry)) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * The given folder, or when the account cannot enter it (a clone below a folder with mode 700, started as root) one of the
 * same meaning in an open place. The answer is stable for a path.
 */
export async function enterable(folder: string, account: ServerAccount): Promise<string> {
  if (await canEnter(folder, account)) return folder;
  return join(await openPlace(), resolve(folder).replaceAll("/", "_").slice(1));
}

/** That place, made when it is first needed. */
export async function openPlace(): Promise<string> {
  await mkdir(OPEN_PLACE, { recursive: true });
  await chmod(OPEN_PLACE, 0o755); // whatever the umask says
  return OPEN_PLACE;
}
