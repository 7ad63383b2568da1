import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { hashSync, type Options, verifySync } from "@node-rs/argon2";

/** What a thread is asked, and answers. */
export type Job = { password: string; cost: Options } | { password: string; passwordHash: string };
export type Outcome = { answer: string | boolean } | { fault: string };

/** A tenth of the weight of the others when they want the same core; all of it when they do not. */
const NICENESS = 10;
// On Linux this means the calling thread alone; elsewhere it would mean the whole process.
if (process.platform === "linux") setPriority(NICENESS);

parentPort?.on("message", (job: Job) => {
  parentPort!.postMessage(outcomeOf(job));
});

function outcomeOf(job: Job): Outcome {
  try {
    return { answer: "cost" in job ? hashSync(job.password, job.cost) : verifySync(job.passwordHash, job.password) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "argon2 failed" };
  }
}
