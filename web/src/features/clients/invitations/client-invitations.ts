import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** What was made just now: a code that is shown this once, or none where a link is mailed. */
export const NewInvitationFields = graphql(`
  fragment NewInvitationFields on NewInvitation {
    invitationId
    code
    expiresAt
  }
`);

export type MadeInvitation = ResultOf<typeof NewInvitationFields>;

/** An invitation about a client that nobody has accepted yet. */
export const ClientInvitation = graphql(`
  fragment ClientInvitation on Invitation {
    id
    rowId
    kind
    email
    relationship
    expiresAt
    sentAt
    deliveryError
    revokedAt
  }
`);

export type OpenInvitation = ResultOf<typeof ClientInvitation>;
