import { parseProblem, problemOfNetwork, type Problem } from "../graphql/problems.ts";
import type { Identity } from "./identity.ts";

/** What the sign-in endpoints answer for the web: the refresh token travels in an HttpOnly cookie that we never see. */
export interface AccessGrant {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  identity: Identity;
}

export type AuthAnswer = { ok: true; grant: AccessGrant } | { ok: false; status: number; problem: Problem };

/** Posts to `/api/v1/auth/<path>`; never throws: an unreachable server is status 0. */
export async function postAuth(path: "login" | "refresh" | "logout", body: object = {}): Promise<AuthAnswer> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      credentials: "same-origin",
      body: JSON.stringify(body),
    });
  } catch {
    return { ok: false, status: 0, problem: problemOfNetwork() };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && isGrant(answer)) return { ok: true, grant: answer };
  return { ok: false, status: response.status, problem: parseProblem(answer, response) };
}

function isGrant(value: unknown): value is AccessGrant {
  return typeof value === "object" && value !== null && "accessToken" in value && "identity" in value;
}
