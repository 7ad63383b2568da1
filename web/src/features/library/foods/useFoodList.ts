import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import type { FoodKind } from "./food-document.ts";

const OwnFoods = graphql(`
  query OwnFoods($query: String!, $archivedOnly: Boolean!, $skip: Int!, $first: Int!) {
    ownFoods(query: $query, archivedOnly: $archivedOnly, skip: $skip, first: $first)
  }
`);

const FoundFoods = graphql(`
  query FoundFoods($query: String!) {
    searchFoods(query: $query, first: 100)
  }
`);

export const pageSize = 50;
export type Shown = "all" | "own" | "archived";

/** A line of the list. */
export interface ListedFood {
  id: string;
  name: string;
  brand: string | null;
  group: string | null;
  kcalPer100g: number | null;
  /** Of own foods. */
  kind?: FoodKind;
  copiedFrom?: string | null;
  knownCount?: number;
  source?: string;
}

/** The list of foods as the address bar describes it: what a search of everything finds, or the organisation's own. */
export function useFoodList() {
  const set = useAddressSetter();
  const filter = <Value extends string>(name: string, fallback: NoInfer<Value>) => {
    const value = useAddressState<Value>(name, fallback);
    return computed({ get: () => value.value, set: (to) => set({ [name]: to === fallback ? undefined : to, page: undefined }) });
  };
  const search = filter<string>("q", "");
  const shown = filter<Shown>("show", "all");
  const pageText = useAddressState("page", "1");
  const page = computed({ get: () => Math.max(1, Math.trunc(Number(pageText.value)) || 1), set: (value) => (pageText.value = String(value)) });

  const isAll = computed(() => shown.value === "all");
  const own = useQuery({
    query: OwnFoods,
    variables: () => ({ query: search.value, archivedOnly: shown.value === "archived", skip: (page.value - 1) * pageSize, first: pageSize }),
    pause: isAll,
    requestPolicy: "cache-and-network",
  });
  const found = useQuery({
    query: FoundFoods,
    variables: () => ({ query: search.value }),
    pause: () => !isAll.value || search.value === "",
    requestPolicy: "cache-and-network",
  });

  const ownAnswer = computed(() => own.data.value?.ownFoods as { total: number; foods: ListedFood[] } | null | undefined);
  const foods = computed<ListedFood[] | null>(() => {
    if (!isAll.value) return ownAnswer.value?.foods ?? null;
    if (search.value === "") return [];
    const hits = found.data.value?.searchFoods as (ListedFood & { kind: string })[] | null | undefined;
    return hits?.filter((hit) => hit.kind === "food").map(({ kind: _, ...food }) => food) ?? null;
  });

  return {
    search,
    shown,
    page,
    foods,
    total: computed(() => (isAll.value ? 0 : (ownAnswer.value?.total ?? 0))),
    error: computed(() => (isAll.value ? found.error.value : own.error.value)),
    isStale: computed(() => (isAll.value ? found.fetching.value : own.fetching.value)),
    refresh: () => void (isAll.value ? found : own).executeQuery({ requestPolicy: "network-only" }),
  };
}
