import type { Task } from "graphile-worker";
import { z } from "zod";
import { MailFault } from "../../server/platform/mail.ts";
import { asJob, requestIdOf } from "../job-context.ts";
import { letter } from "../mail/message.ts";
import { secretLink } from "../mail/secret-link.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ orgId: z.guid(), invitationId: z.guid(), userId: z.guid().nullish() });

type Invited = {
  email: string; kind: "member" | "client" | "guardian"; role: string | null; title: string | null; organization_name: string; invited_by: string | null;
  has_account: boolean; expires_at: Date; time_zone: string;
};

/**
 * Mails an invitation, with a new secret each time: the link that was mailed before no longer counts. Why one did not leave is
 * written on the invitation, for whoever invited.
 */
export function sendInvitation({ ownerPool, mail, publicUrl }: Pick<WorkerOptions, "ownerPool" | "mail" | "publicUrl">): Task {
  return async (payload, { job }) => {
    const { orgId, invitationId, userId } = payloadSchema.parse(payload);
    const identity = { orgId, userId: userId ?? undefined, requestId: requestIdOf(payload, job.id) };
    const { link, tokenHash } = secretLink(publicUrl, "invitation");
    const { rows } = await asJob(ownerPool, identity, (sql) =>
      sql.query<Invited>("select * from app_private.begin_invitation_mail($1, $2, $3)", [orgId, invitationId, tokenHash]));
    if (!rows[0]) return; // accepted, revoked or expired meanwhile
    const finish = (error: string | null) => asJob(ownerPool, identity, (sql) => sql.query("select app_private.finish_invitation_mail($1, $2, $3)", [orgId, invitationId, error]));
    try {
      await mail.send(invitationLetter(rows[0], link));
    } catch (error) {
      await finish(error instanceof MailFault ? error.message : "The message could not be sent.");
      throw error;
    }
    await finish(null);
  };
}

const AS: Record<string, string> = { org_admin: "an administrator", dietitian: "a dietitian", assistant: "an assistant", researcher: "a researcher" };

/** Names nobody but who invites: a message may be read by others, and must not tell who is a client. */
function invitationLetter({ email, kind, role, title, organization_name: organization, invited_by: inviter, has_account, expires_at, time_zone }: Invited, link: string) {
  const who = inviter ? `${inviter} of ${organization}` : organization;
  const to = {
    member: `invites you to work with them in TrackForge as ${title ?? AS[role ?? ""] ?? "a colleague"}.`,
    client: "invites you to follow your plan in TrackForge.",
    guardian: "invites you to TrackForge, to act for somebody whose guardian you are.",
  }[kind];
  const until = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: time_zone }).format(expires_at);
  return letter(email, `${organization} invites you to TrackForge`, {
    greeting: "Hello,",
    paragraphs: [`${who} ${to}`, has_account ? "You have a TrackForge account already: accept with its password." : "Accept, and choose a password:"],
    link,
    linkText: "Accept the invitation",
    after: [`The link works once, until ${until}.`, "If you do not know who this is, you need not do anything."],
  });
}
