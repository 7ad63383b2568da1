import type { Capability } from "../graphql/capability.d.ts";

/** The roles of DESIGN §3. */
export type Role = "org_admin" | "dietitian" | "assistant" | "researcher" | "client";

/** Where a person may be: an organisation as a member of its staff, or a client's record, their own or a dependant's. */
export interface Place {
  organizationId: string;
  organizationName: string;
  role: Role;
  title: string | null;
  /** Null for a client. */
  memberId: string | null;
  /** Null for staff. */
  clientId: string | null;
  clientName: string | null;
  /** The record is a dependant's, for whom this person acts. */
  isGuardian: boolean;
}

/** Who is signed in and where, as the server says it at sign-in and at each refresh. */
export interface Identity {
  userId: string;
  name: string;
  email: string;
  /** False: it was only typed so far, and no link for a forgotten password is mailed there. */
  isEmailConfirmed: boolean;
  /** Null for a client. */
  memberId: string | null;
  /** Null for staff. */
  clientId: string | null;
  clientName: string | null;
  isGuardian: boolean;
  role: Role;
  /** Such as "nutritionist". */
  title: string | null;
  /** What the grants and policies of the database let this role do. */
  capabilities: readonly Capability[];
  organization: {
    id: string;
    name: string;
    timeZone: string;
    /** Of figures on the screen; amounts travel in kcal, kg and cm. */
    energyUnit: "kcal" | "kJ";
    unitSystem: "metric" | "us";
  };
  /** Everywhere that this person may be, here included. */
  places: readonly Place[];
}

export const roleTitles: Record<Role, string> = {
  org_admin: "Administrator",
  dietitian: "Dietitian",
  assistant: "Assistant",
  researcher: "Researcher",
  client: "Client",
};

/** What somebody is in a place: `nutritionist`, `Dietitian`, `Client`, or for whom they act: `For Anna Berg`. */
export function placeRole({ role, title, clientName, isGuardian }: Pick<Place, "role" | "title" | "clientName" | "isGuardian">): string {
  return isGuardian ? `For ${clientName}` : (title ?? roleTitles[role]);
}

/** Whether a place is where the person is now. */
export function isHere(place: Place, { organization, memberId, clientId }: Identity): boolean {
  return place.organizationId === organization.id && place.memberId === memberId && place.clientId === clientId;
}
