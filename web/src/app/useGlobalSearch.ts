import { useQuery } from "@urql/vue";
import { refDebounced } from "@vueuse/core";
import { computed, shallowRef } from "vue";
import { useRouter, type RouteLocationRaw } from "vue-router";

import { parseHits } from "../features/library/search/library-hit.ts";
import { planPage, PlanLine } from "../features/meal-plans/plan-versions.ts";
import { graphql, readFragment } from "../graphql/graphql.ts";
import { problemOf } from "../graphql/problems.ts";
import { formatDay } from "../ui/numbers/dates.ts";

export interface Hit {
  id: string;
  kind: "Clients" | "Meal plans" | "Foods" | "Recipes";
  title: string;
  detail: string;
  to: RouteLocationRaw;
}

const GlobalSearch = graphql(
  `
    query GlobalSearch($words: String!) {
      clients(first: 8, filter: { fullName: { includesInsensitive: $words } }, orderBy: [FAMILY_NAME_ASC]) {
        nodes {
          id
          rowId
          fullName
          bornOn
        }
      }
      mealPlans(first: 8, filter: { name: { includesInsensitive: $words }, archivedAt: { isNull: true } }, orderBy: [UPDATED_AT_DESC]) {
        nodes {
          id
          ...PlanLine
        }
      }
      searchFoods(query: $words, first: 8)
    }
  `,
  [PlanLine],
);

/** Clients and plans whose name contains what is typed, and foods and recipes that it names, among those that the person may see. */
export function useGlobalSearch() {
  const router = useRouter();
  const words = shallowRef("");
  const asked = refDebounced(
    computed(() => words.value.trim()),
    150,
  );
  const { data, error, fetching } = useQuery({
    query: GlobalSearch,
    variables: () => ({ words: asked.value }),
    pause: () => asked.value === "",
    requestPolicy: "network-only",
  });

  const hits = computed<Hit[]>(() => {
    if (words.value.trim() === "") return [];
    const clients = (data.value?.clients?.nodes ?? []).flatMap((client): Hit[] =>
      client
        ? [{ id: client.id, kind: "Clients", title: client.fullName ?? "", detail: client.bornOn ? `born ${formatDay(client.bornOn)}` : "", to: { name: "client", params: { clientId: client.rowId } } }]
        : [],
    );
    const plans = (data.value?.mealPlans?.nodes ?? []).flatMap((node): Hit[] => {
      if (!node) return [];
      const plan = readFragment(PlanLine, node);
      return [{ id: plan.id, kind: "Meal plans", title: plan.name, detail: plan.client?.fullName ?? "Template", to: planPage(plan) }];
    });
    const library = parseHits(data.value?.searchFoods).flatMap((found): Hit[] => {
      const isFood = found.kind === "food";
      if (!router.hasRoute(found.kind)) return [];
      const to = { name: found.kind, params: isFood ? { foodId: found.id } : { recipeId: found.id } };
      return [{ id: found.id, kind: isFood ? "Foods" : "Recipes", title: found.name, detail: found.brand ?? found.group ?? "", to }];
    });
    return [...clients, ...plans, ...library.filter(({ kind }) => kind === "Foods"), ...library.filter(({ kind }) => kind === "Recipes")];
  });

  return {
    words,
    hits,
    problem: computed(() => (error.value ? problemOf(error.value) : null)),
    /** Everything typed has been answered. */
    isSettled: computed(() => asked.value !== "" && asked.value === words.value.trim() && !fetching.value),
  };
}
