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
                return { ...outcome, errors: outcome.errors.map((error) => restated(error, error.message, error.extensions)) };
              },
            };
          };
          return next();
        },
        async processRequest(next, { requestDigest }) {
          const result = await next();
          // What grafserv refuses itself, or on behalf of a plugin, is written already, in a shape of its own.
          if (result?.type === "buffer" && result.statusCode >= 400) {
            result.buffer = inOneShape(result.buffer);
            result.headers["content-length"] = String(result.buffer.length);
          }
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
  if (!cause || cause instanceof GraphQLError) return restated(error, error.message, { ...error.extensions, ...(cause as GraphQLError | undefined)?.extensions });
  const known = apiError(cause) ?? (isNothingDeleted(cause) ? NOT_FOUND : null);
  if (known) return restated(error, known.message, known);
  if (isSafeError(cause)) return restated(error, cause.message, cause.extensions ?? {});
  log.error({ err: cause, requestId, path: error.path }, "A GraphQL field failed");
  return restated(error, "Something went wrong on our side.", { code: "TF500", detail: { requestId } });
}

function restated(error: GraphQLError, message: string, extensions: Extensions): GraphQLError {
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions: told(extensions) });
}

type Extensions = { readonly code?: unknown; readonly detail?: unknown };

/** What leaves beside the sentence, of whatever error: a code, and facts for programs where there are any. */
function told({ code, detail }: Extensions): Record<string, unknown> {
  return { code: typeof code === "string" ? code : "TF400", ...(detail !== undefined && { detail }) };
}

/** The same answer, with what is told of each of its errors and nothing else. */
function inOneShape(buffer: Buffer): Buffer {
  const answer = JSON.parse(buffer.toString()) as { errors?: { extensions?: Extensions }[] };
  return Buffer.from(JSON.stringify({ ...answer, errors: answer.errors?.map((error) => ({ ...error, extensions: told(error.extensions ?? {}) })) }));
}

/** PostGraphile's own error when a delete matched no row. */
const isNothingDeleted = (cause: Error): boolean => cause.message.startsWith("No values were deleted in collection");
