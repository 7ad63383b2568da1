import type { GraphQLSchema } from "postgraphile/graphql";
import { buildSchema } from "../../server/graphql/export-schema.ts";
import type { TestDatabase } from "./database.ts";

let made: Promise<GraphQLSchema> | undefined;

/**
 * The API's schema over a clone of the template. All clones are alike, so the files of a process share what the first one made:
 * making it takes longer than most of them run. For a database whose functions or tables are changed, the server makes its own.
 */
export function templateSchema({ authenticator }: TestDatabase): Promise<GraphQLSchema> {
  made ??= buildSchema(authenticator);
  made.catch(() => (made = undefined));
  return made;
}
