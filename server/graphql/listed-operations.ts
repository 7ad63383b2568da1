import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, type OperationDefinitionNode, parse, print } from "postgraphile/graphql";

/** One document of the mobile app. */
type ListedOperation = {
  /** Its name, which is the file's. */
  name: string;
  /** SHA-256 of the document as `normalised` writes it, in hexadecimal: what an app may send as `documentId` in its place. */
  id: string;
  /** The document without comments, in one layout. */
  text: string;
};
export type ListedOperations = { all: readonly ListedOperation[]; byId: ReadonlyMap<string, ListedOperation>; holds(query: string): boolean };

/** Where the documents of the mobile app stand, one file an operation. */
export const MOBILE_OPERATIONS = join(import.meta.dirname, "../operations/mobile");

/** The same document in one layout: comments, white space and commas say nothing. @throws GraphQLError when it is none */
const normalised = (query: string): string => print(parse(query, { noLocation: true, maxTokens: 4000 }));

/** Reads the documents of a folder. @throws Error when a file holds anything but one operation of its name */
export function readOperations(folder: string): ListedOperations {
  const all = readdirSync(folder).filter((file) => file.endsWith(".graphql")).sort().map((file): ListedOperation => {
    const name = file.slice(0, -".graphql".length);
    const text = normalised(readFileSync(join(folder, file), "utf8"));
    const operations = parse(text).definitions.filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
    if (operations.length !== 1 || operations[0]!.name?.value !== name.split(".")[0]) throw new Error(`${file} holds one operation, called like the file.`);
    return { name, id: createHash("sha256").update(text).digest("hex"), text };
  });
  const texts = new Set(all.map(({ text }) => text));
  return {
    all,
    byId: new Map(all.map((operation) => [operation.id, operation])),
    holds(query) {
      if (texts.has(query)) return true;
      try {
        return texts.has(normalised(query));
      } catch {
        return false; // what is no document is not on the list
      }
    },
  };
}
