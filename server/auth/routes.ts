import { type Response, Router } from "express";
import { jsonBody } from "../http/request-shape.ts";
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from "./access-tokens.ts";
import type { Credentials } from "./credentials.ts";
import type { LoginThrottle } from "./login-throttle.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";
import { sessionRoutes } from "./session-routes.ts";
import type { Session, Sessions, SignedIn } from "./sessions.ts";

/** What login and refresh answer. `refreshToken` is for mobile only: on the web it is in a cookie that scripts cannot read. */
export type SessionAnswer = { accessToken: string; expiresIn: number; refreshToken?: string; identity: SignedIn };

/** What the routes of signing in work with. */
export type AuthParts = { sessions: Sessions; credentials: Credentials; tokens: AccessTokens; throttle: LoginThrottle; cookie: RefreshCookie };
export type AnswerSession = (response: Response, session: Session) => void;

/** Everything under `/api/v1/auth`. */
export function authRoutes(parts: AuthParts): Router {
  const router = Router();
  router.use(...jsonBody({ limit: 8 * 1024, isRequired: false }));
  const answer: AnswerSession = (response, { sessionId, identity, channel, refreshToken }) => {
    const accessToken = parts.tokens.sign({
      userId: identity.userId,
      orgId: identity.organization.id,
      role: identity.role,
      memberId: identity.memberId ?? undefined,
      clientId: identity.clientId ?? undefined,
      sessionId,
    });
    if (channel === "web") parts.cookie.write(response, refreshToken);
    const body: SessionAnswer = { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, ...(channel === "mobile" && { refreshToken }), identity };
    response.json(body);
  };
  router.use(sessionRoutes(parts, answer));
  return router;
}
