import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { placeWords } from "../findings/place-words.ts";
import { AlertFields, assignmentOf, readAlert } from "./alert-fields.ts";

const AlertDetail = graphql(
  `
    query AlertDetail($id: UUID!) {
      safetyAlert(rowId: $id) {
        id
        ...AlertFields
      }
    }
  `,
  [AlertFields],
);

const MealName = graphql(`
  query AlertMealName($id: UUID!) {
    mealPlanMeal(rowId: $id) {
      id
      name
    }
  }
`);

const AlertsBeside = graphql(
  `
    query AlertsBeside($clientId: UUID!, $outcome: FindingOutcome, $severity: RuleSeverity) {
      openSafetyAlerts(clientId: $clientId, outcome: $outcome, severity: $severity, first: 200) {
        nodes {
          id
          ...AlertFields
        }
      }
    }
  `,
  [AlertFields],
);

const DecideAlert = graphql(
  `
    mutation DecideSafetyAlert($id: UUID!, $reason: String!) {
      decideSafetyAlert(input: { id: $id, reason: $reason }) {
        result {
          id
          ...AlertFields
        }
      }
    }
  `,
  [AlertFields],
);

/** The alert is not what it was: closed meanwhile, or resting on other evidence. */
const staleCodes = new Set(["TF095", "TF096"]);

/** One alert as it stands now, and where it is in the plan, in words. */
export function useAlert(id: () => string) {
  const { data, error, executeQuery } = useQuery({ query: AlertDetail, variables: () => ({ id: id() }) });
  const alert = computed(() => (data.value?.safetyAlert ? readAlert(readFragment(AlertFields, data.value.safetyAlert)) : null));
  const mealId = computed(() => alert.value?.finding.mealId ?? null);
  const meal = useQuery({ query: MealName, variables: () => ({ id: mealId.value ?? "" }), pause: () => mealId.value === null });

  const refresh = () => void executeQuery({ requestPolicy: "network-only" });

  const near = useQuery({
    query: AlertsBeside,
    variables: () => ({ clientId: alert.value?.client?.rowId ?? "", outcome: alert.value?.outcome ?? null, severity: alert.value?.severity ?? null }),
    pause: () => !alert.value?.client || alert.value.closedAt !== null,
    requestPolicy: "network-only",
  });
  /** Open alerts that say the same of other places in the same plan. */
  const beside = computed(() => {
    const one = alert.value;
    const open = (near.data.value?.openSafetyAlerts?.nodes ?? []).flatMap((node) => (node ? [readAlert(readFragment(AlertFields, node))] : []));
    if (!one || one.closedAt) return [];
    return open.filter((other) => other.rowId !== one.rowId && other.ruleCode === one.ruleCode && assignmentOf(other)?.rowId === assignmentOf(one)?.rowId);
  });

  const decision = useAction(DecideAlert);
  /**
   * Records a decision about it, and with `everywhere` the same about those beside it, each by itself; answers how many were taken. Where
   * one is refused, those before it stay decided. An alert that is not what it was is loaded anew.
   */
  async function decide(reason: string, everywhere: boolean): Promise<number> {
    const ids = [id(), ...(everywhere ? beside.value.map(({ rowId }) => rowId) : [])];
    for (const [count, one] of ids.entries()) {
      if (await decision.run({ id: one, reason })) continue;
      if (staleCodes.has(decision.problem.value?.code ?? "")) refresh();
      return count;
    }
    return ids.length;
  }

  return {
    alert,
    beside,
    decide,
    isDeciding: decision.isBusy,
    decisionProblem: decision.problem,
    /** There is no such alert, or it is not the person's to see. */
    isMissing: computed(() => data.value !== undefined && alert.value === null),
    assignment: computed(() => (alert.value ? assignmentOf(alert.value) : null)),
    place: computed(() => {
      if (!alert.value) return "";
      const name = meal.data.value?.mealPlanMeal?.name;
      return placeWords(alert.value.finding, assignmentOf(alert.value)?.mealPlanVersion, new Map(mealId.value && name ? [[mealId.value, name]] : []));
    }),
    error,
    refresh,
  };
}
