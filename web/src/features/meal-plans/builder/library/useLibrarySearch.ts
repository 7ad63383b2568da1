import { useClientHandle } from "@urql/vue";
import { watchDebounced } from "@vueuse/core";
import { computed, shallowRef } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { problemOf, type Problem } from "../../../../graphql/problems.ts";
import { parseHits, type LibraryHit } from "./library-hit.ts";

const searchQuery = graphql(`
  query LibrarySearch($query: String!, $clientId: UUID, $dietaryTags: [String], $freeOf: [String], $first: Int) {
    searchFoods(query: $query, clientId: $clientId, dietaryTags: $dietaryTags, freeOf: $freeOf, first: $first)
  }
`);

/** Searches the library while somebody types; an answer that was overtaken by a newer question is dropped. */
export function useLibrarySearch(clientId: string | null) {
  const { client } = useClientHandle();
  const query = shallowRef("");
  /** Code of a tag that foods must have, and of an allergen that they must be free of; '' = no such filter. */
  const tag = shallowRef("");
  const freeOf = shallowRef("");
  /** Null while nothing was asked. */
  const hits = shallowRef<LibraryHit[] | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isSearching = shallowRef(false);
  /** The question that `hits` answer; what is typed or filtered may be ahead of it. */
  const answered = shallowRef("");
  const question = computed(() => (query.value.trim() === "" ? "" : [query.value.trim(), tag.value, freeOf.value].join("|")));
  let asked = 0;

  async function search(): Promise<void> {
    asked += 1;
    const number = asked;
    const now = question.value;
    if (now === "") {
      hits.value = null;
      answered.value = "";
      problem.value = null;
      isSearching.value = false;
      return;
    }
    isSearching.value = true;
    const filters = { dietaryTags: tag.value ? [tag.value] : [], freeOf: freeOf.value ? [freeOf.value] : [] };
    const variables = { query: query.value.trim(), clientId, ...filters, first: 30 };
    const result = await client.query(searchQuery, variables, { requestPolicy: "network-only" }).toPromise();
    if (number !== asked) return;
    isSearching.value = false;
    problem.value = result.error ? problemOf(result.error) : null;
    if (result.error) return;
    hits.value = parseHits(result.data?.searchFoods);
    answered.value = now;
  }

  watchDebounced([query, tag, freeOf], search, { debounce: 120 });
  const isCurrent = computed(() => question.value === answered.value);
  return { query, tag, freeOf, hits, problem, isSearching, isCurrent, search };
}
