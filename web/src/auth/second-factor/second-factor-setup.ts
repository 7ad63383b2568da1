/** What an authenticator app needs to know, as the server answers it. */
export interface SecondFactorSetup {
  /** Base32, for typing it in. */
  secret: string;
  otpauthUrl: string;
  /** The same as a picture. */
  qrSvg: string;
}

export function isSetup(value: unknown): value is SecondFactorSetup {
  return typeof value === "object" && value !== null && "secret" in value && "qrSvg" in value;
}

/** Recovery codes in an answer. */
export function recoveryCodesOf(value: unknown): string[] {
  const codes = typeof value === "object" && value !== null && "recoveryCodes" in value ? value.recoveryCodes : null;
  return Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : [];
}

/** In groups of four, so that it can be typed without losing the place. */
export function spaced(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/** What somebody typed as a code: apps show six digits with a space between. */
export function codeOf(typed: string): string {
  return typed.replaceAll(/\s/g, "");
}
