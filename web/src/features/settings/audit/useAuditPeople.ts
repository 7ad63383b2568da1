import { useQuery } from "@urql/vue";
import { computed, type Ref } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { useClientChoices } from "../../clients/useClientChoices.ts";

/** Who can be filtered by: members of the staff, the former ones included, and clients by name. */
export function useAuditPeople(clientId: Ref<string>) {
  const { data } = useQuery({
    query: graphql(`
      query AuditPeople {
        memberships(first: 200) {
          nodes {
            id
            user {
              id
              rowId
              displayName
            }
          }
        }
      }
    `),
  });
  const people = computed(() =>
    (data.value?.memberships?.nodes ?? [])
      .flatMap((member) => (member?.user ? [{ id: member.user.rowId, name: member.user.displayName }] : []))
      .sort((a, b) => a.name.localeCompare(b.name)),
  );
  const chosenClient = computed(() => clientId.value || null);
  return { people, clients: useClientChoices(chosenClient) };
}
