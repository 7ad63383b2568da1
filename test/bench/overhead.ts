import { Agent } from "node:http";
import { randomBytes } from "node:crypto";
import pg from "pg";
import { accessTokens } from "../../server/auth/access-tokens.ts";
import { signingKeys } from "../../server/auth/signing-keys.ts";
import { type Identity, identitySettings } from "../../server/platform/database.ts";
import { figure, median, quantile } from "./figures.ts";
import { startProcess } from "./http.ts";
import { send, type Target } from "./load.ts";
import type { Stage } from "./stage.ts";

const REQUESTS = 1500;
const WARM_UP = 300;

/**
 * What an authenticated request adds to its query: one request after the other over one kept connection, in turn with the same
 * query on a connection that already has the role and the identity, so that nothing but the query is timed there.
 */
export async function benchOverhead(stage: Pick<Stage, "authenticatorUrl" | "owner" | "dietitian">): Promise<void> {
  const { rows } = await stage.owner.query<{ id: string }>("select client_id as id from app_public.care_assignments where member_id = $1 limit 1", [stage.dietitian.memberId]);
  const id = rows[0]!.id;
  const secret = randomBytes(32).toString("hex");
  const api = await startProcess("api-process.ts", stage.authenticatorUrl, secret);
  const direct = await connectAs(stage.authenticatorUrl, stage.dietitian);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const target: Target = {
    ...api, path: "/api/v1/graphql", token: accessTokens(signingKeys(secret)).sign(stage.dietitian),
    body: () => JSON.stringify({ query: "query($id: UUID!) { client(rowId: $id) { rowId fullName bornOn status nextReviewOn } }", variables: { id } }),
  };
  const query = {
    name: "client",
    text: "select id, full_name, born_on, status, next_review_on from app_public.clients where id = $1",
    values: [id],
  };
  const throughApi: number[] = [];
  const straight: number[] = [];
  for (let run = 0; run < REQUESTS + WARM_UP; run += 1) {
    const started = performance.now();
    await send(target, agent);
    const answered = performance.now();
    await direct.query(query);
    const done = performance.now();
    if (run < WARM_UP) continue;
    throughApi.push(answered - started);
    straight.push(done - answered);
  }
  agent.destroy();
  await direct.end();
  api.child.kill();
  const [request, alone] = [median(throughApi), median(straight)];
  figure("one client through the API", `p50 ${request.toFixed(2)} ms, p99 ${quantile(throughApi, 0.99).toFixed(2)} ms`);
  figure("the same query straight through the pool", `p50 ${alone.toFixed(2)} ms, p99 ${quantile(straight, 0.99).toFixed(2)} ms`);
  figure("overhead of an authenticated request", `p50 ${(request - alone).toFixed(2)} ms`, "1.5 ms");
}

/** A connection of the server's login that stays that person: for measuring only, the product's settings end with each transaction. */
async function connectAs(url: string, identity: Identity): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const [name, value] of Object.entries(identitySettings(identity))) await client.query("select set_config($1, $2, false)", [name, value]);
  return client;
}
