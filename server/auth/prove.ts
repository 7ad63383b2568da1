import type { Request } from "express";
import { Failure } from "../http/failure.ts";
import type { Identity } from "../platform/database.ts";
import type { Account } from "./credentials.ts";
import type { AuthParts } from "./routes.ts";

/**
 * Asks a signed-in person for their password again, before something that whoever finds an open screen must not do.
 * @throws Failure TF080 when it is wrong, TF429 after too many
 */
export async function prove({ credentials, throttle }: AuthParts, request: Request, who: Identity & { userId: string }, password: string): Promise<Account> {
  const counted = { account: who.userId, address: request.ip ?? "" };
  await throttle.attempt("password", counted);
  const account = await credentials.prove(who, who.userId, password);
  if (!account) throw new Failure(403, "TF080", "The password is wrong.");
  await throttle.succeeded("password", counted);
  return account;
}
