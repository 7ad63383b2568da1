import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import type { Problem } from "../../../graphql/problems.ts";
import { addDays, formatDay } from "../../../ui/numbers/dates.ts";
import { AssignmentFields, type Assignment } from "../../clients/components/assignment-fields.ts";

/** What a client follows when another plan is to begin, and what is in its way later. */
export interface PlansInPeriod {
  /** It runs on the first day and began before: it could end the day before. */
  running: Assignment | null;
  /** Others that lie in the period: they have to be cancelled or ended by somebody who looks at them. */
  inTheWay: Assignment[];
}

/** The plan that runs on the first day, and what was decided of it: null = none runs; `open` = nothing is decided yet. */
export type RunningPlan = { assignmentId: string; fate: "open" | "ends" | "stays" } | null;

/** The assignment that ends the day before, if that was decided. */
export const endedAssignment = (running: RunningPlan): string | null => (running?.fate === "ends" ? running.assignmentId : null);

/** Of the client's assignments, those that a period from `startsOn` to `endsOn` (exclusive; null = open) would meet. */
export function plansInPeriod(assignments: readonly Assignment[], startsOn: string, endsOn: string | null): PlansInPeriod {
  const met = assignments.filter(
    (one) => one.status !== "cancelled" && startsOn !== "" && (one.endsOn === null || one.endsOn > startsOn) && (endsOn === null || one.startsOn < endsOn),
  );
  return {
    running: met.find((one) => one.startsOn < startsOn) ?? null,
    inTheWay: met.filter((one) => one.startsOn >= startsOn).sort((a, b) => a.startsOn.localeCompare(b.startsOn)),
  };
}

/** The plans that are assigned to a client, and which of them a period would meet. */
export function usePlansInPeriod(clientId: () => string | null, startsOn: () => string, endsOn: () => string | null) {
  const { data, error, executeQuery } = useQuery({
    query: graphql(
      `
        query PlansInPeriod($clientId: UUID!) {
          client(rowId: $clientId) {
            id
            mealPlanAssignments(first: 100) {
              nodes {
                id
                ...AssignmentFields
              }
            }
          }
        }
      `,
      [AssignmentFields],
    ),
    variables: () => ({ clientId: clientId() ?? "" }),
    pause: () => clientId() === null,
    requestPolicy: "cache-and-network",
  });
  const assignments = computed(() => (data.value?.client?.mealPlanAssignments.nodes ?? []).flatMap((node) => (node ? [readFragment(AssignmentFields, node)] : [])));
  return {
    plans: computed(() => plansInPeriod(assignments.value, startsOn(), endsOn())),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}

/** "Another plan is assigned from 1 Mar to 7 Mar …": what a refusal says of the other period, as people read it; null for other refusals. */
export function overlapWords(problem: Pick<Problem, "code" | "detail"> | null): string | null {
  const { code, detail } = problem ?? {};
  if (code !== "TF024" || typeof detail?.startsOn !== "string") return null;
  const until = typeof detail.endsOn === "string" ? `to ${formatDay(addDays(detail.endsOn, -1))}` : "until further notice";
  const next = detail.endsBefore === true ? "Choose what happens to it, or days outside of it." : "End that one first, or choose days outside of it.";
  return `Another plan is assigned from ${formatDay(detail.startsOn)} ${until}. ${next}`;
}
