import { useQuery } from "@urql/vue";
import { refDebounced } from "@vueuse/core";
import { computed, shallowRef, type Ref } from "vue";

import { graphql } from "../../graphql/graphql.ts";
import type { LookupChoice } from "../../ui/fields/LookupField.vue";

/** Clients whose name contains what is typed, and the one that is already chosen (so that a link can name it). */
export function useClientChoices(chosenId: Ref<string | null>) {
  const search = shallowRef("");
  const debounced = refDebounced(search, 150);

  const found = useQuery({
    query: graphql(`
      query FindClients($name: String!) {
        clients(first: 20, filter: { fullName: { includesInsensitive: $name }, status: { notEqualTo: archived } }, orderBy: [FAMILY_NAME_ASC]) {
          nodes {
            id
            rowId
            fullName
            bornOn
          }
        }
      }
    `),
    variables: () => ({ name: debounced.value }),
  });
  const chosen = useQuery({
    query: graphql(`
      query ChosenClient($rowId: UUID!) {
        client(rowId: $rowId) {
          id
          rowId
          fullName
          bornOn
        }
      }
    `),
    variables: () => ({ rowId: chosenId.value ?? "" }),
    pause: () => chosenId.value === null,
  });

  const choices = computed<LookupChoice[]>(() => {
    const lines = [chosenId.value ? chosen.data.value?.client : null, ...(found.data.value?.clients?.nodes ?? [])];
    const unique = new Map(lines.flatMap((line) => (line ? [[line.rowId, line] as const] : [])));
    return [...unique.values()].map((line) => ({
      id: line.rowId,
      title: line.fullName ?? "",
      detail: line.bornOn ? `born ${line.bornOn}` : undefined,
    }));
  });

  return { search, choices, isLoading: found.fetching, chosenName: computed(() => (chosenId.value && chosen.data.value?.client?.fullName) || null) };
}
