import type { RequestHandler } from "express";
import type { ApiRequest } from "../graphql/request-of.ts";
import { Failure } from "../http/failure.ts";
import type { AccessTokens } from "./access-tokens.ts";

/**
 * Puts the verified identity on the request. Without a token the caller is nobody; with one that is not valid, TF401.
 * Whether the identity still stands, the database is asked with each statement.
 */
export function authenticate(tokens: AccessTokens): RequestHandler {
  return (request, _response, next) => {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const identity = header.startsWith("Bearer ") ? tokens.verify(header.slice(7)) : null;
      if (!identity) throw new Failure(401, "TF401", "You are not signed in, or your session has ended.");
      (request as ApiRequest).identity = { ...identity, requestId: String(request.id) };
    }
    next();
  };
}
