import type { Task } from "graphile-worker";
import { z } from "zod";
import { letter } from "../mail/message.ts";
import { secretLink } from "../mail/secret-link.ts";
import type { WorkerOptions } from "../run.ts";

const payloadSchema = z.object({ userId: z.guid() });
const LIFETIME = "7 days";

/** Mails a link that proves an address which was only typed. It names nobody: a stranger may read it. */
export function sendAddressConfirmation({ ownerPool, mail, publicUrl }: Pick<WorkerOptions, "ownerPool" | "mail" | "publicUrl">): Task {
  return async (payload) => {
    const { userId } = payloadSchema.parse(payload);
    const { link, tokenHash } = secretLink(publicUrl, "confirm-address");
    const { rows } = await ownerPool.query<{ email: string | null }>("select app_private.begin_address_confirmation($1, $2, $3) as email", [userId, tokenHash, LIFETIME]);
    const email = rows[0]?.email;
    if (!email) return; // proven meanwhile
    await mail.send(letter(email, "Confirm your address for TrackForge", {
      greeting: "Hello,",
      paragraphs: ["Somebody, hopefully you, signs in to TrackForge with this address. With this link and your password you confirm that it is yours:"],
      link,
      linkText: "Confirm the address",
      after: [
        "It works once, for 7 days. Until the address is confirmed, we cannot help here with a forgotten password.",
        "If it was not you, somebody mistyped their address, and you need not do anything.",
      ],
    }));
  };
}
