import type { IncomingHttpHeaders } from "node:http";
import type { RequestHandler } from "express";
import { Failure } from "./failure.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what a page of another site sends to the API. Browsers say where a request comes from (`Sec-Fetch-Site`, or `Origin`
 * where that is missing); the mobile app and other programs say nothing and carry no cookie. The refresh cookie is SameSite=Strict
 * as well: this holds where a browser does not know that, and for sites of the same domain.
 */
export const sameSiteOnly: RequestHandler = (request, _response, next) => {
  if (!READING.has(request.method) && isFromElsewhere(request.headers)) throw new Failure(403, "TF403", "Requests from other sites are not taken.");
  next();
};

function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (headers.origin === undefined) return false;
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== headers.host;
}
