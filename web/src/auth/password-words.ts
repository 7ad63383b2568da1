import type { Problem } from "../graphql/problems.ts";

export const passwordRule = "At least 12 characters, not a common one, without your address in it.";

const reasons: Record<string, string> = {
  too_short: "Use at least 12 characters",
  too_long: "Use at most 128 characters",
  common: "This password is one of those that are tried first. Choose another",
  contains_address: "Leave your email address out of the password",
};

/** What is wrong with a new password, as far as it can be told before it is sent. */
export function newPasswordError(password: string): string | undefined {
  if (password === "") return "Enter a password";
  return password.length < 12 ? reasons.too_short : undefined;
}

/** What the server says about a new password, for the field; nothing where the problem is another one. */
export function refusedPasswordError(problem: Problem | null): string | undefined {
  return problem?.code === "TF082" ? (reasons[String(problem.detail?.reason)] ?? problem.message) : undefined;
}
