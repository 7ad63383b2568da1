import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Environment } from "../server/platform/environment.ts";
import { Fault } from "./fault.ts";
import { weaknesses } from "./weak-secrets.ts";

const names = ["AUTHENTICATOR_PASSWORD", "JWT_SECRET", "FILE_KEY"] as const;

/** `JWT_PREVIOUS_SECRETS` signed tokens before `JWT_SECRET` did, and still verify them. */
export type Secrets = Record<(typeof names)[number], string> & { JWT_PREVIOUS_SECRETS?: readonly string[] | undefined };

/**
 * The secrets from the environment. In production each must be there, and none may be weak or well known; in development the
 * missing ones are made once and kept in `DATA_DIR/secrets.json` (mode 600).
 * @param environment names a data directory that is there
 */
export async function loadSecrets(environment: Environment): Promise<Secrets> {
  const missing = names.filter((name) => !environment[name]);
  const given = Object.fromEntries(names.map((name) => [name, environment[name]]).filter(([, value]) => value)) as Partial<Record<string, string>>;
  const previous = { JWT_PREVIOUS_SECRETS: environment.JWT_PREVIOUS_SECRETS };
  const file = join(resolve(environment.DATA_DIR), "secrets.json");
  if (environment.NODE_ENV === "production") {
    if (missing.length > 0) throw new Fault(`In production these secrets must be set (or as NAME_FILE): ${missing.join(", ")}.`);
    const weak = await weaknesses({ ...(given as Record<string, string>), ...numbered(environment.JWT_PREVIOUS_SECRETS) }, file);
    if (weak.length > 0) throw new Fault(`Production refuses weak secrets; npm run secrets makes good ones. ${weak.join(" ")}`);
  }
  if (missing.length === 0) return { ...given, ...previous } as Secrets;
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Partial<Secrets>) : {};
  const made = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("base64")]));
  const secrets = { ...made, ...kept, ...given, ...previous } as Secrets;
  if (missing.some((name) => !kept[name])) {
    await writeFile(file, JSON.stringify({ ...made, ...kept }, null, 2), { mode: 0o600 });
    console.log(`Made development secrets in ${file}.`);
  }
  return secrets;
}

const numbered = (previous: readonly string[] = []) => Object.fromEntries(previous.map((secret, i) => [`JWT_PREVIOUS_SECRETS (${i + 1})`, secret]));
