import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import type { FilterNames } from "./search-filters.ts";

const namesQuery = graphql(`
  query LibraryFilterNames {
    allergens(first: 100) {
      nodes {
        id
        code
        name
      }
    }
    foodGroups(first: 100) {
      nodes {
        id
        code
        name
      }
    }
    tags(first: 200) {
      nodes {
        id
        code
        kind
        name
      }
    }
    nutrientClaims(first: 100) {
      nodes {
        id
        code
        name
        sortOrder
      }
    }
    nutrients(first: 200) {
      nodes {
        id
        code
        name
        isPanel
        isSummable
        sortOrder
      }
    }
  }
`);

/** Names that a filter can be chosen by. */
export function useFilterNames() {
  const { data } = useQuery({ query: namesQuery, requestPolicy: "cache-first" });
  const listed = <Node>(nodes: readonly (Node | null)[] | null | undefined): Node[] => (nodes ?? []).flatMap((node) => (node ? [node] : []));
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
  const inOrder = (a: { sortOrder: number }, b: { sortOrder: number }): number => a.sortOrder - b.sortOrder;
  return computed(
    (): FilterNames => ({
      freeOf: listed(data.value?.allergens?.nodes).sort(byName),
      groups: listed(data.value?.foodGroups?.nodes).sort(byName),
      tags: listed(data.value?.tags?.nodes).filter(({ kind }) => kind === "food").sort(byName),
      claims: listed(data.value?.nutrientClaims?.nodes).sort(inOrder),
      nutrients: listed(data.value?.nutrients?.nodes).filter(({ isPanel, isSummable }) => isPanel && isSummable).sort(inOrder),
    }),
  );
}
