import { getNamedType, type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType } from "postgraphile/graphql";

/** A field of the API that does what a capability names, and what it takes. */
export type Operation = {
  root: "query" | "mutation";
  field: GraphQLField<unknown, unknown>;
  /** Where the function is a column of the rows: `clients_has_carer_on` is `hasCarerOn` of each of `clients`. */
  column?: GraphQLField<unknown, unknown>;
};
/** Answers what to give for a column or argument (in snake case), or undefined where there is nothing better than a filler, or than leaving it out. */
export type Values = (name: string, type: string, isRequired: boolean) => unknown;

export const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
export const singular = (table: string): string => table.replace(/(ie)?s$/, (ending) => (ending === "ies" ? "y" : ""));
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The field behind a capability: a function; or the list `clients` (else the row `mealLog`, where only the record leads to a list),
 * `createClient`, `updateClient`, `deleteClient`; undefined where the root of the API has none.
 */
export function operationOf(schema: GraphQLSchema, capability: string): Operation | undefined {
  const queries = schema.getQueryType()!.getFields();
  const mutations = schema.getMutationType()!.getFields();
  const [subject = "", verb] = capability.split(".");
  const query = queries[camel(subject)];
  if (verb === undefined) {
    const mutation = mutations[camel(subject)];
    return query ? { root: "query", field: query } : mutation ? { root: "mutation", field: mutation } : columnOf(queries, subject);
  }
  const list = query && rowType(query) ? query : undefined;
  const row = queries[camel(singular(subject))];
  if (verb === "read") return list ? { root: "query", field: list } : row && { root: "query", field: row };
  const type = list ? rowType(list)?.name : row && getNamedType(row.type).name;
  const mutation = type && mutations[{ add: "create", change: "update", delete: "delete" }[verb] + type];
  // A function of that name, such as create_client, is a capability of its own.
  return mutation && takesRow(mutation) ? { root: "mutation", field: mutation } : undefined;
}

function columnOf(queries: Record<string, GraphQLField<unknown, unknown>>, name: string): Operation | undefined {
  const words = name.split("_");
  for (let n = words.length - 1; n > 0; n--) {
    const table = words.slice(0, n).join("_");
    for (const field of [queries[camel(table)], queries[camel(singular(table))]]) {
      const type = field && (rowType(field) ?? getNamedType(field.type));
      const column = isObjectType(type) ? type.getFields()[camel(words.slice(n).join("_"))] : undefined;
      if (field && column) return { root: "query", field, column };
    }
  }
  return undefined;
}

export function rowType(connection: GraphQLField<unknown, unknown>): GraphQLObjectType | undefined {
  const type = getNamedType(connection.type);
  const row = isObjectType(type) && type.getFields()["nodes"] ? getNamedType(type.getFields()["nodes"]!.type) : undefined;
  return isObjectType(row) ? row : undefined;
}

/** Generated writes take a row, a patch, or nothing but the key of one. */
function takesRow(mutation: GraphQLField<unknown, unknown>): boolean {
  const input = getNamedType(mutation.args.find(({ name }) => name === "input")!.type);
  if (!isInputObjectType(input)) return false;
  if (mutation.name.startsWith("delete")) return input.getFields()["rowId"] !== undefined;
  return Object.values(input.getFields()).some(({ name, type }) => isNonNullType(type) && isInputObjectType(type.ofType) && (name === "patch" || mutation.name.startsWith("create")));
}

/** The operation with everything that it asks for, as text and variables. */
export function requestOf({ root, field, column }: Operation, values: Values): { query: string; variables: Record<string, unknown> } {
  const variables: Record<string, unknown> = {};
  const parameters: string[] = [];
  const argumentsOf = (called: GraphQLField<unknown, unknown>) => {
    const given = called.args.flatMap((argument) => {
      const value = valueOf(argument, values);
      if (value === undefined) return [];
      variables[argument.name] = value;
      parameters.push(`$${argument.name}: ${String(argument.type)}`);
      return [`${argument.name}: $${argument.name}`];
    });
    return given.length === 0 ? "" : `(${given.join(", ")})`;
  };
  const call = `${field.name}${argumentsOf(field)} ${selectionOf(field, column && `${column.name}${argumentsOf(column)} ${selectionOf(column, undefined)}`)}`;
  return { query: `${root}${parameters.length === 0 ? "" : `(${parameters.join(", ")})`} { ${call} }`, variables };
}

/** One value of each row, so that the rows are really read. */
function selectionOf(field: GraphQLField<unknown, unknown>, column: string | undefined): string {
  if (!isObjectType(getNamedType(field.type))) return "";
  const row = rowType(field);
  const type = row ?? getNamedType(field.type);
  const fields = isObjectType(type) ? type.getFields() : {};
  const leaf = fields["rowId"] ?? Object.values(fields).find(({ name, type, args }) => name !== "id" && isLeafType(getNamedType(type)) && args.length === 0);
  const selection = `{ __typename ${leaf?.name ?? ""} ${column ?? ""} }`;
  return row ? `{ nodes ${selection} }` : selection;
}

function valueOf(input: GraphQLArgument | GraphQLInputField, values: Values): unknown {
  const { name, type } = input;
  if (name === "clientMutationId") return undefined;
  const isRequired = isNonNullType(type) && input.defaultValue === undefined;
  const known = values(snake(name), getNamedType(type).name, isRequired);
  if (known !== undefined) return known;
  return isRequired || name === "patch" ? fillerOf(type, values) : undefined;
}

const fillers: Record<string, unknown> = {
  UUID: "01890000-0000-7000-8000-0000000000ff", Date: "2026-01-05", Datetime: "2026-01-05T08:00:00Z", String: "filled in", Int: 1, Float: 1, BigFloat: "1", Boolean: false, JSON: "[]",
};

function fillerOf(type: GraphQLInputType, values: Values): unknown {
  if (isNonNullType(type)) return fillerOf(type.ofType, values);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map((field) => [field.name, valueOf(field, values)] as const);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  return fillers[type.name] ?? "filled in";
}
