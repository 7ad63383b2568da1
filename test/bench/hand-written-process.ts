import type { AddressInfo } from "node:net";
import express, { json, type Request } from "express";
import type pg from "pg";
import { accessTokens } from "../../server/auth/access-tokens.ts";
import { signingKeys } from "../../server/auth/signing-keys.ts";
import { createPool, withIdentity } from "../../server/platform/database.ts";

// What the API is measured against: express and pg, one prepared statement a request under the same role and policies.
const [url, secret] = process.argv.slice(2) as [string, string];
const pool = createPool(url, { name: "bench hand-written", max: 10 });
const tokens = accessTokens(signingKeys(secret));
const app = express();
app.disable("etag");

const statements = {
  clients: `select json_build_object(
      'totalCount', (select count(*) from app_public.clients where status = 'active'),
      'nodes', (select json_agg(json_build_object('rowId', id, 'fullName', full_name, 'bornOn', born_on, 'status', status, 'nextReviewOn', next_review_on))
                  from (select * from app_public.clients where status = 'active' order by family_name, org_id, id limit 25) page))::text as answer`,
  // With the same duty: that the plan was read is an event.
  plan: `select app_public.meal_plan_version_document($1)::text as answer
           from app_hidden.record_reads(json_build_array(json_build_object('subject', 'meal_plan_version', 'id', $1::uuid, 'part', 'meal_plan_version_document')))`,
  logs: "select app_public.log_batch($1)::text as answer",
};

const run = async (request: Request, name: keyof typeof statements, values: unknown[]) => {
  const identity = tokens.verify(String(request.headers.authorization).slice(7));
  if (!identity) throw new Error("not signed in");
  return withIdentity(pool, identity, async (sql: pg.PoolClient) => {
    const { rows } = await sql.query<{ answer: string }>({ name, text: statements[name], values });
    return rows[0]!.answer;
  });
};
app.use(json());
app.post("/clients", async (request, response) => void response.type("json").send(await run(request, "clients", [])));
app.post("/plan", async (request, response) => void response.type("json").send(await run(request, "plan", [request.body.id])));
app.post("/logs", async (request, response) => void response.type("json").send(await run(request, "logs", [JSON.stringify(request.body.events)])));
const server = app.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));
