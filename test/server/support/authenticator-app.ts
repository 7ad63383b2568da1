import { Secret, TOTP } from "otpauth";

/** What a person's authenticator app shows: the code of now, or of so many steps of 30 seconds later. */
export function authenticatorApp(otpauthUrl: string | { secret: string }): { code(stepsLater?: number): string } {
  const secret = typeof otpauthUrl === "string" ? new URL(otpauthUrl).searchParams.get("secret")! : otpauthUrl.secret;
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return { code: (stepsLater = 0) => totp.generate({ timestamp: Date.now() + stepsLater * 30_000 }) };
}
