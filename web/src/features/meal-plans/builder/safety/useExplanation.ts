import { useQuery } from "@urql/vue";
import { computed, type MaybeRefOrGetter, toValue } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { parseContributors, type Contributor, type Finding } from "../../../medical/findings/finding.ts";
import { useBuilder } from "../useBuilder.ts";

const ExplainFinding = graphql(`
  query ExplainFinding($versionId: UUID!, $clientId: UUID!, $keys: [String]!) {
    explainFinding(mealPlanVersionId: $versionId, clientId: $clientId, keys: $keys) {
      nodes {
        key
        contributors
      }
    }
  }
`);

/** What the values of findings are made of, asked for when somebody wants to know. Values of foods are not said of tags and allergens. */
export function useExplanation(findings: MaybeRefOrGetter<Finding[]>, isWanted: MaybeRefOrGetter<boolean>) {
  const { plan } = useBuilder();
  const keys = computed(() => toValue(findings).flatMap(({ key, nutrientCode }) => (nutrientCode ? [key] : [])));
  const { data, error, fetching, executeQuery } = useQuery({
    query: ExplainFinding,
    variables: () => ({ versionId: plan.value.version.id, clientId: plan.value.client?.id ?? "", keys: keys.value }),
    pause: () => !toValue(isWanted) || keys.value.length === 0 || !plan.value.client,
    requestPolicy: "network-only", // of another revision the same value may be made of other items
  });

  const byKey = computed(() => {
    const nodes = data.value?.explainFinding?.nodes ?? [];
    return new Map<string, Contributor[]>(nodes.flatMap((node) => (node?.key ? [[node.key, parseContributors(node.contributors)]] : [])));
  });

  return {
    contributorsOf: (finding: Finding): Contributor[] | undefined => byKey.value.get(finding.key),
    error,
    isLoading: computed(() => fetching.value && toValue(isWanted)),
    retry: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
