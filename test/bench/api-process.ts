import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { createApiServer } from "../../server/http.ts";
import { createPool } from "../../server/platform/database.ts";
import { createFileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";

// The product's API in a process of its own: node api-process.ts AUTHENTICATOR_URL SECRET
const [url, secret] = process.argv.slice(2) as [string, string];
const server = await createApiServer({
  environment: { NODE_ENV: "production", TRUSTED_PROXIES: 1, REDIS_URL: undefined },
  secrets: { JWT_SECRET: secret, FILE_KEY: randomBytes(32).toString("base64") },
  authenticatorPool: createPool(url, { name: "bench api", max: 10 }),
  fileStorage: await createFileStorage({ directory: tmpdir(), key: randomBytes(32) }),
  log: createLog({ level: "warn", name: "bench" }),
});
process.send?.(await server.listen(0));
