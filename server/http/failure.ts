import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { apiError } from "../graphql/api-error.ts";
import { GRAPHQL_PATH } from "../graphql/preset.ts";
import { TooBusy } from "../auth/taking-turns.ts";
import { noteError } from "./noted-errors.ts";

/** A failure that the caller may know: HTTP status, a code of db/README.md, and a sentence. */
export class Failure extends Error {
  override name = "Failure";
  readonly status: number;
  readonly code: string;
  readonly detail: Record<string, unknown> | undefined;
  constructor(status: number, code: string, message: string, detail?: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

const STATUS_OF: Record<string, number> = { TF401: 401, TF403: 403, TF404: 404, TF409: 409, TF413: 413, TF429: 429, TF503: 503, TF504: 504 };

/** Answers what a route threw: known failures as they are, everything else masked and logged under the request's id. */
export const answerFailure: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const failure = asFailure(error);
  noteError(request, failure?.code ?? "TF500");
  if (failure) return send(response, request.path === GRAPHQL_PATH, failure);
  request.log.error({ err: error }, "A request failed");
  send(response, request.path === GRAPHQL_PATH, new Failure(500, "TF500", "Something went wrong on our side.", { requestId: request.id }));
};

/** Any other address under /api, and whatever the web app does not serve. */
export const noSuchRoute: RequestHandler = () => {
  throw nothingHere();
};
const nothingHere = () => new Failure(404, "TF404", "There is nothing at this address.");

function asFailure(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  if (error instanceof TooBusy) return new Failure(503, "TF086", "So many people sign in right now that this has to wait. Try again in a moment.", { retryAfterSeconds: 2 });
  const known = apiError(error);
  if (known) return new Failure(STATUS_OF[known.code] ?? 400, known.code, known.message, known.detail as Record<string, unknown> | undefined);
  const { type, status } = error as { type?: unknown; status?: unknown }; // of express' own parts
  if (type === "entity.too.large") return new Failure(413, "TF413", "The request is too large.");
  if (status === 404) return nothingHere();
  if (typeof status === "number" && status >= 400 && status < 500) return new Failure(status, "TF400", "The request cannot be read.");
  return null;
}

/** GraphQL callers get the shape that they read errors from; the others a plain object. */
function send(response: Response, isGraphql: boolean, { status, code, message, detail }: Failure): void {
  const extensions = { code, ...(detail && { detail }) };
  const retryAfter = detail?.["retryAfterSeconds"];
  if (typeof retryAfter === "number") response.set("retry-after", String(retryAfter));
  response.status(status).json(isGraphql ? { errors: [{ message, extensions }] } : { error: { message, ...extensions } });
}
