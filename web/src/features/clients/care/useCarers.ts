import { useQuery } from "@urql/vue";
import { computed, type MaybeRefOrGetter, toValue } from "vue";

import { roleTitles } from "../../../auth/identity.ts";
import { graphql } from "../../../graphql/graphql.ts";
import type { LookupChoice } from "../../../ui/fields/LookupField.vue";

const Carers = graphql(`
  query Carers {
    memberships(first: 200) {
      nodes {
        id
        rowId
        role
        title
        status
        user {
          id
          displayName
        }
      }
    }
    teams(first: 200) {
      nodes {
        id
        rowId
        name
        archivedAt
      }
    }
  }
`);

/** Whom a client can be given to: active members of staff but researchers, and teams in use. Asked for while it is needed. */
export function useCarers(isNeeded: MaybeRefOrGetter<boolean>) {
  const { data, fetching } = useQuery({ query: Carers, variables: {}, pause: () => !toValue(isNeeded) });
  const members = computed<LookupChoice[]>(() =>
    (data.value?.memberships?.nodes ?? []).flatMap((member) =>
      member && member.status === "active" && member.role !== "researcher"
        ? [{ id: member.rowId, title: member.user?.displayName ?? "", detail: member.title ?? roleTitles[member.role] }]
        : [],
    ),
  );
  const teams = computed<LookupChoice[]>(() =>
    (data.value?.teams?.nodes ?? []).flatMap((team) => (team && !team.archivedAt ? [{ id: team.rowId, title: team.name, detail: "Team" }] : [])),
  );
  return { members, teams, isLoading: fetching };
}
