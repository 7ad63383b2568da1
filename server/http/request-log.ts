import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import { pinoHttp } from "pino-http";
import type { Log } from "../platform/log.ts";
import { notedErrors } from "./noted-errors.ts";

/** Addresses that machines ask all the time: logged only where they are refused. */
const QUIET = new Set(["/healthz", "/readyz", "/metrics"]);
const isQuiet = (request: IncomingMessage): boolean => QUIET.has(request.url ?? "") || (request.url ?? "").startsWith("/assets/");

/**
 * Gives each request an id (a proxy's `x-request-id` where it is a sensible one), answers it in the same header, and logs one
 * line when the response is done: method, path without query, status, time, who asked, and the codes of the errors in the answer. Bodies and
 * headers are never logged.
 */
export function requestLog(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    customAttributeKeys: { reqId: "requestId" },
    genReqId(request: IncomingMessage, response: ServerResponse) {
      const given = request.headers["x-request-id"];
      const id = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
      response.setHeader("x-request-id", id);
      return id;
    },
    customLogLevel: (request, response) => (response.statusCode >= 500 ? "error" : isQuiet(request) && response.statusCode < 400 ? "silent" : "info"),
    customSuccessMessage: () => "request",
    customErrorMessage: () => "request failed",
    quietResLogger: true,
    customSuccessObject: (request, response, fields: object) => ({ ...fields, ...told(request, response) }),
    customErrorObject: (request, response, _error, fields: object) => ({ ...fields, ...told(request, response) }),
    wrapSerializers: false,
    serializers: {
      res: (response: ServerResponse) => ({ status: response.statusCode }),
    },
  });
}

type Routed = IncomingMessage & { originalUrl?: string; identity?: { userId?: string | undefined } };

const told = (request: Routed, response: ServerResponse) => ({
  req: { method: request.method, path: pathOf(request.originalUrl ?? request.url ?? "", response.statusCode) },
  ...(request.identity?.userId && { userId: request.identity.userId }),
  ...(notedErrors(request).length > 0 && { errors: notedErrors(request) }),
});

/**
 * Without the query, and without what no address of ours has: whoever types one may write anything into it. Of one that leads
 * nowhere only the beginning is told.
 */
function pathOf(url: string, status: number): string {
  const parts = url.split("?", 1)[0]!.split("/");
  const known = status === 400 || status === 404 ? 4 : 8;
  return parts.slice(0, known + 1).map((part, index) => (index < known && /^([a-z][a-z-]{0,30}(\.[a-z]+)?|v1|[0-9a-f-]{36}|)$/.test(part) ? part : "…")).join("/");
}
