import { computed, reactive } from "vue";
import { useClientHandle } from "@urql/vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { problemOf, problemOfUnexpected, type Problem } from "../../../graphql/problems.ts";
import type { SafetyDecision } from "../../medical/decisions/useDecisions.ts";

/** What the template says of the days, for all that get it. */
export interface RollOutPeriod {
  startsOn: string;
  /** Exclusive; null = until further notice. */
  endsOn: string | null;
  /** What each client reads beside the plan. */
  note: string;
}

/**
 * One client of the roll-out. `decide`: a finding asks for a decision; `overlap`: another plan is assigned then; `draft`: it waits as a
 * draft on the worklist, for the reason that the problem says; `failed`: nothing is known to have been done.
 */
export interface RollOutLine {
  clientId: string;
  name: string;
  /** The same ids for every try, so that what was done once is never done twice. */
  planId: string;
  assignmentId: string;
  endAssignmentId: string | null;
  state: "chosen" | "running" | "assigned" | "decide" | "overlap" | "draft" | "failed";
  versionId: string | null;
  problem: Problem | null;
}

interface Answer {
  status: "assigned" | "waiting";
  mealPlanId: string;
  mealPlanVersionId: string;
  code?: string;
  message?: string;
  detail?: Record<string, unknown>;
}

const Assign = graphql(`
  mutation AssignTemplate($input: AssignTemplateInput!) {
    assignTemplate(input: $input) {
      result
    }
  }
`);

/** Gives one template to several clients, one after the other: each in a step of its own, so that one that fails holds up nobody. */
export function useTemplateRollOut(templateVersionId: () => string) {
  const { client } = useClientHandle();
  const lines = reactive<RollOutLine[]>([]);

  function add(clientId: string, name: string): void {
    if (lines.some((line) => line.clientId === clientId)) return;
    lines.push({ clientId, name, planId: newId(), assignmentId: newId(), endAssignmentId: null, state: "chosen", versionId: null, problem: null });
  }
  function remove(clientId: string): void {
    const at = lines.findIndex((line) => line.clientId === clientId && line.state === "chosen");
    if (at >= 0) lines.splice(at, 1);
  }

  async function run(line: RollOutLine, period: RollOutPeriod, decisions: SafetyDecision[] = []): Promise<void> {
    line.state = "running";
    line.problem = null;
    const input = {
      ...{ id: line.planId, newAssignmentId: line.assignmentId, mealPlanVersionId: templateVersionId(), clientId: line.clientId },
      ...period,
      ...{ decisions, endAssignmentId: line.endAssignmentId },
    };
    const { data, error } = await client.mutation(Assign, { input }).toPromise();
    if (error) {
      line.state = "failed";
      line.problem = problemOf(error);
      return;
    }
    take(line, data?.assignTemplate?.result as Answer | null | undefined);
  }

  /** All that are not assigned yet, in their order. */
  async function runAll(period: RollOutPeriod): Promise<void> {
    for (const line of lines) if (line.state === "chosen" || line.state === "failed") await run(line, period);
  }

  const count = (...states: RollOutLine["state"][]) => lines.filter(({ state }) => states.includes(state)).length;
  return {
    lines,
    add,
    remove,
    run,
    runAll,
    isBusy: computed(() => count("running") > 0),
    isBegun: computed(() => lines.some(({ state }) => state !== "chosen")),
    assigned: computed(() => count("assigned")),
    waiting: computed(() => count("decide", "overlap", "draft")),
    failed: computed(() => count("failed")),
    done: computed(() => count("assigned", "decide", "overlap", "draft", "failed")),
  };
}

const waitsFor: Record<string, RollOutLine["state"]> = { TF022: "decide", TF023: "decide", TF024: "overlap" };

function take(line: RollOutLine, answer: Answer | null | undefined): void {
  if (!answer) {
    line.state = "failed";
    line.problem = problemOfUnexpected();
    return;
  }
  line.versionId = answer.mealPlanVersionId;
  if (answer.status === "assigned") {
    line.state = "assigned";
    return;
  }
  line.state = waitsFor[answer.code ?? ""] ?? "draft";
  line.problem = { kind: "refused", message: answer.message ?? "", ...(answer.code && { code: answer.code }), ...(answer.detail && { detail: answer.detail }) };
}
