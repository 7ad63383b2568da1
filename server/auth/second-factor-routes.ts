import { type Request, Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import type { Challenge } from "./challenges.ts";
import type { Account } from "./credentials.ts";
import { prove } from "./prove.ts";
import { readBody } from "./read-body.ts";
import type { AuthParts } from "./routes.ts";
import { signedIn } from "./signed-in.ts";
import type { SignIn } from "./sign-in.ts";

const code = z.string().min(1).max(40);
const password = z.string().min(1).max(1000);
const challenged = z.object({ challenge: z.string().min(1).max(2000) });
const answered = challenged.extend({ code });
const withPassword = z.object({ password });

/** iat counts whole seconds, and a password may be changed within the second in which it was right. */
const SECOND_MS = 1000;

/** The second factor: as a step of signing in, and as a setting of one's own account. */
export function secondFactorRoutes(parts: AuthParts, signIn: SignIn): Router {
  const { secondFactor, credentials, challenges, tokens, throttle } = parts;
  const router = Router();

  router.post("/second-factor", async (request, response) => {
    const { challenge, code } = readBody(answered, request.body);
    const { account, place, channel } = await challengedAccount(challenge, "verify");
    await proveCode(request, account.userId, () => secondFactor.verify({ requestId: String(request.id) }, account.userId, code));
    await signIn.begin(request, response, account.userId, place, channel, { hasSecondFactor: true });
  });

  router.post("/second-factor/enrol", async (request, response) => {
    const { account } = await challengedAccount(readBody(challenged, request.body).challenge, "enrol");
    response.json(await secondFactor.begin({ requestId: String(request.id) }, account.userId, account.email));
  });

  router.post("/second-factor/confirm", async (request, response) => {
    const { challenge, code } = readBody(answered, request.body);
    const { account, place, channel } = await challengedAccount(challenge, "enrol");
    const recoveryCodes = await proveCode(request, account.userId, () => secondFactor.activate({ requestId: String(request.id) }, account.userId, code));
    await signIn.begin(request, response, account.userId, place, channel, { hasSecondFactor: true, recoveryCodes });
  });

  router.get("/second-factor", async (request, response) => {
    const who = signedIn(tokens, request);
    response.json(await secondFactor.state(who, who.userId));
  });

  router.post("/second-factor/begin", async (request, response) => {
    const who = signedIn(tokens, request);
    const { email } = await prove(parts, request, who, readBody(withPassword, request.body).password);
    response.json(await secondFactor.begin(who, who.userId, email));
  });

  router.post("/second-factor/activate", async (request, response) => {
    const who = signedIn(tokens, request);
    const { code: typed } = readBody(z.object({ code }), request.body);
    response.json({ recoveryCodes: await proveCode(request, who.userId, () => secondFactor.activate(who, who.userId, typed), 403) });
  });

  router.post("/second-factor/recovery-codes", async (request, response) => {
    const who = signedIn(tokens, request);
    const { hasSecondFactor } = await prove(parts, request, who, readBody(withPassword, request.body).password);
    if (!hasSecondFactor) throw new Failure(409, "TF087", "There is no second factor to have recovery codes for.");
    response.json({ recoveryCodes: await secondFactor.newRecoveryCodes(who, who.userId) });
  });

  router.post("/second-factor/remove", async (request, response) => {
    const who = signedIn(tokens, request);
    const body = readBody(withPassword.extend({ code }), request.body);
    const { hasSecondFactor } = await prove(parts, request, who, body.password);
    if (!hasSecondFactor) throw new Failure(409, "TF087", "There is no second factor to remove.");
    await proveCode(request, who.userId, () => secondFactor.verify(who, who.userId, body.code), 403);
    await secondFactor.remove(who, who.userId);
    response.status(204).end();
  });

  /** @throws Failure TF401 unless the challenge is for that step, and nothing about the account changed since the password was right */
  async function challengedAccount(challenge: string, step: Challenge["step"]): Promise<Challenge & { account: Account }> {
    const asked = challenges.verify(challenge);
    const account = asked?.step === step ? await credentials.find(asked.userId) : null;
    const isSame = account && account.hasSecondFactor === (step === "verify") && account.passwordChangedAt.getTime() < asked!.issuedAt.getTime() + SECOND_MS;
    if (!isSame) throw new Failure(401, "TF401", "That took too long. Sign in again.");
    return { ...asked!, account };
  }

  /** Counts the attempt; a wrong code is a step of signing in that failed (401), or refused to somebody signed in (403). */
  async function proveCode<T>(request: Request, account: string, check: () => Promise<T | null | false>, status: 401 | 403 = 401): Promise<T> {
    const who = { account, address: request.ip ?? "" };
    await throttle.attempt("secondFactor", who);
    const proof = await check();
    if (!proof) throw new Failure(status, "TF080", "That code is not right, or was used already. Wait for the next one and try again.");
    await throttle.succeeded("secondFactor", who);
    return proof;
  }

  return router;
}
