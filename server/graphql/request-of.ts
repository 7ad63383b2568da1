import type { Request } from "express";
import "pino-http";
import type { Identity } from "../platform/database.ts";

/** The HTTP request that a GraphQL operation came with, after it was signed in. */
export type ApiRequest = Request & {
  identity?: Identity;
  /** The database said that the identity does not stand any more. */
  isIdentityRefused?: boolean;
};

export const requestOf = (context: Partial<Grafast.RequestContext> | undefined): ApiRequest | undefined =>
  context?.expressv4?.req as ApiRequest | undefined;
