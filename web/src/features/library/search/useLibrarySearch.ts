import { useClientHandle } from "@urql/vue";
import { watchDebounced } from "@vueuse/core";
import { computed, onMounted, shallowRef, type Ref } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { problemOf, type Problem } from "../../../graphql/problems.ts";
import { parseHits, type LibraryHit } from "./library-hit.ts";
import { filterVariables, type SearchFilters } from "./search-filters.ts";

const searchQuery = graphql(`
  query LibrarySearch(
    $query: String!
    $clientId: UUID
    $dietaryTags: [String]
    $freeOf: [String]
    $foodGroups: [String]
    $nutrientClaims: [String]
    $kinds: [String]
    $ownOnly: Boolean
    $mostOf: String
    $leastOf: String
    $first: Int
  ) {
    searchFoods(
      query: $query
      clientId: $clientId
      dietaryTags: $dietaryTags
      freeOf: $freeOf
      foodGroups: $foodGroups
      nutrientClaims: $nutrientClaims
      kinds: $kinds
      ownOnly: $ownOnly
      mostOf: $mostOf
      leastOf: $leastOf
      first: $first
    )
  }
`);

/** Searches the library while somebody types; an answer that was overtaken by a newer question is dropped. */
export function useLibrarySearch(clientId: () => string | null, filters: Readonly<Ref<SearchFilters>>) {
  const { client } = useClientHandle();
  const query = shallowRef("");
  /** Null while nothing was answered yet. Without words they are what is used, or whatever the filters let pass. */
  const hits = shallowRef<LibraryHit[] | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isSearching = shallowRef(false);
  /** The question that `hits` answer; what is typed or filtered may be ahead of it. */
  const answered = shallowRef<string | null>(null);
  const question = computed(() => JSON.stringify([query.value.trim(), filters.value, clientId()]));
  let asked = 0;

  async function search(): Promise<void> {
    asked += 1;
    const number = asked;
    const now = question.value;
    isSearching.value = true;
    const variables = { query: query.value.trim(), clientId: clientId(), ...filterVariables(filters.value), first: 30 };
    const result = await client.query(searchQuery, variables, { requestPolicy: "network-only" }).toPromise();
    if (number !== asked) return;
    isSearching.value = false;
    problem.value = result.error ? problemOf(result.error) : null;
    if (result.error) return;
    hits.value = parseHits(result.data?.searchFoods);
    answered.value = now;
  }

  onMounted(search);
  watchDebounced(question, search, { debounce: 120 });
  const isCurrent = computed(() => question.value === answered.value);
  return { query, hits, problem, isSearching, isCurrent, search };
}
