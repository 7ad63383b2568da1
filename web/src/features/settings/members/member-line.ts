import type { Role } from "../../../auth/identity.ts";
import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** What a line about a member of staff shows. */
export const MemberLine = graphql(`
  fragment MemberLine on Membership {
    id
    rowId
    role
    title
    status
    createdAt
    lastActiveAt
    user {
      id
      displayName
      email
    }
  }
`);

export type Member = ResultOf<typeof MemberLine>;

/** What a line about an invitation to the staff shows. */
export const InvitationLine = graphql(`
  fragment InvitationLine on Invitation {
    id
    rowId
    email
    role
    title
    expiresAt
    sentAt
    deliveryError
    revokedAt
    createdAt
    invitedByMember {
      id
      user {
        id
        displayName
      }
    }
  }
`);

export type Invitation = ResultOf<typeof InvitationLine>;

export type StaffRole = Exclude<Role, "client">;

/** What each role may do, in a sentence for whoever gives it. */
export const roleDescriptions: Record<StaffRole, string> = {
  org_admin: "Manages staff, settings and approvals. Sees every client’s directory entry, and records only of clients in their care.",
  dietitian: "Has full access to the clients in their care: records, plans, publishing and assigning.",
  assistant: "Enters data and prepares plans for the clients in their care. Does not publish, assign or export.",
  researcher: "Sees figures of groups only, and approved exports without names. No client.",
};
