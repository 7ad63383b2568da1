import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** Who may act for the client, now and before. */
export const GuardianFields = graphql(`
  fragment GuardianFields on Client {
    id
    clientGuardians(first: 20) {
      nodes {
        id
        rowId
        relationship
        startedOn
        endedOn
        user {
          id
          displayName
          email
        }
      }
    }
  }
`);

export type Guardian = NonNullable<ResultOf<typeof GuardianFields>["clientGuardians"]["nodes"][number]>;
