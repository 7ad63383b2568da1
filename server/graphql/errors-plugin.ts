import { GraphQLError } from "postgraphile/graphql";
import { isSafeError } from "postgraphile/grafast";
import { noteError } from "../http/noted-errors.ts";
import type { Log } from "../platform/log.ts";
import { apiError, NOT_FOUND } from "./api-error.ts";
import { requestOf } from "./request-of.ts";

/**
 * Says in each error of a result what may be said (see apiError), and masks the rest: those are logged with the request's id,
 * which is all that the caller gets. A result with TF401 has the HTTP status 401.
 */
export function errorsPlugin(log: Log): GraphileConfig.Plugin {
  return {
    name: "ErrorsPlugin",
    version: "1.0.0",
    grafserv: {
      middleware: {
        async processGraphQLRequestBody(next, event) {
          try {
            return await next();
          } catch (error) {
            if (error instanceof Error && isSafeError(error)) noteError(requestOf(event.request?.requestContext), String(error.extensions?.["code"] ?? "TF400"));
            throw error;
          }
        },
        setPreset(next, preset) {
          const getExecutionConfig = preset.getExecutionConfig;
          // Documents that do not fit the schema are refused here, before anything runs.
          preset.getExecutionConfig = async function (context) {
            const config = await getExecutionConfig.call(this, context);
            return {
              ...config,
              parseAndValidate(query) {
                const outcome = config.parseAndValidate(query);
                if (!outcome.errors) return outcome;
                noteError(requestOf(context), "TF400");
                return { ...outcome, errors: outcome.errors.map((error) => restated(error, error.message, { code: "TF400", ...error.extensions })) };
              },
            };
          };
          return next();
        },
        async processRequest(next, { requestDigest }) {
          const result = await next();
          // A token whose person left, or whose session ended, gets the status that a bad token gets: callers sign in again.
          if (requestOf(requestDigest.requestContext)?.isIdentityRefused && result && "statusCode" in result) result.statusCode = 401;
          return result;
        },
      },
    },
    grafast: {
      middleware: {
        async execute(next, { args }) {
          const result = await next();
          if ("errors" in result && result.errors) {
            const request = requestOf(args.requestContext);
            const errors = result.errors.map((error) => published(error, String(request?.id ?? ""), log));
            for (const { extensions } of errors) noteError(request, String(extensions["code"]));
            (result as { errors: readonly GraphQLError[] }).errors = errors;
            if (request && errors.some(({ extensions }) => extensions["code"] === "TF401")) request.isIdentityRefused = true;
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
