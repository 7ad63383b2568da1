import { json, type RequestHandler } from "express";
import { Failure } from "./failure.ts";

/**
 * Reads a JSON body of at most so many bytes. Nothing else is taken: no forms (other sites can send those), no compressed bodies
 * (a small one may unfold to gigabytes). A body that says that it is larger is refused before its first byte is read, and the
 * connection with it, so that nobody keeps us busy with throwing it away.
 */
export function jsonBody(options: { limit: number; isRequired: boolean }): RequestHandler[] {
  const { limit, isRequired } = options;
  const gate: RequestHandler = (request, response, next) => {
    const announced = Number(request.headers["content-length"] ?? 0);
    if (announced > limit) {
      response.set("connection", "close");
      throw new Failure(413, "TF413", "The request is too large.");
    }
    const hasBody = announced > 0 || request.headers["transfer-encoding"] !== undefined;
    if ((hasBody || isRequired) && !request.is("application/json")) throw new Failure(415, "TF400", "The request must be JSON (content-type: application/json).");
    next();
  };
  return [gate, json({ limit, inflate: false })];
}

/** Answers of the API are of one person at one moment: no cache keeps them. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.set("cache-control", "no-store");
  next();
};

/** This address answers to these methods only. */
export function methods(...allowed: string[]): RequestHandler {
  return (request, response, next) => {
    if (allowed.includes(request.method)) return next();
    response.set("allow", allowed.join(", "));
    throw new Failure(405, "TF400", `This address takes ${allowed.join(", ")} only.`);
  };
}
