import { useIntervalFn } from "@vueuse/core";
import { shallowRef } from "vue";

import type { Refusal } from "./auth-api.ts";
import type { Problem } from "../graphql/problems.ts";

/** A password or a code, asked for once more, does not fit. */
const wrongProof = "TF080";

/** One request about signing in or one's own account: busy while it runs, what went wrong after it, and how long to wait after too many tries. */
export function useAttempt() {
  const isBusy = shallowRef(false);
  const problem = shallowRef<Problem | null>(null);
  /** What was typed as proof does not fit: nothing else went wrong. */
  const isWrong = shallowRef(false);
  const secondsToWait = shallowRef(0);

  const { resume, pause } = useIntervalFn(() => {
    secondsToWait.value -= 1;
    if (secondsToWait.value <= 0) pause();
  }, 1000, { immediate: false });

  /** Answers null when it was refused, or may not be tried yet. */
  async function attempt<Answer extends { ok: true }>(ask: () => Promise<Answer | Refusal>): Promise<Answer | null> {
    if (isBusy.value || secondsToWait.value > 0) return null;
    isBusy.value = true;
    const answer = await ask();
    isBusy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    isWrong.value = !answer.ok && (answer.problem.code === wrongProof || answer.problem.code === "TF401");
    if (answer.ok) return answer;
    if (answer.problem.kind === "throttled") {
      secondsToWait.value = answer.problem.retryAfter ?? 60;
      resume();
    }
    return null;
  }

  return { isBusy, problem, isWrong, secondsToWait, attempt };
}
