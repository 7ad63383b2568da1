import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import { readBody } from "./read-body.ts";
import type { AuthParts } from "./routes.ts";
import type { SignIn } from "./sign-in.ts";
import type { PlaceName } from "./sessions.ts";

const login = z.object({
  email: z.string().min(3).max(320),
  password: z.string().min(1).max(1000),
  client: z.enum(["web", "mobile"]),
  organizationId: z.guid().optional(),
  clientId: z.guid().optional(),
});
const place = z.object({ organizationId: z.guid(), clientId: z.guid().nullish() });
/** The mobile app sends its token; the web app sends nothing, its cookie comes along. */
const withToken = z.object({ refreshToken: z.string().min(1).max(200).optional() }).default({});

/** Signing in, staying signed in, going to another place, signing out. */
export function sessionRoutes({ sessions, credentials, throttle, cookie }: AuthParts, signIn: SignIn): Router {
  const router = Router();

  router.post("/login", async (request, response) => {
    const { email, password, client: channel, ...place } = readBody(login, request.body);
    const who = { account: email, address: request.ip ?? "" };
    await throttle.attempt("password", who);
    const account = await credentials.check(String(request.id), email, password);
    if (!account) throw new Failure(401, "TF401", "The address or the password is wrong.");
    await throttle.succeeded("password", who);
    await signIn.afterPassword(request, response, account, place, channel);
  });

  router.post("/refresh", (request, response) => refresh(request, response, {}));

  router.post("/place", (request, response) => {
    const { organizationId, clientId } = readBody(place, request.body);
    return refresh(request, response, { organizationId, clientId: clientId ?? undefined });
  });

  router.post("/logout", async (request, response) => {
    const token = shownToken(request);
    if (token) await sessions.end(String(request.id), token);
    cookie.clear(response);
    response.status(204).end();
  });

  /** The next token of the session, at the place where it is, or at another one. */
  async function refresh(request: Request, response: Response, place: PlaceName): Promise<void> {
    const token = shownToken(request);
    const outcome = token ? await sessions.refresh(String(request.id), token, place) : "unknown";
    if (typeof outcome === "object") return signIn.answer(response, outcome);
    const isMove = place.organizationId !== undefined;
    if (outcome === "no_such_place") throw new Failure(403, "TF403", "This account has no place in that organisation.");
    if (outcome === "second_factor_required" && isMove) {
      throw new Failure(403, "TF084", "That organisation asks its staff for a second factor. Set one up in your account, or sign in there.");
    }
    cookie.clear(response);
    if (outcome === "second_factor_required") throw new Failure(401, "TF084", "Your organisation asks its staff for a second factor now. Sign in again to set it up.");
    if (outcome === "reused") request.log.warn("A refresh token was used twice; its session has ended");
    if (token && outcome === "unknown") await throttle.attempt("token", { address: request.ip ?? "" });
    throw new Failure(401, "TF401", "You are signed out. Sign in again.");
  }

  const shownToken = (request: Request) => readBody(withToken, request.body).refreshToken ?? cookie.read(request);
  return router;
}
