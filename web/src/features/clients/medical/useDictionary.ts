import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import type { LookupChoice } from "../../../ui/fields/LookupField.vue";

/** The dictionaries of the medical profile: small enough to be read once and searched while typing. */
const Dictionaries = graphql(`
  query Dictionaries {
    conditions(first: 200) {
      nodes {
        id
        rowId
        name
        synonyms
        icd10Code
      }
    }
    medications(first: 200) {
      nodes {
        id
        rowId
        name
        synonyms
        isClass
        class {
          id
          name
        }
      }
    }
    allergens(first: 200) {
      nodes {
        id
        rowId
        name
        synonyms
        parent {
          id
          name
        }
      }
    }
  }
`);

type Kind = "conditions" | "medications" | "allergens";

/** The entries of one dictionary as choices, in the order of the alphabet. */
export function useDictionary(kind: Kind, isNeeded: () => boolean) {
  const { data, fetching, error } = useQuery({ query: Dictionaries, pause: () => !isNeeded(), requestPolicy: "cache-first" });

  const choices = computed<LookupChoice[]>(() => {
    const all: LookupChoice[] = [];
    if (kind === "conditions") {
      for (const entry of data.value?.conditions?.nodes ?? []) {
        if (entry) all.push({ id: entry.rowId, title: entry.name, synonyms: [...entry.synonyms, entry.icd10Code], detail: entry.icd10Code ?? undefined });
      }
    } else if (kind === "medications") {
      for (const entry of data.value?.medications?.nodes ?? []) {
        if (entry) all.push({ id: entry.rowId, title: entry.name, synonyms: entry.synonyms, detail: entry.isClass ? "class of medicines" : entry.class?.name });
      }
    } else {
      for (const entry of data.value?.allergens?.nodes ?? []) {
        if (entry) all.push({ id: entry.rowId, title: entry.name, synonyms: entry.synonyms, detail: entry.parent ? `one of: ${entry.parent.name}` : undefined });
      }
    }
    return all.sort((a, b) => a.title.localeCompare(b.title));
  });

  return { choices, isLoading: fetching, error };
}
