import { roleTitles, type Role } from "../../auth/identity.ts";

/** What an invitation says before it is accepted. */
export interface Invitation {
  kind: "member" | "client" | "guardian";
  organizationName: string;
  /** Null where it was handed over as a code: whoever accepts says theirs. */
  email: string | null;
  role: Role | null;
  title: string | null;
  /** Somebody has that address already: their password proves that it is them. */
  hasAccount: boolean;
}

export function isInvitation(value: unknown): value is Invitation {
  return typeof value === "object" && value !== null && "organizationName" in value && "hasAccount" in value;
}

/** Who invites whom to what, in one sentence. */
export function invitationSentence({ kind, organizationName, role, title }: Invitation): string {
  if (kind === "client") return `${organizationName} invites you to follow your plan in the TrackForge app.`;
  if (kind === "guardian") return `${organizationName} invites you to follow the plan of somebody you look after, and to log for them, in the TrackForge app.`;
  return `${organizationName} invites you to work with them, as ${(title ?? (role ? roleTitles[role] : "a member")).toLowerCase()}.`;
}
