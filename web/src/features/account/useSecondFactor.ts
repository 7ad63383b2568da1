import { shallowRef } from "vue";

import { askAccount } from "../../auth/authorized-fetch.ts";
import type { Problem } from "../../graphql/problems.ts";

export interface SecondFactor {
  enabled: boolean;
  enabledAt: string | null;
  recoveryCodesLeft: number;
  /** Names of the person's organisations that require one. */
  requiredBy: string[];
}

/** Whether the signed-in person has a second factor; `load` reads it again. */
export function useSecondFactor() {
  const secondFactor = shallowRef<SecondFactor | null>(null);
  const problem = shallowRef<Problem | null>(null);

  async function load(): Promise<void> {
    const answer = await askAccount("second-factor");
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) secondFactor.value = answer.answer as SecondFactor;
  }

  return { secondFactor, problem, load };
}
