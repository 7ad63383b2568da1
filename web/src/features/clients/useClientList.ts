import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { session } from "../../auth/session.ts";
import { graphql, type VariablesOf } from "../../graphql/graphql.ts";
import { filterVariable, useAddressPage, useAddressSetter, useAddressState } from "../../ui/address-state.ts";
import type { Sort } from "../../ui/table/columns.ts";
import { ClientLine } from "./components/client-line.ts";

const ClientList = graphql(
  `
    query ClientList(
      $first: Int!
      $offset: Int!
      $filter: ClientFilter
      $orderBy: [ClientOrderBy!]
      $withRecord: Boolean!
      $byCare: Boolean!
      $memberId: UUID
      $teamId: UUID
    ) {
      clients(first: $first, offset: $offset, filter: $filter, orderBy: $orderBy) @skip(if: $byCare) {
        totalCount
        nodes {
          id
          ...ClientLine
        }
      }
      clientsInCareOf(memberId: $memberId, teamId: $teamId, first: $first, offset: $offset, filter: $filter, orderBy: $orderBy) @include(if: $byCare) {
        totalCount
        nodes {
          id
          ...ClientLine
        }
      }
    }
  `,
  [ClientLine],
);

export const pageSize = 25;
export type StatusFilter = "active" | "paused" | "archived" | "all";
export type ClientSortKey = "name" | "review";

/** Whose clients are listed: everybody's that the person sees, nobody's, or those of one member or team by its id. */
export type CareFilter = "" | "nobody" | `member:${string}` | `team:${string}`;

/** The list of clients as the address bar describes it: search, status, who cares, order and page. */
export function useClientList() {
  const set = useAddressSetter();
  const search = useAddressState("q", "");
  const status = useAddressState<StatusFilter>("status", "active");
  const care = useAddressState<CareFilter>("care", "");
  const order = useAddressState<`${"" | "-"}${ClientSortKey}`>("sort", "name");
  const page = useAddressPage();
  const sort = computed<Sort<ClientSortKey> | null>({
    get: (): Sort<ClientSortKey> => ({ key: order.value.endsWith("review") ? "review" : "name", descending: order.value.startsWith("-") }),
    set: (value) => set({ sort: value ? `${value.descending ? "-" : ""}${value.key}` : undefined, page: undefined }),
  });

  const variables = computed<VariablesOf<typeof ClientList>>(() => ({
    first: pageSize,
    offset: (page.value - 1) * pageSize,
    ...filterVariable({
      ...(search.value && { fullName: { includesInsensitive: search.value } }),
      ...(status.value !== "all" && { status: { equalTo: status.value } }),
    }),
    orderBy: orderOf(sort.value),
    // Whoever assigns care sees the whole directory, not the records.
    withRecord: !session.can("assign_care"),
    ...careVariables(session.can("clients_in_care_of") ? care.value : ""),
  }));

  const { data, error, fetching, stale, executeQuery } = useQuery({ query: ClientList, variables });
  return {
    search: computed({ get: () => search.value, set: (value) => set({ q: value || undefined, page: undefined }) }),
    status: computed({ get: () => status.value, set: (value) => set({ status: value === "active" ? undefined : value, page: undefined }) }),
    care: computed({ get: () => care.value, set: (value) => set({ care: value || undefined, page: undefined }) }),
    sort,
    page,
    connection: computed(() => data.value?.clients ?? data.value?.clientsInCareOf ?? null),
    error,
    isStale: computed(() => (fetching.value || stale.value) && data.value !== undefined),
    retry: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}

function careVariables(care: CareFilter): Pick<VariablesOf<typeof ClientList>, "byCare" | "memberId" | "teamId"> {
  const [kind, id] = care.split(":");
  return { byCare: care !== "", ...(kind === "member" && id && { memberId: id }), ...(kind === "team" && id && { teamId: id }) };
}

function orderOf(sort: Sort<ClientSortKey> | null): NonNullable<VariablesOf<typeof ClientList>["orderBy"]> {
  if (sort?.key === "review") return [sort.descending ? "NEXT_REVIEW_ON_DESC" : "NEXT_REVIEW_ON_ASC", "PRIMARY_KEY_ASC"];
  return sort?.descending ? ["FAMILY_NAME_DESC", "GIVEN_NAME_DESC"] : ["FAMILY_NAME_ASC", "GIVEN_NAME_ASC"];
}
