import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { problemOf } from "../../../../graphql/problems.ts";
import { parseSubstitutes, type questionFor } from "./substitute.ts";

const substitutesQuery = graphql(`
  query BuilderSubstitutes($amount: BigFloat!, $foodId: UUID, $recipeId: UUID, $clientId: UUID, $lessOf: String, $moreOf: String) {
    substitutes(amount: $amount, foodId: $foodId, recipeId: $recipeId, clientId: $clientId, lessOf: $lessOf, moreOf: $moreOf, first: 8)
  }
`);

/** What may take the place of a food or recipe; null until the answer is there. */
export function useSubstitutes(question: () => ReturnType<typeof questionFor>) {
  const { data, error, fetching, executeQuery } = useQuery({ query: substitutesQuery, variables: question, requestPolicy: "network-only" });
  return {
    substitutes: computed(() => (data.value && !fetching.value ? parseSubstitutes(data.value.substitutes) : null)),
    problem: computed(() => (error.value ? problemOf(error.value) : null)),
    ask: () => void executeQuery(),
  };
}
