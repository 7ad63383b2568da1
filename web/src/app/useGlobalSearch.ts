import { useQuery } from "@urql/vue";
import { refDebounced } from "@vueuse/core";
import { computed, shallowRef } from "vue";
import type { RouteLocationRaw } from "vue-router";

import { planPage, PlanLine } from "../features/meal-plans/plan-versions.ts";
import { graphql, readFragment } from "../graphql/graphql.ts";
import { problemOf } from "../graphql/problems.ts";
import { formatDay } from "../ui/numbers/dates.ts";

export interface Hit {
  id: string;
  kind: "Clients" | "Meal plans";
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
    }
  `,
  [PlanLine],
);

/** Clients and plans whose name contains what is typed, among those that the person may see. */
export function useGlobalSearch() {
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
    return [...clients, ...plans];
  });

  return {
    words,
    hits,
    problem: computed(() => (error.value ? problemOf(error.value) : null)),
    /** Everything typed has been answered. */
    isSettled: computed(() => asked.value !== "" && asked.value === words.value.trim() && !fetching.value),
  };
}
