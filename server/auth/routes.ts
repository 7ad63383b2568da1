import { parseCookie, stringifySetCookie } from "cookie";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import { jsonBody } from "../http/request-shape.ts";
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from "./access-tokens.ts";
import type { LoginThrottle } from "./login-throttle.ts";
import { type Refreshed, type Sessions, type SignedIn, WEB_SESSION_SECONDS } from "./sessions.ts";

const COOKIE = "tf_refresh";
export const AUTH_PATH = "/api/v1/auth";

const login = z.object({
  email: z.string().min(3).max(320),
  password: z.string().min(1).max(1000),
  client: z.enum(["web", "mobile"]),
  organizationId: z.guid().optional(),
});
/** The mobile app sends its token; the web app sends nothing, its cookie comes along. */
const withToken = z.object({ refreshToken: z.string().min(1).max(200).optional() }).default({});

/** What login and refresh answer. `refreshToken` is for mobile only: on the web it is in a cookie that scripts cannot read. */
export type SessionAnswer = { accessToken: string; expiresIn: number; refreshToken?: string; identity: SignedIn };

/** Signing in, staying signed in, signing out. */
export function authRoutes(options: { sessions: Sessions; tokens: AccessTokens; throttle: LoginThrottle; isProduction: boolean }): Router {
  const { sessions, tokens, throttle, isProduction } = options;
  const router = Router();
  router.use(...jsonBody({ limit: 8 * 1024, isRequired: false }));

  router.post("/login", async (request, response) => {
    const { email, password, client, organizationId } = read(login, request.body);
    const address = request.ip ?? "";
    const wait = await throttle.attempt(email, address);
    if (wait > 0) {
      response.set("retry-after", String(wait));
      throw new Failure(429, "TF429", "Too many attempts. Wait a little and try again.", { retryAfterSeconds: wait });
    }
    const userId = await sessions.checkPassword(email, password);
    if (!userId) throw new Failure(401, "TF401", "The address or the password is wrong.");
    await throttle.succeeded(email, address);
    const session = await sessions.start(userId, organizationId ?? null, client);
    if (!session) throw new Failure(403, "TF403", "This account has no place in that organisation.");
    request.log.info({ userId, client }, "signed in");
    answer(response, session);
  });

  router.post("/refresh", async (request, response) => {
    const token = shownToken(request);
    const outcome = token ? await sessions.refresh(token) : "unknown";
    if (outcome === "reused") request.log.warn("A refresh token was used twice; its session is revoked");
    if (typeof outcome === "string") {
      response.append("set-cookie", cookie("", 0));
      throw new Failure(401, "TF401", "You are signed out. Sign in again.");
    }
    answer(response, outcome);
  });

  router.post("/logout", async (request, response) => {
    const token = shownToken(request);
    if (token) await sessions.end(token);
    response.append("set-cookie", cookie("", 0)).status(204).end();
  });

  function answer(response: Response, { identity, channel, refreshToken }: Refreshed): void {
    const accessToken = tokens.sign({
      userId: identity.userId,
      orgId: identity.organization.id,
      role: identity.role,
      memberId: identity.memberId ?? undefined,
      clientId: identity.clientId ?? undefined,
    });
    if (channel === "web") response.append("set-cookie", cookie(refreshToken, WEB_SESSION_SECONDS));
    const body: SessionAnswer = { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, ...(channel === "mobile" && { refreshToken }), identity };
    response.json(body);
  }

  const cookie = (value: string, maxAge: number) =>
    stringifySetCookie({ name: COOKIE, value, path: AUTH_PATH, httpOnly: true, sameSite: "strict", secure: isProduction, maxAge });

  return router;
}

function shownToken(request: Request): string | undefined {
  return read(withToken, request.body).refreshToken ?? parseCookie(request.headers.cookie ?? "")[COOKIE];
}

/** @throws Failure TF400 that names the fields */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || "body"))];
  throw new Failure(400, "TF400", `Missing or not understood: ${fields.join(", ")}.`, { fields });
}
