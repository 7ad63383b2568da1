import { readFileSync } from "node:fs";
import { z } from "zod";

const port = z.coerce.number("must be a port number").int().min(0).max(65535);

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  PORT: port.default(5000),
  /** The address that people use, where it differs from `http://localhost:PORT` (behind a proxy). */
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  /** A connection that may create roles; unset: the embedded server. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The folder with `postgres` and `initdb` that the embedded server is started from; unset: the packaged ones. */
  POSTGRES_BINARIES: z.string().min(1).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).default(10),
  /** Whether clients' tokens open the mobile app's documents only (listed), or any; unset: listed in production, any elsewhere. */
  MOBILE_DOCUMENTS: z.enum(["listed", "any"]).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Password of the login role tf_authenticator. */
  AUTHENTICATOR_PASSWORD: z.string().min(12).optional(),
  /** Signs access tokens. */
  JWT_SECRET: z.string().min(32).optional(),
  /** Secrets that signed before, separated by commas: they still verify, so that a new one signs nobody out. */
  JWT_PREVIOUS_SECRETS: z.string().transform((list) => list.split(",").map((one) => one.trim()).filter(Boolean))
    .pipe(z.array(z.string().min(32, "each must have 32 characters or more"))).optional(),
  /** Encrypts files and exports at rest: 32 bytes, base64. */
  FILE_KEY: z.base64().refine((key) => Buffer.from(key, "base64").length === 32, "must be 32 bytes in base64").optional(),
  /** Password of the demo logins, `trackforge-demo` unless set; refused in production. */
  DEMO_PASSWORD: z.string().min(8).optional(),
  /** Where mail is handed over, such as smtps://user:password@mail.example.org. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of mail, as "Name <address>". */
  MAIL_FROM: z.string().regex(/^[^<>@\r\n]*<[^@\s<>]+@[^@\s<>]+>$|^[^@\s<>]+@[^@\s<>]+$/, "must be an address, such as TrackForge <no-reply@example.org>").optional(),
  /** How many whole months history is kept; unset: for ever. */
  AUDIT_RETENTION_MONTHS: z.coerce.number().int().min(1).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** How many proxies stand in front and may be believed about the caller's address. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
});

export type Environment = z.infer<typeof schema>;

/** What a person set wrongly, one sentence per variable. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/**
 * Reads and validates the environment. Every variable may also be given as `NAME_FILE`, the path of a file with its value
 * (how containers hand over secrets). An empty value counts as unset. Called once, by the program that starts.
 * @throws EnvironmentError
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const names = Object.keys(schema.shape);
  const values = names.map((name) => [name, variables[name] || fromFile(name, variables[`${name}_FILE`]) || undefined]);
  const parsed = schema.safeParse(Object.fromEntries(values));
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}.`).join(" "));
}

function fromFile(name: string, path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    throw new EnvironmentError(`${name}_FILE: the file ${path} cannot be read.`);
  }
}
