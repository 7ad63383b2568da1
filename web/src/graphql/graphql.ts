import { initGraphQLTada } from "gql.tada";

import type { introspection } from "./schema.d.ts";

/**
 * Documents typed by `server/schema.graphql`. `BigFloat` travels as text so that no digit is lost; `Datetime` is an
 * instant in ISO 8601, `Date` a plain day. A `JSON` document is parsed where it is used.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    BigFloat: string;
    BigInt: string;
    Cursor: string;
    Date: string;
    Datetime: string;
    JSON: unknown;
    UUID: string;
  };
}>();

export { readFragment, type FragmentOf, type ResultOf, type VariablesOf } from "gql.tada";
