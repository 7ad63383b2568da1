import { SafeError } from "postgraphile/grafast";
import type { ListedOperations } from "./listed-operations.ts";
import { requestOf } from "./request-of.ts";

/**
 * Takes a `documentId` in place of a listed document, from anybody; and, where clients are held to the list, refuses whatever else is
 * asked with a client's token before it is parsed any further. TF905.
 */
export function listedOperationsPlugin(operations: ListedOperations, areClientsHeld: boolean): GraphileConfig.Plugin {
  return {
    name: "ListedOperationsPlugin",
    version: "1.0.0",
    grafserv: {
      middleware: {
        processGraphQLRequestBody(next, { body, request }) {
          const { documentId } = body;
          if (documentId !== undefined && documentId !== null) {
            const operation = typeof documentId === "string" ? operations.byId.get(documentId) : undefined;
            // A document beside its id would leave it open which of them is meant.
            if (!operation || (body.query !== undefined && body.query !== null)) throw notListed("There is no document of that id.");
            body.query = operation.text;
          } else if (areClientsHeld && requestOf(request?.requestContext)?.identity?.role === "client" && !(typeof body.query === "string" && operations.holds(body.query))) {
            throw notListed("This document is not one of those that the app may send.");
          }
          return next();
        },
      },
    },
  };
}

const notListed = (sentence: string): SafeError => new SafeError(sentence, { code: "TF905", statusCode: 400 });
