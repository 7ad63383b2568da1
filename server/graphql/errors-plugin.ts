import { GraphQLError } from "postgraphile/graphql";
import { isSafeError } from "postgraphile/grafast";
import type { Log } from "../platform/log.ts";
import { apiError, NOT_FOUND } from "./api-error.ts";
import { requestOf } from "./request-of.ts";

/**
 * Says in each error of a result what may be said (see apiError), and masks the rest: those are logged with the request's id,
 * which is all that the caller gets.
 */
export function errorsPlugin(log: Log): GraphileConfig.Plugin {
  return {
    name: "ErrorsPlugin",
    version: "1.0.0",
    grafast: {
      middleware: {
        async execute(next, { args }) {
          const result = await next();
          if ("errors" in result && result.errors) {
            const requestId = String(requestOf(args.requestContext)?.id ?? "");
            (result as { errors: readonly GraphQLError[] }).errors = result.errors.map((error) => published(error, requestId, log));
          }
          return result;
        },
      },
    },
  };
}

/** The same place in the result, and a message and extensions that may leave. */
function published(error: GraphQLError, requestId: string, log: Log): GraphQLError {
  const cause = error.originalError;
  if (!cause || cause instanceof GraphQLError) return restated(error, error.message, { code: "TF400", ...error.extensions, ...(cause as GraphQLError | undefined)?.extensions });
  const known = apiError(cause) ?? (isNothingDeleted(cause) ? NOT_FOUND : null);
  if (known) return restated(error, known.message, { code: known.code, ...(known.detail !== undefined && { detail: known.detail }) });
  if (isSafeError(cause)) return restated(error, cause.message, { code: "TF400", ...cause.extensions });
  log.error({ err: cause, requestId, path: error.path }, "A GraphQL field failed");
  return restated(error, "Something went wrong on our side.", { code: "TF500", requestId });
}

function restated(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions });
}

/** PostGraphile's own error when a delete matched no row. */
const isNothingDeleted = (cause: Error): boolean => cause.message.startsWith("No values were deleted in collection");
