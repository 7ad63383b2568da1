import type { Capability } from "../graphql/capability.d.ts";

/** The roles of DESIGN §3. */
export type Role = "org_admin" | "dietitian" | "assistant" | "researcher" | "client";

/** Who is signed in and where, as the server says it at sign-in and at each refresh. */
export interface Identity {
  userId: string;
  name: string;
  email: string;
  /** Null for a client. */
  memberId: string | null;
  role: Role;
  /** Such as "nutritionist". */
  title: string | null;
  /** What the grants and policies of the database let this role do. */
  capabilities: readonly Capability[];
  organization: { id: string; name: string; timeZone: string };
}

export const roleTitles: Record<Role, string> = {
  org_admin: "Administrator",
  dietitian: "Dietitian",
  assistant: "Assistant",
  researcher: "Researcher",
  client: "Client",
};
