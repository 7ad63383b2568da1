import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { session } from "../../../auth/session.ts";
import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { dayOf } from "../../../ui/numbers/dates.ts";
import { RuleDetail } from "./rule-fields.ts";

const RuleVersions = graphql(
  `
    query RuleVersions($code: String!, $onDate: Date!) {
      ruleVersions(ruleCode: $code, first: 30) {
        nodes {
          id
          retiredAt
          ...RuleDetail
        }
      }
      inForce: ruleVersions(ruleCode: $code, first: 1) {
        nodes {
          id
          myClientCount(onDate: $onDate)
        }
      }
    }
  `,
  [RuleDetail],
);

/** A rule in all its versions, with what was decided about each; `rule` is the one in force, or the last that was. */
export function useRule(code: () => string) {
  const today = dayOf(new Date(), session.identity.value?.organization.timeZone);
  const { data, error, executeQuery } = useQuery({ query: RuleVersions, variables: () => ({ code: code(), onDate: today }) });
  const versions = computed(() => (data.value?.ruleVersions?.nodes ?? []).flatMap((node) => (node ? [readFragment(RuleDetail, node)] : [])));
  const adjustments = computed(() => versions.value.flatMap((version) => version.ruleAdjustmentsByRuleId.nodes.flatMap((node) => (node ? [node] : []))));
  const rule = computed(() => versions.value[0] ?? null);
  const adjustmentOf = (found: { rowId: string } | null | undefined) => adjustments.value.find(({ rowId }) => rowId === found?.rowId) ?? null;

  return {
    rule,
    versions,
    clientCount: computed(() => data.value?.inForce?.nodes[0]?.myClientCount ?? null),
    adjustments,
    /** What counts of it now. */
    tightening: computed(() => adjustmentOf(rule.value?.tightening)),
    switchOff: computed(() => adjustmentOf(rule.value?.switchOff)),
    reviews: computed(() => (rule.value?.ruleReviewsByRuleId.nodes ?? []).flatMap((node) => (node ? [node] : []))),
    isLoaded: computed(() => data.value !== undefined),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
