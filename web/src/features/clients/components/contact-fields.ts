import { graphql } from "../../../graphql/graphql.ts";

/** How to reach the client, and when the client is seen again. */
export const ContactFields = graphql(`
  fragment ContactFields on Client {
    id
    rowId
    fullName
    userId
    user {
      id
      email
      emailConfirmedAt
    }
    status
    email
    phone
    timeZone
    nextReviewOn
    createdAt
    updatedAt
    updatedByName
  }
`);
