import { Failure } from "../http/failure.ts";

const SHORTEST = 12;
const LONGEST = 128;

const REASONS = {
  too_short: `A password needs at least ${SHORTEST} characters.`,
  too_long: `A password has at most ${LONGEST} characters.`,
  common: "This password is one of those that are tried first. Choose another, such as a few words that do not belong together.",
  contains_address: "A password must not contain the e-mail address.",
};

/**
 * Length is what protects, so there are no rules about kinds of characters (NIST SP 800-63B, 5.1.1.2): only what is short, what
 * everybody tries, and one's own address is refused.
 * @throws Failure TF082 whose detail names the reason
 */
export async function requireGoodPassword(password: string, email: string): Promise<void> {
  const reason = await whatIsWrong(password.normalize("NFKC"), email);
  if (reason) throw new Failure(400, "TF082", REASONS[reason], { reason });
}

async function whatIsWrong(password: string, email: string): Promise<keyof typeof REASONS | null> {
  const length = [...password].length;
  if (length < SHORTEST) return "too_short";
  if (length > LONGEST) return "too_long";
  if (containsAddress(password.toLowerCase(), email.toLowerCase())) return "contains_address";
  return (await isCommon(password.toLowerCase())) ? "common" : null;
}

/** The whole address, or the part before the @ where it is long enough not to be there by chance. */
function containsAddress(password: string, email: string): boolean {
  const name = email.slice(0, email.lastIndexOf("@"));
  return password.includes(email) || (name.length >= 4 && password.includes(name));
}

let commonOnes: Promise<Set<string>> | undefined;

/** A list of 49 000 from leaks, read when the first password is set. */
const commonPasswords = () =>
  (commonOnes ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => new Set(dictionary["passwords-common"].map(String))));

/** A common one, also with digits and signs around it or written twice, and what consists of a few characters only. */
async function isCommon(password: string): Promise<boolean> {
  if (new Set(password).size < 5) return true;
  const common = await commonPasswords();
  const bare = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const half = password.slice(0, Math.ceil(password.length / 2));
  return [password, bare, ...(half + half.slice(0, password.length - half.length) === password ? [half] : [])].some((one) => common.has(one));
}
