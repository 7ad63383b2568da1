import type { Environment } from "../server/platform/environment.ts";
import { Fault } from "./fault.ts";

/** What must be set in production beside the secrets, and what must not: whoever forgot it hears it at the start. */
export function requireProductionSettings({ DEMO_PASSWORD, PUBLIC_URL, SMTP_URL, MAIL_FROM }: Environment): void {
  if (DEMO_PASSWORD) throw new Fault("DEMO_PASSWORD is set, but production refuses demo data: unset it.");
  if (!PUBLIC_URL?.startsWith("https:")) {
    throw new Fault("In production PUBLIC_URL must be the https:// address that people use: passwords and cookies do not travel unencrypted.");
  }
  if (SMTP_URL && !MAIL_FROM) throw new Fault("SMTP_URL is set, so MAIL_FROM must say who sends, such as TrackForge <no-reply@example.org>.");
}
