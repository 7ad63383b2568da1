import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, type VariablesOf } from "../../../graphql/graphql.ts";
import { useAddressPage, useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import type { Sort } from "../../../ui/table/columns.ts";
import { PlanLine } from "../plan-versions.ts";

const PlanList = graphql(
  `
    query PlanList($first: Int!, $offset: Int!, $filter: MealPlanFilter, $orderBy: [MealPlanOrderBy!]) {
      mealPlans(first: $first, offset: $offset, filter: $filter, orderBy: $orderBy) {
        totalCount
        nodes {
          id
          ...PlanLine
        }
      }
    }
  `,
  [PlanLine],
);

export const pageSize = 25;
export type PlanSortKey = "name" | "updated";

/** The list of clients' plans, or of templates, as the address bar describes it. */
export function usePlanList(whose: "clients" | "templates") {
  const set = useAddressSetter();
  const search = useAddressState("q", "");
  const stateText = useAddressState("state", "");
  const state = computed<"" | "archived">(() => (stateText.value === "archived" ? "archived" : ""));
  const order = useAddressState("sort", "-updated");
  const page = useAddressPage();
  const sort = computed<Sort<PlanSortKey> | null>({
    get: (): Sort<PlanSortKey> => ({ key: order.value.endsWith("name") ? "name" : "updated", descending: order.value.startsWith("-") }),
    set: (value) => set({ sort: value ? `${value.descending ? "-" : ""}${value.key}` : undefined, page: undefined }),
  });

  const variables = computed<VariablesOf<typeof PlanList>>(() => ({
    first: pageSize,
    offset: (page.value - 1) * pageSize,
    filter: {
      archivedAt: { isNull: state.value !== "archived" },
      clientId: { isNull: whose === "templates" },
      ...(search.value && { name: { includesInsensitive: search.value } }),
    },
    orderBy: orderOf(sort.value),
  }));
  const { data, error, fetching, stale, executeQuery } = useQuery({ query: PlanList, variables });

  return {
    search: computed({ get: () => search.value, set: (value) => set({ q: value || undefined, page: undefined }) }),
    state: computed({ get: () => state.value, set: (value) => set({ state: value || undefined, page: undefined }) }),
    sort,
    page,
    connection: computed(() => data.value?.mealPlans ?? null),
    error,
    isStale: computed(() => (fetching.value || stale.value) && data.value !== undefined),
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}

function orderOf(sort: Sort<PlanSortKey> | null): NonNullable<VariablesOf<typeof PlanList>["orderBy"]> {
  if (sort?.key === "name") return [sort.descending ? "NAME_DESC" : "NAME_ASC", "PRIMARY_KEY_ASC"];
  return [sort?.descending === false ? "UPDATED_AT_ASC" : "UPDATED_AT_DESC", "PRIMARY_KEY_ASC"];
}
