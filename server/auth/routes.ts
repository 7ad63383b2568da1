import { type RequestHandler, Router } from "express";
import { Failure } from "../http/failure.ts";
import { jsonBody } from "../http/request-shape.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { addressRoutes } from "./address-routes.ts";
import type { Addresses } from "./addresses.ts";
import type { Challenges } from "./challenges.ts";
import type { Credentials } from "./credentials.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import type { Invitations } from "./invitations.ts";
import { passwordRoutes } from "./password-routes.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";
import { secondFactorRoutes } from "./second-factor-routes.ts";
import type { SecondFactor } from "./second-factor.ts";
import { sessionRoutes } from "./session-routes.ts";
import type { Sessions } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import type { Throttle } from "./throttle.ts";

/** What the routes of signing in work with. */
export type AuthParts = {
  sessions: Sessions;
  credentials: Credentials;
  secondFactor: SecondFactor;
  invitations: Invitations;
  addresses: Addresses;
  challenges: Challenges;
  tokens: AccessTokens;
  throttle: Throttle;
  cookie: RefreshCookie;
};

/** Everything under `/api/v1/auth`. */
export function authRoutes(parts: AuthParts, options: { isProduction: boolean }): Router {
  const router = Router();
  if (options.isProduction) router.use(encryptedOnly);
  router.use(...jsonBody({ limit: 8 * 1024, isRequired: false }));
  const signingIn = signIn(parts);
  router.use(sessionRoutes(parts, signingIn), secondFactorRoutes(parts, signingIn), passwordRoutes(parts), addressRoutes(parts), invitationRoutes(parts, signingIn));
  return router;
}

/** Passwords and tokens are not taken over a line that others can read. Behind a proxy, what TRUSTED_PROXIES believe counts. */
const encryptedOnly: RequestHandler = (request, _response, next) => {
  if (!request.secure) {
    throw new Failure(403, "TF085", "Signing in needs an encrypted connection (https). Behind a proxy that ends TLS, its administrator has to set TRUSTED_PROXIES.");
  }
  next();
};
