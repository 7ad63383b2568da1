import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, parse, type SelectionSetNode, type ValueNode } from "postgraphile/graphql";
import { SafeError } from "postgraphile/grafast";
import { DEFAULT_PAGE } from "./page-cap-plugin.ts";

/** What one operation may ask for. The same everywhere, so that nobody meets a limit for the first time in production. */
const LIMITS = {
  /** Lexical tokens of a document: bounds parsing and validation. */
  tokens: 4000,
  /** Fields at the root, aliases counted one by one: each is a database query. */
  rootFields: 20,
  /** Fields inside fields. */
  depth: 15,
  /** Fields named in the document, fragments counted where they are used. */
  fields: 1500,
  /** Rows that the pages of the document can hold at most, pages inside pages multiplied. */
  rows: 20_000,
};

type Variables = Readonly<Record<string, unknown>>;
type Check = (variables: Variables) => void;

/** Refuses what LIMITS does not allow, before the document is validated and planned. Structure is read once per document. */
export function queryLimitsPlugin(): GraphileConfig.Plugin {
  const checks = new Map<string, Check>();
  return {
    name: "QueryLimitsPlugin",
    version: "1.0.0",
    grafserv: {
      middleware: {
        processGraphQLRequestBody(next, { body }) {
          const { query, variableValues } = body;
          if (typeof query === "string") {
            let check = checks.get(query);
            if (!check) {
              check = inspect(query);
              if (checks.size >= 500) checks.clear();
              checks.set(query, check);
            }
            check((variableValues as Variables | null | undefined) ?? {});
          }
          return next();
        },
      },
    },
  };
}

/**
 * Reads a document's structure. A document that is not GraphQL passes: the parser proper says what is wrong with it.
 * @throws SafeError TF901, TF902, TF903
 */
function inspect(query: string): Check {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: LIMITS.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && /tokens?\b.*aborted/.test(error.message)) throw tooMuch("tokens", `more than ${LIMITS.tokens}`);
    return () => {};
  }
  const fragments = new Map(document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION).map((definition) => [definition.name.value, definition]));
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const sized: SelectionSetNode[] = [];
  for (const { selectionSet } of operations) {
    const isIntrospection = selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith("__"));
    const measured = measure(selectionSet, fragments);
    refuseAbove("rootFields", measured.roots);
    refuseAbove("fields", measured.fields);
    if (isIntrospection) continue; // bounded by its size; tools nest it deeper than any query of rows
    refuseAbove("depth", measured.depth);
    sized.push(selectionSet);
  }
  return (variables) => {
    for (const selectionSet of sized) refuseAbove("rows", rowsOf(selectionSet, fragments, variables));
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
type Measure = { roots: number; fields: number; depth: number };

/** Fields at this level, fields in all, and the deepest nesting. A fragment is measured once and counted at each use. */
function measure(set: SelectionSetNode, fragments: Fragments, known = new Map<string, Measure>()): Measure {
  const sum: Measure = { roots: 0, fields: 0, depth: 0 };
  for (const selection of set.selections) {
    let part: Measure;
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, known) : { fields: 0, depth: 0 };
      part = { roots: 1, fields: 1 + inner.fields, depth: 1 + inner.depth };
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      part = measure(selection.selectionSet, fragments, known);
    } else {
      part = perFragment(selection.name.value, fragments, known, { roots: 0, fields: 0, depth: 0 }, (inner) => measure(inner, fragments, known));
    }
    sum.roots += part.roots;
    sum.fields += part.fields;
    sum.depth = Math.max(sum.depth, part.depth);
  }
  return sum;
}

/** The most rows that the pages under this selection hold; a page multiplies what is inside it. */
function rowsOf(set: SelectionSetNode, fragments: Fragments, variables: Variables, known = new Map<string, number>()): number {
  let rows = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      rows += perFragment(selection.name.value, fragments, known, 0, (inner) => rowsOf(inner, fragments, variables, known));
    } else if (selection.selectionSet) {
      const inner = rowsOf(selection.selectionSet, fragments, variables, known);
      const page = selection.kind === Kind.FIELD ? pageOf(selection.arguments?.find(({ name }) => name.value === "first")?.value, selection.selectionSet, fragments, variables) : null;
      rows += page === null ? inner : page + page * inner;
    }
  }
  return rows;
}

/** The size of a connection's page; null for a field that is none. */
function pageOf(first: ValueNode | undefined, set: SelectionSetNode, fragments: Fragments, variables: Variables): number | null {
  if (first?.kind === Kind.INT) return Number(first.value);
  if (first?.kind === Kind.VARIABLE) {
    const value = variables[first.name.value];
    return typeof value === "number" ? value : DEFAULT_PAGE;
  }
  return first || readsRows(set, fragments) ? DEFAULT_PAGE : null;
}

/** Whether the selection is that of a connection, fragments included. */
function readsRows(set: SelectionSetNode, fragments: Fragments, seen = new Set<string>()): boolean {
  return set.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === "nodes" || selection.name.value === "edges";
    if (selection.kind === Kind.INLINE_FRAGMENT) return readsRows(selection.selectionSet, fragments, seen);
    const name = selection.name.value;
    if (seen.has(name)) return false;
    const fragment = fragments.get(name);
    return fragment !== undefined && readsRows(fragment.selectionSet, fragments, seen.add(name));
  });
}

/** Once per fragment, however often it is spread; a fragment inside itself counts as nothing here and is refused by validation. */
function perFragment<T>(name: string, fragments: Fragments, known: Map<string, T>, nothing: T, of: (set: SelectionSetNode) => T): T {
  const result = known.get(name);
  if (result !== undefined) return result;
  known.set(name, nothing);
  const fragment = fragments.get(name);
  const found = fragment ? of(fragment.selectionSet) : nothing;
  known.set(name, found);
  return found;
}

function refuseAbove(limit: keyof typeof LIMITS, found: number): void {
  if (found > LIMITS[limit]) throw tooMuch(limit, String(found));
}

const REFUSALS: Record<keyof typeof LIMITS, { code: string; of: string }> = {
  depth: { code: "TF901", of: "levels of nesting" },
  tokens: { code: "TF902", of: "words and signs" },
  fields: { code: "TF902", of: "fields" },
  rows: { code: "TF902", of: "rows, pages inside pages multiplied (`first` makes them smaller)" },
  rootFields: { code: "TF903", of: "fields at the root" },
};

/** Grafserv answers it with this status and message. */
function tooMuch(limit: keyof typeof LIMITS, found: string): SafeError {
  const { code, of } = REFUSALS[limit];
  return new SafeError(`A query may have at most ${LIMITS[limit]} ${of}; this one has ${found}.`, { code, statusCode: 400, detail: { limit, allowed: LIMITS[limit] } });
}
