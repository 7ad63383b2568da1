import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import { pinoHttp } from "pino-http";
import type { Log } from "../platform/log.ts";

/** Addresses that machines ask all the time. */
const QUIET = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * Gives each request an id (a proxy's `x-request-id` where it is a sensible one), answers it in the same header, and logs one
 * line when the response is done: method, path without query, status, time. Bodies and headers are never logged.
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
    autoLogging: { ignore: (request) => QUIET.has(request.url ?? "") || (request.url ?? "").startsWith("/assets/") },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? "error" : "info"),
    customSuccessMessage: () => "request",
    customErrorMessage: () => "request failed",
    wrapSerializers: false,
    serializers: {
      req: (request: IncomingMessage & { originalUrl?: string }) => ({ method: request.method, path: (request.originalUrl ?? request.url)?.split("?", 1)[0] }),
      res: (response: ServerResponse) => ({ status: response.statusCode }),
    },
  });
}
