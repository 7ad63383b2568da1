import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPool } from "../../server/platform/database.ts";
import { createFileStorage } from "../../server/platform/file-storage.ts";
import { createLog } from "../../server/platform/log.ts";
import { startWorker } from "../../worker/run.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { noMail } from "./no-mail.ts";

let database: TestDatabase;
let directory: string;
const log = createLog({ level: "silent", name: "worker" });

beforeAll(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), "food-facts-"));
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

it("when the seed of inference changes, each organisation's own foods follow in a job of its own", async () => {
  const { rows } = await database.owner.query<{ id: string }>(
    "insert into app_public.foods (org_id, name, food_group_code) select id, 'Grandmother''s zwieback', '1800' from app_public.organizations where name = 'Demo practice' returning id",
  );
  const facts = async () =>
    (await database.owner.query("select l.code, a.presence from app_public.food_allergens a join app_public.allergens l on l.id = a.allergen_id where a.food_id = $1", [rows[0]!.id])).rows;
  expect(await facts()).toEqual([]);

  await database.owner.query(`insert into app_private.fact_inferences (code, precedence, words, contains, reason) values ('zwieback', 5, '{zwieback}', '{wheat}', 'Zwieback is made of wheat.')`);
  await database.owner.query("call app_private.apply_fact_inferences()");
  const ownerPool = createPool(database.ownerUrl, { name: "worker", max: 4 });
  const fileStorage = await createFileStorage({ directory, key: randomBytes(32) });
  const worker = await startWorker({ ownerPool, authenticatorPool: database.authenticator, fileStorage, log, ...noMail(log) });
  try {
    await expect.poll(facts, { timeout: 20_000 }).toEqual([{ code: "wheat", presence: "contains" }]);
  } finally {
    await worker.stop();
    await ownerPool.end();
  }
});

it("a line that names what there is not is refused, and nothing changes (TF100)", async () => {
  await expect(
    database.owner.query(`begin; insert into app_private.fact_inferences (code, precedence, words, contains, reason) values ('typo', 5, '{typo}', '{weat}', 'Somebody mistyped it.'); call app_private.apply_fact_inferences()`),
  ).rejects.toMatchObject({ code: "TF100", message: 'Inference names what there is not: the allergen "weat" (line typo).' });
});
