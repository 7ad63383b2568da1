import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { parseWorklist } from "../../medical/food-facts/food-facts.ts";
import { parseFood, parsePlaces } from "./food-document.ts";

const FoodPage = graphql(`
  query FoodPage($foodId: UUID!) {
    foodDocument(foodId: $foodId)
    foodPlaces(foodId: $foodId)
    allergens: foodFactWorklist(about: "allergens", foodIds: [$foodId], usedOnly: false, state: "all")
    tags: foodFactWorklist(about: "tags", foodIds: [$foodId], usedOnly: false, state: "all")
    units(first: 50) {
      nodes {
        code
        dimension
        factor
      }
    }
  }
`);

/** What an amount of a unit comes to: grams of a mass, millilitres of a volume. */
export interface UnitFactor {
  code: string;
  isVolume: boolean;
  factor: number;
}

/** A food with where it is used, what is known of it, and the factors of the units. */
export function useFood(foodId: () => string) {
  const { data, error, executeQuery } = useQuery({ query: FoodPage, variables: () => ({ foodId: foodId() }), requestPolicy: "cache-and-network" });
  return {
    food: computed(() => parseFood(data.value?.foodDocument)),
    places: computed(() => parsePlaces(data.value?.foodPlaces)),
    allergens: computed(() => parseWorklist(data.value?.allergens)),
    tags: computed(() => parseWorklist(data.value?.tags)),
    units: computed(() =>
      (data.value?.units?.nodes ?? []).flatMap((unit): UnitFactor[] =>
        unit && unit.dimension !== "count" ? [{ code: unit.code, isVolume: unit.dimension === "volume", factor: Number(unit.factor) }] : [],
      ),
    ),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
