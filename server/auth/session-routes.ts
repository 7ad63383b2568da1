import { type Request, Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import { describeDevice } from "./describe-device.ts";
import { readBody } from "./read-body.ts";
import type { AnswerSession, AuthParts } from "./routes.ts";

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
export function sessionRoutes({ sessions, credentials, throttle, cookie }: AuthParts, answer: AnswerSession): Router {
  const router = Router();

  router.post("/login", async (request, response) => {
    const { email, password, client: channel, ...place } = readBody(login, request.body);
    const address = request.ip ?? "";
    const wait = await throttle.attempt(email, address);
    if (wait > 0) {
      response.set("retry-after", String(wait));
      throw new Failure(429, "TF429", "Too many attempts. Wait a little and try again.", { retryAfterSeconds: wait });
    }
    const userId = await credentials.check(email, password);
    if (!userId) throw new Failure(401, "TF401", "The address or the password is wrong.");
    await throttle.succeeded(email, address);
    const device = describeDevice(request.headers["user-agent"], channel);
    const session = await sessions.start({ requestId: String(request.id), userId, place, channel, device, hasSecondFactor: false });
    if (!session) throw new Failure(403, "TF403", "This account has no place in that organisation.");
    request.log.info({ userId, channel }, "signed in");
    answer(response, session);
  });

  router.post("/refresh", async (request, response) => {
    const token = shownToken(request);
    const outcome = token ? await sessions.refresh(String(request.id), token) : "unknown";
    if (outcome === "reused") request.log.warn("A refresh token was used twice; its session has ended");
    if (typeof outcome === "string") {
      cookie.clear(response);
      throw new Failure(401, "TF401", "You are signed out. Sign in again.");
    }
    answer(response, outcome);
  });

  router.post("/place", async (request, response) => {
    const { organizationId, clientId } = readBody(place, request.body);
    const token = shownToken(request);
    const outcome = token ? await sessions.refresh(String(request.id), token, { organizationId, clientId: clientId ?? undefined }) : "unknown";
    if (outcome === "no_such_place") throw new Failure(403, "TF403", "This account has no such place.");
    if (typeof outcome === "string") {
      cookie.clear(response);
      throw new Failure(401, "TF401", "You are signed out. Sign in again.");
    }
    answer(response, outcome);
  });

  router.post("/logout", async (request, response) => {
    const token = shownToken(request);
    if (token) await sessions.end(String(request.id), token);
    cookie.clear(response);
    response.status(204).end();
  });

  const shownToken = (request: Request) => readBody(withToken, request.body).refreshToken ?? cookie.read(request);
  return router;
}
