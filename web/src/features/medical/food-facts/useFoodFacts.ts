import { useClientHandle, useQuery } from "@urql/vue";
import { computed, shallowRef, watch } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { parseWorklist, type About, type FoodFact, type ListedState, type ReviewedFood } from "./food-facts.ts";

const FoodFactWorklist = graphql(`
  query FoodFactWorklist(
    $about: String!
    $codes: [String]
    $state: String!
    $query: String!
    $foodGroupCode: String
    $usedOnly: Boolean!
    $foodIds: [UUID]
    $skip: Int!
    $first: Int!
  ) {
    foodFactWorklist(
      about: $about
      codes: $codes
      state: $state
      query: $query
      foodGroupCode: $foodGroupCode
      usedOnly: $usedOnly
      foodIds: $foodIds
      skip: $skip
      first: $first
    )
  }
`);

export interface ListedFoods {
  about: About;
  /** '' = any of the columns. */
  code: string;
  state: ListedState;
  query: string;
  /** '' = any group. */
  group: string;
  usedOnly: boolean;
  skip: number;
  first: number;
}

/**
 * The foods of one page. They stay where they are while somebody reviews them, also when nothing about one is open any more; what is
 * known of them is read again after each review.
 */
export function useFoodFacts(listed: () => ListedFoods) {
  const { client } = useClientHandle();
  const { data, error, fetching, executeQuery } = useQuery({
    query: FoodFactWorklist,
    variables: () => {
      const { code, group, ...asked } = listed();
      return { ...asked, codes: code ? [code] : [], foodGroupCode: group || null, foodIds: null };
    },
    requestPolicy: "cache-and-network",
  });
  const answer = computed(() => parseWorklist(data.value?.foodFactWorklist));
  const foods = shallowRef<ReviewedFood[]>([]);
  watch(answer, (list) => (foods.value = list?.foods ?? []), { immediate: true });

  /** Shows what was just said, before the answer comes; what it answers shows again what was there, should it have failed. */
  function show(foodIds: readonly string[], change: (food: ReviewedFood) => Record<string, FoodFact | undefined>): () => void {
    const before = new Map(foods.value.filter(({ id }) => foodIds.includes(id)).map((food) => [food.id, food]));
    foods.value = foods.value.map((food) => (before.has(food.id) ? { ...food, facts: { ...food.facts, ...change(food) } } : food));
    return () => (foods.value = foods.value.map((food) => before.get(food.id) ?? food));
  }

  /**
   * Reads again what is known of the foods that are shown.
   * @param isWanted whether the answer still counts when it comes: something may have been said meanwhile
   */
  async function readAgain(isWanted: () => boolean): Promise<void> {
    const foodIds = foods.value.map(({ id }) => id);
    if (foodIds.length === 0) return;
    const { about } = listed();
    const variables = { about, codes: [], state: "all", query: "", foodGroupCode: null, usedOnly: false, foodIds, skip: 0, first: foodIds.length };
    const result = await client.query(FoodFactWorklist, variables, { requestPolicy: "network-only" }).toPromise();
    const known = new Map(parseWorklist(result.data?.foodFactWorklist)?.foods.map((food) => [food.id, food]));
    if (isWanted() && listed().about === about) foods.value = foods.value.map((food) => known.get(food.id) ?? food);
  }

  return {
    foods,
    columns: computed(() => answer.value?.columns ?? []),
    total: computed(() => answer.value?.total ?? 0),
    isLoaded: computed(() => answer.value !== null),
    isStale: fetching,
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
    show,
    readAgain,
  };
}
