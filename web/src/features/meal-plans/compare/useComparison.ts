import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { parseFindings } from "../../medical/findings/finding.ts";
import type { VersionComparison } from "./comparison.ts";

/** What changed from version `a` to version `b`, asked for again whenever the page is opened: a draft changes, and so do foods. */
export function useComparison(a: () => string, b: () => string) {
  const { data, error, fetching, executeQuery } = useQuery({
    query: graphql(`
      query CompareVersions($a: UUID!, $b: UUID!) {
        compareMealPlanVersions(a: $a, b: $b)
      }
    `),
    variables: () => ({ a: a(), b: b() }),
    pause: () => a() === "" || b() === "",
    requestPolicy: "cache-and-network",
  });

  const comparison = computed((): VersionComparison | null => {
    const answer = data.value?.compareMealPlanVersions as VersionComparison | undefined;
    if (!answer) return null;
    const findings = answer.findings && { ...answer.findings, gone: parseFindings(answer.findings.gone), appeared: parseFindings(answer.findings.appeared) };
    return { ...answer, findings };
  });

  return { comparison, error, isStale: computed(() => fetching.value && data.value !== undefined), refresh: () => void executeQuery({ requestPolicy: "network-only" }) };
}
