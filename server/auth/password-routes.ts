import { Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { prove } from "./prove.ts";
import { readBody } from "./read-body.ts";
import type { AuthParts } from "./routes.ts";
import { signedIn } from "./signed-in.ts";

const password = z.string().min(1).max(1000);
const change = z.object({ currentPassword: password, newPassword: password });
const forgot = z.object({ email: z.string().min(3).max(320) });
const reset = z.object({ token: z.string().min(1).max(200), newPassword: password });

/** Choosing another password: knowing the one in use, or by a mailed link. */
export function passwordRoutes(parts: AuthParts): Router {
  const { credentials, tokens, throttle } = parts;
  const router = Router();

  router.post("/password", async (request, response) => {
    const who = signedIn(tokens, request);
    const { currentPassword, newPassword } = readBody(change, request.body);
    const { email } = await prove(parts, request, who, currentPassword);
    await requireGoodPassword(newPassword, email);
    await credentials.change(who, who.userId, newPassword);
    response.status(204).end();
  });

  router.post("/password/forgot", async (request, response) => {
    const { email } = readBody(forgot, request.body);
    await throttle.attempt("mail", { account: email, address: request.ip ?? "" });
    await credentials.forgotten(String(request.id), email);
    response.status(204).end();
  });

  router.post("/password/reset", async (request, response) => {
    const { token, newPassword } = readBody(reset, request.body);
    const who = { address: request.ip ?? "" };
    await throttle.attempt("token", who);
    const account = await credentials.resetting(token);
    if (!account) throw useless();
    await throttle.succeeded("token", who);
    await requireGoodPassword(newPassword, account.email);
    if (!(await credentials.reset(String(request.id), token, newPassword))) throw useless();
    response.status(204).end();
  });

  return router;
}

const useless = () => new Failure(400, "TF083", "This link does not work any more: it was used, or is too old. Ask for a new one.");
