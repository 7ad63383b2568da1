import { Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import { readBody } from "./read-body.ts";
import type { AuthParts } from "./routes.ts";
import { signedIn } from "./signed-in.ts";

const confirmation = z.object({ token: z.string().min(1).max(200), password: z.string().min(1).max(1000) });

/**
 * Proving a typed address. The link alone is not enough: a mistyped address has an owner too, and one click of theirs would make it
 * one to which links for a forgotten password are mailed. So it takes the password as well.
 */
export function addressRoutes({ addresses, credentials, tokens, throttle }: AuthParts): Router {
  const router = Router();

  router.post("/address/send", async (request, response) => {
    const who = signedIn(tokens, request);
    await throttle.attempt("mail", { account: who.userId, address: request.ip ?? "" });
    await addresses.send(who, who.userId);
    response.status(204).end();
  });

  router.post("/address/confirm", async (request, response) => {
    const { token, password } = readBody(confirmation, request.body);
    const [requestId, address] = [String(request.id), request.ip ?? ""];
    await throttle.attempt("token", { address });
    const found = await addresses.look(token);
    if (!found) throw useless();
    await throttle.succeeded("token", { address });
    const who = { account: found.email, address };
    await throttle.attempt("password", who);
    if (!(await credentials.check(requestId, found.email, password))) throw new Failure(403, "TF080", "The password is wrong.");
    await throttle.succeeded("password", who);
    if (!(await addresses.confirm(requestId, token))) throw useless();
    response.status(204).end();
  });

  return router;
}

const useless = () => new Failure(400, "TF083", "This link does not work any more: it was used, or is too old. Ask for a new one.");
