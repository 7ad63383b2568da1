import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { holdsFrom } from "../../clients/care/care-team.ts";

/** How many clients a member of staff cares for by assignments of their own, today or later, counted up to 200; null while it is asked for. */
export function useCareCount(memberId: string, today: string) {
  const { data } = useQuery({
    query: graphql(`
      query CareOfMember($memberId: UUID!) {
        membership(rowId: $memberId) {
          id
          careAssignmentsByMemberId(first: 200, orderBy: [PRIMARY_KEY_DESC]) {
            nodes {
              id
              clientId
              startsOn
              endsOn
            }
          }
        }
      }
    `),
    variables: { memberId },
    requestPolicy: "network-only",
  });
  return computed(() => {
    const cares = data.value?.membership?.careAssignmentsByMemberId.nodes;
    return cares ? new Set(cares.flatMap((care) => (care && holdsFrom(care, today) ? [care.clientId] : []))).size : null;
  });
}
