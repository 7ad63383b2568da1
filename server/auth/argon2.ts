import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Options } from "@node-rs/argon2";
import type { Job, Outcome } from "./argon2-thread.ts";
import { takingTurns } from "./taking-turns.ts";

/** One core is left to everything else; more than three never hash at once. */
const THREADS = Math.max(1, Math.min(3, availableParallelism() - 1));

/**
 * Hashing takes a core for tens of milliseconds, on purpose. So it has threads of its own, which yield to the rest of the machine
 * (the event loop, the database), and few of them: the others wait, and when too many wait they are told to come again.
 */
const inTurn = takingTurns({ atOnce: THREADS, waiting: 60 });
const free: Worker[] = [];

/** @throws TooBusy */
export const argon2Hash = (password: string, cost: Options): Promise<string> => ask<string>({ password, cost });
/** @throws TooBusy; or when the hash is none */
export const argon2Verify = (passwordHash: string, password: string): Promise<boolean> => ask<boolean>({ password, passwordHash });

const ask = <T extends string | boolean>(job: Job): Promise<T> =>
  inTurn(async () => {
    const thread = free.pop() ?? new Worker(new URL("./argon2-thread.ts", import.meta.url));
    const outcome = await answerOf(thread, job);
    free.push(thread); // one that failed is not used again
    if ("fault" in outcome) throw new Error(outcome.fault);
    return outcome.answer as T;
  });

async function answerOf(thread: Worker, job: Job): Promise<Outcome> {
  const heard = new AbortController();
  const { signal } = heard;
  thread.ref();
  thread.postMessage(job);
  try {
    const [outcome] = (await Promise.race([once(thread, "message", { signal }), ended(thread, signal)])) as [Outcome];
    return outcome;
  } finally {
    heard.abort();
    thread.unref(); // an idle one does not keep the program from ending
  }
}

/** Rejects when the thread ends, whatever the reason. */
async function ended(thread: Worker, signal: AbortSignal): Promise<never> {
  await once(thread, "exit", { signal });
  throw new Error("The thread that hashes ended.");
}
