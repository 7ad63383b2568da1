import { CombinedError } from "@urql/vue";
import { GraphQLError } from "graphql";
import { describe, expect, it } from "vitest";
import { parseProblem, problemOf } from "../../../web/src/graphql/problems.ts";

const failure = (message: string, extensions: Record<string, unknown>, response?: Partial<Response>) =>
  new CombinedError({ graphQLErrors: [new GraphQLError(message, { extensions })], response: response ?? { status: 200, headers: new Headers() } });

describe("a failed GraphQL operation", () => {
  it("gives the sentence and code that the server meant for the person", () => {
    const problem = problemOf(failure("There is no such client.", { code: "TF404" }));
    expect(problem).toMatchObject({ kind: "refused", code: "TF404", message: "There is no such client." });
  });

  it("keeps the detail of a stale revision", () => {
    expect(problemOf(failure("Changed meanwhile.", { code: "TF010", detail: { revision: 7 } }))).toMatchObject({ kind: "conflict", detail: { revision: 7 } });
  });

  it("that was masked says so and names the request", () => {
    const problem = problemOf(failure("Something went wrong on our side.", { code: "TF500", detail: { requestId: "r-1" } }));
    expect(problem).toMatchObject({ kind: "unexpected", requestId: "r-1" });
  });

  it("that never arrived is offline", () => {
    expect(problemOf(new CombinedError({ networkError: new TypeError("Failed to fetch") })).kind).toBe("offline");
  });
});

describe("a failed sign-in", () => {
  it("says how long to wait after too many tries", () => {
    const response = new Response(null, { status: 429, headers: { "retry-after": "42" } });
    expect(parseProblem({ error: { code: "TF429", message: "Too many attempts." } }, response)).toMatchObject({ kind: "throttled", retryAfter: 42 });
  });

  it("behind a proxy without a server is offline", () => {
    expect(parseProblem(null, new Response(null, { status: 502 })).kind).toBe("offline");
  });
});
