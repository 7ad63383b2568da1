import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { RoleName } from "../platform/database.ts";
import { passwordMatches } from "./passwords.ts";

/** web: the refresh token lives in a cookie; mobile: in the app's own store. */
export type Channel = "web" | "mobile";

/** Who is signed in, where, and where else they could be. */
export type SignedIn = {
  userId: string;
  name: string;
  email: string;
  memberId: string | null;
  clientId: string | null;
  role: RoleName;
  title: string | null;
  /** What the role may do, as app_public.permissions() names it. */
  capabilities: string[];
  organization: { id: string; name: string; timeZone: string; locale: string };
  organizations: { id: string; name: string; role: RoleName }[];
};

/** Time without use after which a session ends. A phone in daily use stays signed in; a browser left alone does not for long. */
const LIFETIME: Record<Channel, string> = { web: "7 days", mobile: "90 days" };
export const WEB_SESSION_SECONDS = 7 * 24 * 3600;
/** A rotated token that comes again within this time is a second tab or a lost answer, not a thief. */
const GRACE = "10 seconds";

export type Refreshed = { identity: SignedIn; channel: Channel; refreshToken: string };

export type Sessions = {
  /** The user's id when address and password belong together, else null; equally slow for unknown addresses. */
  checkPassword(email: string, password: string): Promise<string | null>;
  /** Null when the person has no place in that organisation. */
  start(userId: string, organizationId: string | null, channel: Channel): Promise<Refreshed | null>;
  /** `reused` when a stolen or very late token was shown: its whole family is signed out now. */
  refresh(token: string): Promise<Refreshed | "unknown" | "reused">;
  end(token: string): Promise<void>;
};

export function sessions(pool: pg.Pool): Sessions {
  return {
    async checkPassword(email, password) {
      const { rows } = await pool.query<{ user_id: string; password_hash: string }>("select * from app_private.find_credentials($1)", [email]);
      return (await passwordMatches(rows[0]?.password_hash, password)) ? (rows[0]?.user_id ?? null) : null;
    },
    async start(userId, organizationId, channel) {
      const refreshToken = newToken();
      const { rows } = await pool.query<{ identity: SignedIn | null }>("select app_private.start_session($1, $2, $3, $4, $5) as identity", [
        userId, organizationId, channel, hashOf(refreshToken), LIFETIME[channel],
      ]);
      const identity = rows[0]?.identity;
      return identity ? { identity, channel, refreshToken } : null;
    },
    async refresh(token) {
      const refreshToken = newToken();
      const { rows } = await pool.query<{ answer: { outcome: string; channel: Channel; identity: SignedIn } }>(
        "select app_private.rotate_session($1, $2, $3, $4, $5) as answer",
        [hashOf(token), hashOf(refreshToken), GRACE, LIFETIME.web, LIFETIME.mobile],
      );
      const answer = rows[0]?.answer;
      if (answer?.outcome === "rotated") return { identity: answer.identity, channel: answer.channel, refreshToken };
      return answer?.outcome === "reused" ? "reused" : "unknown";
    },
    async end(token) {
      await pool.query("select app_private.end_session($1)", [hashOf(token)]);
    },
  };
}

/** 256 random bits. */
const newToken = () => randomBytes(32).toString("base64url");
const hashOf = (token: string) => createHash("sha256").update(token).digest();
