import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** A team with everybody who belongs to it, did or will. */
export const TeamFields = graphql(`
  fragment TeamFields on Team {
    id
    rowId
    name
    archivedAt
    teamMembers(first: 50, orderBy: [PRIMARY_KEY_DESC]) {
      nodes {
        id
        rowId
        memberId
        startsOn
        endsOn
        reason
        isTakeOver
        member {
          id
          role
          title
          status
          user {
            id
            displayName
          }
        }
      }
    }
  }
`);

export type Team = ResultOf<typeof TeamFields>;
export type TeamMember = NonNullable<Team["teamMembers"]["nodes"][number]>;

export const memberName = (of: TeamMember) => of.member?.user?.displayName ?? "This person";
