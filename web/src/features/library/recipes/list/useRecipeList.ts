import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { useAddressPage, useAddressSetter, useAddressState } from "../../../../ui/address-state.ts";
import { parseRecipeList } from "../recipe-document.ts";

const RecipeList = graphql(`
  query RecipeList($query: String!, $shown: String!, $skip: Int!, $first: Int!) {
    recipeList(query: $query, shown: $shown, skip: $skip, first: $first)
  }
`);

export const pageSize = 25;
export type ShownRecipes = "all" | "own" | "archived";

/** The list of recipes as the address bar describes it. */
export function useRecipeList() {
  const set = useAddressSetter();
  const search = useAddressState("q", "");
  const shown = useAddressState<ShownRecipes>("shown", "all");
  const page = useAddressPage();
  const { data, error, fetching, stale, executeQuery } = useQuery({
    query: RecipeList,
    variables: () => ({ query: search.value, shown: shown.value, skip: (page.value - 1) * pageSize, first: pageSize }),
    requestPolicy: "cache-and-network",
  });

  return {
    search: computed({ get: () => search.value, set: (value) => set({ q: value || undefined, page: undefined }) }),
    shown: computed({ get: () => shown.value, set: (value) => set({ shown: value === "all" ? undefined : value, page: undefined }) }),
    page,
    list: computed(() => parseRecipeList(data.value?.recipeList)),
    error,
    isStale: computed(() => (fetching.value || stale.value) && data.value !== undefined),
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
