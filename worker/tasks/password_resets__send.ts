import type { Task } from "graphile-worker";
import { z } from "zod";
import { letter } from "../mail/message.ts";
import { secretLink } from "../mail/secret-link.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ email: z.string() });
const LIFETIME = "1 hour";

/** Mails a link that resets the password, if somebody has the address; otherwise nothing leaves, and nobody hears about it. */
export function sendPasswordReset({ ownerPool, mail, publicUrl }: Pick<WorkerOptions, "ownerPool" | "mail" | "publicUrl">): Task {
  return async (payload) => {
    const { email } = payloadSchema.parse(payload);
    const { link, tokenHash } = secretLink(publicUrl, "reset-password");
    const { rows } = await ownerPool.query<{ email: string; display_name: string }>("select * from app_private.begin_password_reset($1, $2, $3)", [email, tokenHash, LIFETIME]);
    const person = rows[0];
    if (!person) return;
    await mail.send(letter(person.email, "Choose a new password for TrackForge", {
      greeting: `Hello ${person.display_name},`,
      paragraphs: ["Somebody, hopefully you, asked for a new TrackForge password for this address. With this link you choose one:"],
      link,
      linkText: "Choose a new password",
      after: [
        "It works once, for one hour, and signs you out wherever you are signed in.",
        "If it was not you, you need not do anything: your password stays as it is.",
      ],
    }));
  };
}
