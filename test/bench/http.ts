import { type ChildProcess, fork } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { accessTokens } from "../../server/auth/access-tokens.ts";
import { signingKeys } from "../../server/auth/signing-keys.ts";
import type { Identity } from "../../server/platform/database.ts";
import { figure, median } from "./figures.ts";
import { type Load, load, type Target } from "./load.ts";
import type { Stage } from "./stage.ts";

const ROUNDS = 5;
const SECONDS = 4;

/** The GraphQL endpoint beside a hand-written handler, in turn, several rounds; the ratio is taken round by round. */
export async function benchHttp(stage: Stage): Promise<void> {
  const secret = randomBytes(32).toString("hex");
  const tokens = accessTokens(signingKeys(secret));
  const api = await startProcess("api-process.ts", stage.authenticatorUrl, secret);
  const hand = await startProcess("hand-written-process.ts", stage.authenticatorUrl, secret);
  const graphql = (identity: Identity, query: string, variables: () => object): Target => ({
    ...api, path: "/api/v1/graphql", token: tokens.sign(identity), body: () => JSON.stringify({ query, variables: variables() }),
  });
  const handler = (identity: Identity, path: string, body: () => object): Target => ({
    ...hand, path, token: tokens.sign(identity), body: () => JSON.stringify(body()),
  });
  const compare = async (name: string, aim: string, product: Target, reference: Target) => {
    await load(product, 2);
    await load(reference, 2);
    const rounds: { product: Load; reference: Load }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push({ product: await load(product, SECONDS), reference: await load(reference, SECONDS) });
    report(`${name}, GraphQL`, rounds.map((round) => round.product));
    report(`${name}, hand-written`, rounds.map((round) => round.reference));
    const ratios = rounds.map((round) => round.product.requestsPerSecond / round.reference.requestsPerSecond);
    figure(`${name}, ratio`, `${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`, aim);
  };

  await compare("(a) 25 of 10 000 clients, filter, count", "0.8",
    graphql(stage.admin, "query($first: Int!) { clients(first: $first, filter: {status: {equalTo: active}}, orderBy: FAMILY_NAME_ASC) { totalCount nodes { rowId fullName bornOn status nextReviewOn } } }", () => ({ first: 25 })),
    handler(stage.admin, "/clients", () => ({})));
  await compare("(b) a whole plan with its nutrition", "0.6",
    graphql(stage.dietitian, "query($id: UUID!) { mealPlanVersionDocument(mealPlanVersionId: $id) }", () => ({ id: stage.planVersionId })),
    handler(stage.dietitian, "/plan", () => ({ id: stage.planVersionId })));
  await compare("(c) a batch of two logs", "0.8",
    graphql(stage.client, "mutation($events: JSON!) { logBatch(input: {events: $events}) { result } }", () => ({ events: twoLogs() })),
    handler(stage.client, "/logs", () => ({ events: twoLogs() })));
  api.child.kill();
  hand.child.kill();
}

function twoLogs(): object[] {
  return ["Breakfast", "Lunch"].map((mealName) => ({
    type: "meal_log", id: randomUUID(), loggedOn: "2026-03-02", occurredAt: "2026-03-02T08:00:00Z", utcOffsetMinutes: 0, mealName, outcome: "unplanned",
    items: [{ freeText: "Porridge" }],
  }));
}

function report(name: string, loads: Load[]): void {
  const of = (pick: (load: Load) => number, digits: number) => median(loads.map(pick)).toFixed(digits);
  figure(name, `${of((l) => l.requestsPerSecond, 0)} requests/s, p50 ${of((l) => l.p50, 1)} ms, p99 ${of((l) => l.p99, 1)} ms, ${of((l) => l.cpuMillisecondsPerRequest, 2)} ms CPU/request`);
}

export function startProcess(file: string, url: string, secret: string): Promise<{ port: number; pid: number; child: ChildProcess }> {
  const child = fork(join(import.meta.dirname, file), [url, secret], { env: { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production" } });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve({ port: (message as { port: number }).port, pid: child.pid!, child }));
    child.once("exit", (code) => reject(new Error(`${file} ended with exit code ${code}.`)));
  });
}
