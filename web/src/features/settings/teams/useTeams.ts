import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { TeamFields } from "./team-fields.ts";

const TeamList = graphql(
  `
    query TeamList {
      teams(first: 100) {
        nodes {
          id
          ...TeamFields
        }
      }
    }
  `,
  [TeamFields],
);

/** The teams in use and those archived, each by name. */
export function useTeams() {
  const { data, error, executeQuery } = useQuery({ query: TeamList, variables: {} });
  const all = computed(() =>
    (data.value?.teams?.nodes ?? []).flatMap((node) => (node ? [readFragment(TeamFields, node)] : [])).sort((a, b) => a.name.localeCompare(b.name)),
  );
  return {
    teams: computed(() => all.value.filter(({ archivedAt }) => !archivedAt)),
    archived: computed(() => all.value.filter(({ archivedAt }) => archivedAt)),
    isLoaded: computed(() => data.value !== undefined),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
