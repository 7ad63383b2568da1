import { computed, reactive } from "vue";
import { useClientHandle } from "@urql/vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { problemOf, problemOfUnexpected, type Problem } from "../../../graphql/problems.ts";
import type { SafetyDecision } from "../../medical/decisions/useDecisions.ts";
import { parseFindings } from "../../medical/findings/finding.ts";
import { endedAssignment, type RunningPlan } from "../assign/running-plan.ts";

/** What the template says of the days, for all that get it. */
export interface RollOutPeriod {
  startsOn: string;
  /** Exclusive; null = until further notice. */
  endsOn: string | null;
  /** What each client reads beside the plan; of what is prepared, what whoever reviews it reads. */
  note: string;
}

/** Who may publish assigns; who may not prepares drafts, which stand on the worklist of reviews. */
export type RollOutTask = "assign" | "prepare";

/**
 * One client of the roll-out. `decide`: a finding asks for a decision; `overlap`: another plan is assigned then; `draft`: it waits as a
 * draft on the worklist, for the reason that the problem says; `kept`: the plan that runs goes on, nothing was made; `prepared`: ready for
 * review; `failed`: nothing is known to have been done.
 */
export interface RollOutLine {
  clientId: string;
  name: string;
  /** Of the plan that somebody prepared before; null = it gets the template's. */
  planName: string | null;
  /** The same ids for every try, so that what was done once is never done twice. */
  planId: string;
  assignmentId: string;
  /** The plan that the client follows on the first day, and what becomes of it. */
  running: RunningPlan;
  state: "chosen" | "running" | "assigned" | "prepared" | "kept" | "decide" | "overlap" | "draft" | "failed";
  versionId: string | null;
  problem: Problem | null;
  /** How many decisions publishing what was prepared will ask for. */
  asked: number;
}

/** A client's draft from this template that somebody made ready for review. */
export interface PreparedPlan {
  clientId: string;
  clientName: string;
  planId: string;
  planName: string;
  versionId: string;
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

const Prepare = graphql(`
  mutation PrepareTemplate($input: PrepareTemplateInput!) {
    prepareTemplate(input: $input) {
      result
    }
  }
`);

/** Gives one template to several clients, one after the other: each in a step of its own, so that one that fails holds up nobody. */
export function useTemplateRollOut(templateVersionId: () => string, task: () => RollOutTask) {
  const { client } = useClientHandle();
  const lines = reactive<RollOutLine[]>([]);

  function add(clientId: string, name: string, prepared?: PreparedPlan): void {
    if (lines.some((line) => line.clientId === clientId)) return;
    lines.push({
      ...{ clientId, name, planName: prepared?.planName ?? null, planId: prepared?.planId ?? newId(), versionId: prepared?.versionId ?? null },
      ...{ assignmentId: newId(), running: null, state: "chosen", problem: null, asked: 0 },
    });
  }
  function remove(clientId: string): void {
    const at = lines.findIndex((line) => line.clientId === clientId && line.state === "chosen");
    if (at >= 0) lines.splice(at, 1);
  }

  async function run(line: RollOutLine, period: RollOutPeriod, decisions: SafetyDecision[] = []): Promise<void> {
    line.state = "running";
    line.problem = null;
    const input = { id: line.planId, mealPlanVersionId: templateVersionId(), clientId: line.clientId, name: line.planName, ...period };
    if (task() === "prepare") {
      const { data, error } = await client.mutation(Prepare, { input }).toPromise();
      if (error) fail(line, problemOf(error));
      else takePrepared(line, data?.prepareTemplate?.result as Prepared | null | undefined);
      return;
    }
    const more = { newAssignmentId: line.assignmentId, decisions, endAssignmentId: endedAssignment(line.running) };
    const { data, error } = await client.mutation(Assign, { input: { ...input, ...more } }).toPromise();
    if (error) fail(line, problemOf(error));
    else take(line, data?.assignTemplate?.result as Answer | null | undefined);
  }

  /** All that are not done yet, in their order; whose plan goes on gets no other one. */
  async function runAll(period: RollOutPeriod): Promise<void> {
    for (const line of lines) {
      if (line.state === "chosen" && line.running?.fate === "stays") line.state = "kept";
      else if (line.state === "chosen" || line.state === "failed") await run(line, period);
    }
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
    /** How far it is, in the words of whoever reads it: "2 assigned, 1 waiting". */
    outcome: computed(() =>
      [
        ...(task() === "assign" ? [`${count("assigned")} assigned`] : [`${count("prepared")} ready for review`]),
        ...([["waiting", count("decide", "overlap", "draft")], ["kept", count("kept")], ["not done", count("failed")]] as const).flatMap(([words, n]) => (n ? [`${n} ${words}`] : [])),
      ].join(", "),
    ),
    done: computed(() => lines.length - count("chosen", "running")),
  };
}

const waitsFor: Record<string, RollOutLine["state"]> = { TF022: "decide", TF023: "decide", TF024: "overlap" };

function fail(line: RollOutLine, problem: Problem): void {
  line.state = "failed";
  line.problem = problem;
}

interface Prepared {
  mealPlanVersionId: string;
  findings: unknown;
}

function takePrepared(line: RollOutLine, answer: Prepared | null | undefined): void {
  if (!answer) return fail(line, problemOfUnexpected());
  line.state = "prepared";
  line.versionId = answer.mealPlanVersionId;
  line.asked = new Set(parseFindings(answer.findings).map(({ ruleCode }) => ruleCode)).size;
}

function take(line: RollOutLine, answer: Answer | null | undefined): void {
  if (!answer) return fail(line, problemOfUnexpected());
  line.versionId = answer.mealPlanVersionId;
  if (answer.status === "assigned") {
    line.state = "assigned";
    return;
  }
  line.state = waitsFor[answer.code ?? ""] ?? "draft";
  line.problem = { kind: "refused", message: answer.message ?? "", ...(answer.code && { code: answer.code }), ...(answer.detail && { detail: answer.detail }) };
}
