import { createTransport } from "nodemailer";
import type { Log } from "./log.ts";

/** smtp: messages are sent; log: they are written to the log, for development; none: there is no way to send any. */
export type MailMode = "smtp" | "log" | "none";

export type Message = { to: string; subject: string; text: string; html: string };

export type Mail = {
  /** @throws MailFault with a sentence for people */
  send(message: Message): Promise<void>;
  close(): void;
};

/** A message did not leave. The sentence is for whoever asked for it, and says nothing of the mail server's own words. */
export class MailFault extends Error {
  override name = "MailFault";
}

/** How messages leave: without an SMTP server development writes them to the log, and production has no way. */
export const mailMode = (environment: { NODE_ENV: string; SMTP_URL?: string | undefined }): MailMode =>
  environment.SMTP_URL ? "smtp" : environment.NODE_ENV === "production" ? "none" : "log";

/** @param options.from the sender, as "Name <address>" */
export function createMail(options: { mode: MailMode; smtpUrl?: string | undefined; from: string; log: Log }): Mail {
  const { mode, from, log } = options;
  if (mode !== "smtp") {
    return {
      async send({ to, subject, text }) {
        if (mode === "none") throw new MailFault("This installation cannot send e-mail.");
        log.info(`Without SMTP_URL this message stays here.\nTo: ${to}\nSubject: ${subject}\n\n${text}`);
      },
      close() {},
    };
  }
  const transport = createTransport(options.smtpUrl, { from });
  return {
    async send(message) {
      await transport.sendMail({ ...message, headers: { "auto-submitted": "auto-generated" } }).catch((error: unknown) => {
        throw new MailFault(faultOf(error as { responseCode?: number; code?: string }), { cause: error });
      });
    },
    close: () => transport.close(),
  };
}

function faultOf({ responseCode, code }: { responseCode?: number; code?: string }): string {
  if (code === "EAUTH") return "The mail server did not accept our login.";
  if (responseCode === undefined) return "The mail server could not be reached.";
  return responseCode >= 500 ? "The mail server refused the message: the address may be wrong." : "The mail server could not take the message for now.";
}
