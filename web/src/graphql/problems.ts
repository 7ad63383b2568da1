import type { CombinedError } from "@urql/vue";

/**
 * What went wrong, in words for the person in front of the screen.
 * `offline`: the server was not reached; `conflict`: somebody else changed it meanwhile; `refused`: the server gave a
 * reason that the person can act on; `unexpected`: everything that was masked, to be quoted with `requestId`.
 */
export interface Problem {
  kind: "offline" | "signed-out" | "conflict" | "refused" | "throttled" | "unexpected";
  message: string;
  /** `TFnnn` where the server gave one. */
  code?: string;
  detail?: Record<string, unknown>;
  requestId?: string;
  /** Seconds to wait, where the server said so. */
  retryAfter?: number;
}

/** Somebody changed the same thing since it was read. */
const staleRevision = "TF010";

/** The problem for an address that could not be reached. */
export function problemOfNetwork(): Problem {
  return { kind: "offline", message: "The server cannot be reached. Check the connection and try again." };
}

/** The problem where something went wrong that nobody can act on. */
export function problemOfUnexpected(): Problem {
  return { kind: "unexpected", message: "Something went wrong on our side." };
}

/** The first thing that a person needs to know about a failed GraphQL operation. */
export function problemOf(error: CombinedError): Problem {
  const response = error.response as Response | undefined;
  if (error.networkError && !response?.status) return problemOfNetwork();
  const [first] = error.graphQLErrors;
  if (!first) return parseProblem(null, response);
  const extensions = first.extensions;
  const requestId = text(record(extensions.detail)?.requestId) ?? response?.headers?.get("x-request-id") ?? undefined;
  return classify(text(extensions.code), first.message, {
    ...(record(extensions.detail) && { detail: record(extensions.detail)! }),
    ...(requestId && { requestId }),
  });
}

/** The problem in an answer of our REST endpoints: `{error: {code, message, detail, requestId}}`. */
export function parseProblem(body: unknown, response: Response | undefined): Problem {
  const error = record(record(body)?.error) ?? record(body) ?? {};
  const requestId = text(record(error.detail)?.requestId) ?? response?.headers.get("x-request-id") ?? undefined;
  const retryAfter = Number(response?.headers.get("retry-after"));
  const rest = { ...(requestId && { requestId }), ...(retryAfter > 0 && { retryAfter }) };
  if (response?.status === 429) {
    return { kind: "throttled", message: "Too many tries. Wait a little and try again.", ...rest };
  }
  // What carries a code of ours comes from the server itself; without one a proxy says that it does not answer.
  if (response && response.status >= 502 && !text(error.code)) return problemOfNetwork();
  return classify(text(error.code), text(error.message) ?? "", {
    ...(record(error.detail) && { detail: record(error.detail)! }),
    ...rest,
  });
}

function classify(code: string | undefined, message: string, rest: Partial<Problem>): Problem {
  if (code === staleRevision) return { kind: "conflict", code, message, ...rest };
  if (code === "TF401") {
    return { kind: "signed-out", code, message: "Your session has ended. Sign in again.", ...rest };
  }
  // What an address names is no id: it was cut off or mistyped. No field of a form sends one that somebody types.
  if (/^Variable "\$.+Invalid UUID/.test(message)) return { kind: "refused", ...(code && { code }), message: "The address of this page is not complete. Open it from a list, or by the search.", ...rest };
  if (code?.startsWith("TF") && code !== "TF500") return { kind: "refused", code, message, ...rest };
  return { ...problemOfUnexpected(), ...(code && { code }), ...rest };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function record(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === "string" && value.startsWith("{")) return record(JSON.parse(value));
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
