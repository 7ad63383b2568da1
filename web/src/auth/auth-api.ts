import { parseProblem, problemOfNetwork, type Problem } from "../graphql/problems.ts";
import type { Identity } from "./identity.ts";

/** What signing in answers for the web: the refresh token travels in an HttpOnly cookie that we never see. */
export interface AccessGrant {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  identity: Identity;
  /** Only where a second factor has just been set up: shown this once. */
  recoveryCodes?: string[];
}

/** The password was right; a code is asked for as well. */
export interface SecondFactorAsked {
  /** Names this attempt in the next step. */
  challenge: string;
  /** False: the organisation requires a second factor, and the person has none yet. */
  enrolled: boolean;
  organizationName: string;
}

export type Refusal = { ok: false; status: number; problem: Problem };
export type AuthAnswer = { ok: true; answer: unknown } | Refusal;

/** Posts to `/api/v1/auth/<path>` without a token; never throws: an unreachable server is status 0. */
export function postAuth(path: string, body: object = {}): Promise<AuthAnswer> {
  return readAuth(() =>
    fetch(`/api/v1/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      credentials: "same-origin",
      body: JSON.stringify(body),
    }),
  );
}

/** Sends, and reads what comes back: an answer (null where there is none), or a problem in words. */
export async function readAuth(send: () => Promise<Response>): Promise<AuthAnswer> {
  let response: Response;
  try {
    response = await send();
  } catch {
    return { ok: false, status: 0, problem: problemOfNetwork() };
  }
  const answer: unknown = await response.json().catch(() => null);
  return response.ok ? { ok: true, answer } : { ok: false, status: response.status, problem: parseProblem(answer, response) };
}

export function isGrant(value: unknown): value is AccessGrant {
  return typeof value === "object" && value !== null && "accessToken" in value && "identity" in value;
}

/** The second factor that an answer asks for, if it does. */
export function secondFactorOf(value: unknown): SecondFactorAsked | null {
  const asked = typeof value === "object" && value !== null && "secondFactor" in value ? value.secondFactor : null;
  return typeof asked === "object" && asked !== null && "challenge" in asked ? (asked as SecondFactorAsked) : null;
}
