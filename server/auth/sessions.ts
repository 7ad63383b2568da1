import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { onBehalfOf, type RoleName } from "../platform/database.ts";

/** web: the refresh token lives in a cookie; mobile: in the app's own store. */
export type Channel = "web" | "mobile";

/** Where a person may be signed in: a membership, their own client record, or that of somebody whose guardian they are. */
export type Place = {
  organizationId: string;
  organizationName: string;
  role: RoleName;
  title: string | null;
  memberId: string | null;
  clientId: string | null;
  clientName: string | null;
  isGuardian: boolean;
};

/** Who is signed in, where, and where else they could be. */
export type SignedIn = {
  userId: string;
  name: string;
  email: string;
  /** False: it was only typed, and no link for a forgotten password goes there. */
  isEmailConfirmed: boolean;
  memberId: string | null;
  clientId: string | null;
  clientName: string | null;
  isGuardian: boolean;
  role: RoleName;
  title: string | null;
  /** What the role may do, as app_public.permissions() names it. */
  capabilities: string[];
  organization: {
    id: string;
    name: string;
    timeZone: string;
    locale: string;
    requiresSecondFactor: boolean;
    /** What its screens show; see `update_organization`. */
    energyUnit: "kcal" | "kJ";
    unitSystem: "metric" | "us";
  };
  places: Place[];
};

/** What a caller names a place by; without anything, the first that suits the channel. */
export type PlaceName = { organizationId?: string | undefined; clientId?: string | undefined };

/** Time without use after which a session ends. A phone in daily use stays signed in; a browser left alone does not for long. */
const LIFETIME: Record<Channel, string> = { web: "7 days", mobile: "90 days" };
export const WEB_SESSION_SECONDS = 7 * 24 * 3600;
/** A rotated token that comes again within this time is a second tab or a lost answer, not a thief. */
const GRACE = "10 seconds";

export type Session = { sessionId: string; identity: SignedIn; channel: Channel; refreshToken: string };

/** See `app_private.rotate_session`. */
export type Refusal = "unknown" | "reused" | "no_such_place" | "second_factor_required";

export type Sessions = {
  /** Who a person would be there; null when they have no such place. */
  look(userId: string, place: PlaceName, channel: Channel): Promise<SignedIn | null>;
  /** Null when the person has no such place. */
  start(request: { requestId: string; userId: string; place: PlaceName; channel: Channel; device: string; hasSecondFactor: boolean }): Promise<Session | null>;
  /** `reused` when a stolen or very late token was shown: its session has ended now. With a place, the session moves there. */
  refresh(requestId: string, token: string, place: PlaceName): Promise<Session | Refusal>;
  end(requestId: string, token: string): Promise<void>;
};

export function sessions(pool: pg.Pool): Sessions {
  return {
    async look(userId, place, channel) {
      const { rows } = await pool.query<{ identity: SignedIn | null }>("select app_private.session_identity($1, $2, $3, false, $4) as identity", [
        userId, place.organizationId ?? null, place.clientId ?? null, channel,
      ]);
      return rows[0]?.identity ?? null;
    },
    async start({ requestId, userId, place, channel, device, hasSecondFactor }) {
      const refreshToken = newToken();
      const { rows } = await onBehalfOf(pool, { requestId }, (sql) =>
        sql.query<{ started: { sessionId: string; identity: SignedIn } | null }>("select app_private.start_session($1, $2, $3, $4, $5, $6, $7, $8) as started", [
          userId, place.organizationId ?? null, place.clientId ?? null, channel, device, hasSecondFactor, hashOf(refreshToken), LIFETIME[channel],
        ]));
      const started = rows[0]?.started;
      return started ? { ...started, channel, refreshToken } : null;
    },
    async refresh(requestId, token, place) {
      const refreshToken = newToken();
      type Answer = { outcome: "rotated"; channel: Channel; sessionId: string; identity: SignedIn } | { outcome: Refusal };
      const { rows } = await onBehalfOf(pool, { requestId }, (sql) =>
        sql.query<{ answer: Answer }>("select app_private.rotate_session($1, $2, $3, $4, $5, $6, $7) as answer", [
          hashOf(token), hashOf(refreshToken), GRACE, LIFETIME.web, LIFETIME.mobile, place.organizationId ?? null, place.clientId ?? null,
        ]));
      const answer = rows[0]!.answer;
      if (answer.outcome !== "rotated") return answer.outcome;
      return { sessionId: answer.sessionId, identity: answer.identity, channel: answer.channel, refreshToken };
    },
    async end(requestId, token) {
      await onBehalfOf(pool, { requestId }, (sql) => sql.query("select app_private.end_session($1)", [hashOf(token)]));
    },
  };
}

/** 256 random bits. */
export const newToken = () => randomBytes(32).toString("base64url");
export const hashOf = (token: string) => createHash("sha256").update(token).digest();
