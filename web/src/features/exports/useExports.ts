import { useQuery } from "@urql/vue";
import { useDocumentVisibility, useIntervalFn } from "@vueuse/core";
import { computed, watch } from "vue";

import { graphql, readFragment, type VariablesOf } from "../../graphql/graphql.ts";
import { ExportLine, isMoving } from "./export-line.ts";

const ExportList = graphql(
  `
    query ExportList($first: Int!, $offset: Int!, $filter: ExportRequestFilter) {
      exportRequests(first: $first, offset: $offset, filter: $filter, orderBy: [PRIMARY_KEY_DESC]) {
        totalCount
        nodes {
          id
          ...ExportLine
        }
      }
    }
  `,
  [ExportLine],
);

/** How often a list is asked for again while something in it is on its way. */
const everyMs = { running: 1500, waiting: 10_000 };

/** A list of exports that keeps itself current while there is something to wait for and somebody to see it. */
export function useExports(variables: () => VariablesOf<typeof ExportList>) {
  const { data, error, executeQuery } = useQuery({ query: ExportList, variables });
  const refresh = () => void executeQuery({ requestPolicy: "network-only" });

  const connection = computed(() => data.value?.exportRequests ?? null);
  const requests = computed(() => (connection.value?.nodes ?? []).flatMap((node) => (node ? [readFragment(ExportLine, node)] : [])));
  const visibility = useDocumentVisibility();
  const pace = computed(() => {
    if (visibility.value === "hidden" || !requests.value.some(isMoving)) return null;
    return requests.value.some(({ status }) => status === "approved" || status === "running") ? everyMs.running : everyMs.waiting;
  });
  const { pause, resume } = useIntervalFn(refresh, () => pace.value ?? everyMs.waiting, { immediate: false });
  watch(pace, (value) => (value === null ? pause() : resume()), { immediate: true });

  return { requests, totalCount: computed(() => connection.value?.totalCount ?? 0), isLoaded: computed(() => connection.value !== null), error, refresh };
}
