import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { useAddressPage, useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import { parseHits } from "../search/library-hit.ts";
import { filterCount, filterVariables, noFilters, type SearchFilters } from "../search/search-filters.ts";
import type { FoodKind } from "./food-document.ts";

const OwnFoods = graphql(`
  query OwnFoods($query: String!, $archivedOnly: Boolean!, $skip: Int!, $first: Int!) {
    ownFoods(query: $query, archivedOnly: $archivedOnly, skip: $skip, first: $first)
  }
`);

const FoundFoods = graphql(`
  query FoundFoods(
    $query: String!
    $dietaryTags: [String]
    $freeOf: [String]
    $foodGroups: [String]
    $nutrientClaims: [String]
    $kinds: [String]
    $ownOnly: Boolean
    $mostOf: String
    $leastOf: String
  ) {
    searchFoods(
      query: $query
      dietaryTags: $dietaryTags
      freeOf: $freeOf
      foodGroups: $foodGroups
      nutrientClaims: $nutrientClaims
      kinds: $kinds
      ownOnly: $ownOnly
      mostOf: $mostOf
      leastOf: $leastOf
      first: 100
    )
  }
`);

export const pageSize = 50;
/** What a list of foods looks for: everything but recipes. */
export const foodKinds = ["food", "supplement", "sip_feed", "fluid"];
export type Shown = "all" | "own" | "archived";

/** A line of the list. */
export interface ListedFood {
  id: string;
  name: string;
  brand: string | null;
  group: string | null;
  kcalPer100g: number | null;
  isOwn: boolean;
  /** In 100 g, of the nutrient that the list is ordered by. */
  nutrient: { name: string; unit: string; per100g: number } | null;
  /** Why it stands there before anything is typed. */
  recency: "recent" | "client" | "frequent" | null;
  /** The other name that it was found by. */
  synonym: string | null;
  /** A word was mistyped, and this is written alike. */
  isAlike: boolean;
  kind: FoodKind | null;
  /** Of own foods. */
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
  const page = useAddressPage();

  const filterText = useAddressState("filters", "");
  /** They stand in the address, so that a list can be kept and shared. */
  const filters = computed<SearchFilters>({
    get: () => readFilters(filterText.value),
    set: (value) => set({ filters: filterCount(value) === 0 ? undefined : JSON.stringify(value), page: undefined }),
  });

  const isAll = computed(() => shown.value === "all");
  const own = useQuery({
    query: OwnFoods,
    variables: () => ({ query: search.value, archivedOnly: shown.value === "archived", skip: (page.value - 1) * pageSize, first: pageSize }),
    pause: isAll,
    requestPolicy: "cache-and-network",
  });
  const found = useQuery({
    query: FoundFoods,
    variables: () => {
      const asked = filterVariables(filters.value);
      return { query: search.value, ...asked, kinds: asked.kinds.length ? asked.kinds : foodKinds };
    },
    pause: () => !isAll.value,
    requestPolicy: "cache-and-network",
  });

  const ownAnswer = computed(() => own.data.value?.ownFoods as { total: number; foods: Omit<ListedFood, "isOwn" | "nutrient" | "recency" | "synonym" | "isAlike">[] } | null | undefined);
  const foods = computed<ListedFood[] | null>(() => {
    if (!isAll.value) return ownAnswer.value?.foods.map((food) => ({ ...food, isOwn: true, nutrient: null, recency: null, synonym: null, isAlike: false })) ?? null;
    if (!found.data.value) return null;
    return parseHits(found.data.value.searchFoods).map(({ id, name, brand, group, kcalPer100g, isOwn, foodKind, nutrient, recency, synonym, isAlike }) => ({
      id, name, brand, group, kcalPer100g, isOwn, nutrient, recency, synonym, isAlike, kind: foodKind,
    }));
  });

  return {
    search,
    shown,
    filters,
    page,
    foods,
    total: computed(() => (isAll.value ? 0 : (ownAnswer.value?.total ?? 0))),
    error: computed(() => (isAll.value ? found.error.value : own.error.value)),
    isStale: computed(() => (isAll.value ? found.fetching.value : own.fetching.value)),
    refresh: () => void (isAll.value ? found : own).executeQuery({ requestPolicy: "network-only" }),
  };
}

/** Of an address that somebody wrote, what can be read. */
function readFilters(text: string): SearchFilters {
  if (text === "") return noFilters;
  try {
    const read = JSON.parse(text) as Partial<Record<keyof SearchFilters, unknown>>;
    const list = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
    const order = read.order as { nutrient?: unknown; isLeast?: unknown } | null | undefined;
    return {
      kinds: list(read.kinds),
      groups: list(read.groups),
      tags: list(read.tags),
      freeOf: list(read.freeOf),
      claims: list(read.claims),
      isOwnOnly: read.isOwnOnly === true,
      order: typeof order?.nutrient === "string" ? { nutrient: order.nutrient, isLeast: order.isLeast === true } : null,
    };
  } catch {
    return noFilters;
  }
}
