import { useClientHandle } from "@urql/vue";
import { watchDebounced } from "@vueuse/core";
import { computed, shallowRef } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { problemOf, type Problem } from "../../../../graphql/problems.ts";
import { parseHits, type LibraryHit } from "./library-hit.ts";

const searchQuery = graphql(`
  query LibrarySearch($query: String!, $clientId: UUID, $first: Int) {
    searchFoods(query: $query, clientId: $clientId, first: $first)
  }
`);

/** Searches the library while somebody types; an answer that was overtaken by a newer question is dropped. */
export function useLibrarySearch(clientId: string | null) {
  const { client } = useClientHandle();
  const query = shallowRef("");
  /** Null while nothing was asked. */
  const hits = shallowRef<LibraryHit[] | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isSearching = shallowRef(false);
  /** The question that `hits` answer; what is typed may be ahead of it. */
  const answered = shallowRef("");
  let asked = 0;

  async function search(): Promise<void> {
    asked += 1;
    const number = asked;
    const text = query.value.trim();
    if (text === "") {
      hits.value = null;
      answered.value = "";
      problem.value = null;
      isSearching.value = false;
      return;
    }
    isSearching.value = true;
    const variables = { query: text, clientId, first: 30 };
    const result = await client.query(searchQuery, variables, { requestPolicy: "network-only" }).toPromise();
    if (number !== asked) return;
    isSearching.value = false;
    problem.value = result.error ? problemOf(result.error) : null;
    if (result.error) return;
    hits.value = parseHits(result.data?.searchFoods);
    answered.value = text;
  }

  watchDebounced(query, search, { debounce: 120 });
  const isCurrent = computed(() => query.value.trim() === answered.value);
  return { query, hits, problem, isSearching, isCurrent, search };
}
