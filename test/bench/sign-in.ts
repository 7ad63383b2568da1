import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { accessTokens } from "../../server/auth/access-tokens.ts";
import { signingKeys } from "../../server/auth/signing-keys.ts";
import { figure, median, quantile } from "./figures.ts";
import { startProcess } from "./http.ts";
import { send, type Target } from "./load.ts";
import type { Stage } from "./stage.ts";

const ROUNDS = 3;
const SECONDS = 6;
/** People who sign in at the same time, again and again. */
const PEOPLE = 40;
/** A small query every so many milliseconds, whatever the server does: what other people would wait. */
const EVERY_MS = 10;

/** What people who work feel while others sign in as fast as the server checks passwords. */
export async function benchSignIn(stage: Pick<Stage, "owner" | "authenticatorUrl" | "dietitian">): Promise<void> {
  const emails = Array.from({ length: PEOPLE }, (_, n) => `signs-in-${n}@bench.test`);
  await stage.owner.query(
    `with people as (insert into app_public.users (email, display_name) select e, 'Bench' from unnest($1::text[]) e returning id),
          secrets as (insert into app_private.user_credentials (user_id, password_hash)
                      select p.id, c.password_hash from people p, app_private.user_credentials c join app_public.users u on u.id = c.user_id where u.email = 'dietitian@demo.test')
     insert into app_public.memberships (org_id, user_id, role) select $2, id, 'assistant' from people`,
    [emails, stage.dietitian.orgId],
  );
  const secret = randomBytes(32).toString("hex");
  const api = await startProcess("api-process.ts", stage.authenticatorUrl, secret);
  const query: Target = {
    ...api, path: "/api/v1/graphql", token: accessTokens(signingKeys(secret)).sign(stage.dietitian),
    body: () => JSON.stringify({ query: "{ clients(first: 1) { nodes { rowId } } }" }),
  };
  try {
    await probe(query, 2); // warm
    await signInFor(api, emails, 1);
    const rounds: { idle: number[]; busy: number[]; signIns: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const idle = await probe(query, SECONDS);
      const [busy, signIns] = await Promise.all([probe(query, SECONDS), signInFor(api, emails, SECONDS)]);
      rounds.push({ idle, busy, signIns: signIns / SECONDS });
    }
    const p99 = (pick: (round: (typeof rounds)[number]) => number[]) => median(rounds.map((round) => quantile(pick(round), 0.99)));
    const told = (pick: (round: (typeof rounds)[number]) => number[]) => `p50 ${median(rounds.map((round) => median(pick(round)))).toFixed(1)} ms, p99 ${p99(pick).toFixed(1)} ms`;
    figure("a small query, idle", told(({ idle }) => idle));
    figure("the same while people sign in at full rate", `${told(({ busy }) => busy)} (${median(rounds.map(({ signIns }) => signIns)).toFixed(0)} sign-ins/s)`);
    const ratios = rounds.map(({ idle, busy }) => quantile(busy, 0.99) / quantile(idle, 0.99));
    figure("p99 beside sign-ins over p99 idle", `${median(ratios).toFixed(1)} (${ratios.map((ratio) => ratio.toFixed(1)).join(" ")})`, "below 5");
  } finally {
    api.child.kill();
  }
}

/** Sends at a steady pace, also while earlier answers are still awaited, and answers how long each took. */
async function probe(target: Target, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const sent: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n * EVERY_MS < seconds * 1000; n += 1) {
    await pause(Math.max(0, started + n * EVERY_MS - performance.now()));
    const began = performance.now();
    sent.push(send(target, agent).then(() => void times.push(performance.now() - began)));
  }
  await Promise.all(sent);
  agent.destroy();
  return times;
}

/** A process of its own signs everybody in as often as they are let; answers how many times it worked. */
async function signInFor({ port }: { port: number }, emails: string[], seconds: number): Promise<number> {
  const child = fork(join(import.meta.dirname, "sign-in-process.ts"), [String(port), String(seconds), ...emails]);
  const [message] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`Signing in ended with exit code ${code}.`))),
  ])) as [{ signIns: number }];
  return message.signIns;
}
