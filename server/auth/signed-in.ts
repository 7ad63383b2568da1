import type { Request } from "express";
import { Failure } from "../http/failure.ts";
import type { Identity } from "../platform/database.ts";
import type { AccessTokens } from "./access-tokens.ts";

/**
 * Who asks about the own account. That the identity still stands is checked by the first statement on their behalf.
 * @throws Failure TF401
 */
export function signedIn(tokens: AccessTokens, request: Request): Identity & { userId: string } {
  const header = request.headers.authorization ?? "";
  const identity = header.startsWith("Bearer ") ? tokens.verify(header.slice(7)) : null;
  if (!identity?.userId) throw new Failure(401, "TF401", "You are not signed in, or your session has ended.");
  return { ...identity, userId: identity.userId, requestId: String(request.id) };
}
