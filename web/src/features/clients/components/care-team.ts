import { graphql } from "../../../graphql/graphql.ts";

/** Who cares for the client, past and present. */
export const CareTeamFields = graphql(`
  fragment CareTeamFields on Client {
    id
    careAssignments(first: 50) {
      nodes {
        id
        rowId
        memberId
        startsOn
        endsOn
        member {
          id
          title
          role
          user {
            id
            displayName
          }
        }
      }
    }
  }
`);
