import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Environment } from "../server/platform/environment.ts";
import { Fault } from "./fault.ts";

const names = ["AUTHENTICATOR_PASSWORD", "JWT_SECRET", "FILE_KEY"] as const;

export type Secrets = Record<(typeof names)[number], string>;

/**
 * The secrets from the environment. In production each must be there; in development the missing ones are made once and kept in
 * `DATA_DIR/secrets.json` (mode 600).
 * @param environment names a data directory that is there
 */
export async function loadSecrets(environment: Environment): Promise<Secrets> {
  const missing = names.filter((name) => !environment[name]);
  const given = Object.fromEntries(names.map((name) => [name, environment[name]]).filter(([, value]) => value));
  if (missing.length === 0) return given as Secrets;
  if (environment.NODE_ENV === "production") {
    throw new Fault(`In production these secrets must be set (or as NAME_FILE): ${missing.join(", ")}.`);
  }
  const file = join(resolve(environment.DATA_DIR), "secrets.json");
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Partial<Secrets>) : {};
  const made = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("base64")]));
  const secrets = { ...made, ...kept, ...given } as Secrets;
  if (missing.some((name) => !kept[name])) {
    await writeFile(file, JSON.stringify({ ...made, ...kept }, null, 2), { mode: 0o600 });
    console.log(`Made development secrets in ${file}.`);
  }
  return secrets;
}
