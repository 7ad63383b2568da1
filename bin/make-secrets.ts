import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault, runProgram } from "./fault.ts";
import { projectPath } from "./project-path.ts";

/** `npm run secrets`: makes the secret files of docker-compose.yml in `.secrets/`, once; existing ones are kept. */
await runProgram(async () => {
  const folder = projectPath(".secrets");
  const postgresPassword = randomBytes(24).toString("base64url");
  const files = {
    postgres_password: postgresPassword,
    database_url: `postgres://postgres:${postgresPassword}@postgres:5432/trackforge`,
    authenticator_password: randomBytes(24).toString("base64url"),
    jwt_secret: randomBytes(48).toString("base64url"),
    file_key: randomBytes(32).toString("base64"),
  };
  await mkdir(folder, { mode: 0o700 }).catch(() => {
    throw new Fault(`${folder} is there already; delete it to make new secrets (the old database and files need the old ones).`);
  });
  for (const [name, value] of Object.entries(files)) await writeFile(join(folder, name), value, { mode: 0o644 });
  console.log(`Made ${Object.keys(files).join(", ")} in ${folder}.`);
});
