import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { parseFood } from "./food-document.ts";

const Vocabularies = graphql(`
  query FoodFormVocabularies {
    nutrients(first: 200) {
      nodes {
        rowId
        name
        unit
        isPanel
        isSummable
        sortOrder
      }
    }
    foodGroups(first: 100) {
      nodes {
        code
        name
      }
    }
  }
`);

const FormFood = graphql(`
  query FormFood($foodId: UUID!) {
    foodDocument(foodId: $foodId)
  }
`);

/** What the form of a food begins with: the nutrients, the groups, and the food that is changed or copied, as it is now. */
export function useFoodFormData(foodId: () => string | null) {
  const vocabularies = useQuery({ query: Vocabularies, requestPolicy: "cache-first" });
  const asked = useQuery({ query: FormFood, variables: () => ({ foodId: foodId() ?? "" }), pause: () => foodId() === null, requestPolicy: "network-only" });
  const nutrients = computed(() =>
    (vocabularies.data.value?.nutrients?.nodes ?? [])
      .flatMap((node) => (node ? [{ ...node, id: node.rowId }] : []))
      .toSorted((a, b) => a.sortOrder - b.sortOrder),
  );
  return {
    nutrients,
    groups: computed(() => (vocabularies.data.value?.foodGroups?.nodes ?? []).flatMap((node) => (node ? [node] : [])).toSorted((a, b) => a.name.localeCompare(b.name))),
    food: computed(() => parseFood(asked.data.value?.foodDocument)),
    isLoaded: computed(() => nutrients.value.length > 0 && (foodId() === null || asked.data.value !== undefined)),
    error: computed(() => vocabularies.error.value ?? asked.error.value),
    /** Done when what is there now has been read. */
    refresh: async () => {
      await Promise.all([
        vocabularies.executeQuery({ requestPolicy: "network-only" }),
        ...(foodId() === null ? [] : [asked.executeQuery({ requestPolicy: "network-only" })]),
      ]);
    },
  };
}
