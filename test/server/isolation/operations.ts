import {
  getNamedType, getNullableType, type GraphQLArgument, type GraphQLEnumType, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLNamedType, isEnumType,
  isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType,
} from "postgraphile/graphql";

import type { Permitted } from "./permitted.ts";

/** A place in the arguments of a field where somebody's id (or address, or words) can be put; `word` = what stands beside it, such as an edit's `add_item`. */
export type Slot = { kind: "uuid" | "email" | "text" | "nodeId"; name: string; field: string; word?: string };
/** What stands in a slot: asked once per slot, in the order in which they appear. */
export type Fill = (slot: Slot) => unknown;
/** Which of several ways to write the arguments: optional ones too, which step of an enumeration, which operator of a filter. */
export type Shape = { isFull: boolean; step: number };

type Argument = GraphQLArgument | GraphQLInputField;

/** JSON arguments by name: what is in them is known to nobody but their function. Every JSON argument needs one. */
const JSON_EXAMPLES: Record<string, (fill: Fill, field: string) => unknown> = {
  events: (fill, field) => [
    {
      type: "meal_log", id: fill({ kind: "uuid", name: "newMealLogId", field }), loggedOn: "2026-11-20", occurredAt: "2026-11-20T10:00:00Z", utcOffsetMinutes: 60, outcome: "unplanned", note: "lunch",
      items: [{ foodId: fill({ kind: "uuid", name: "foodId", field }), grams: 100 }, { recipeId: fill({ kind: "uuid", name: "recipeId", field }), servings: 1 }],
    },
    { type: "meal_log", id: fill({ kind: "uuid", name: "newMealLogId", field }), loggedOn: "2026-11-20", occurredAt: "2026-11-20T10:00:00Z", utcOffsetMinutes: 60, outcome: "eaten", mealId: fill({ kind: "uuid", name: "mealPlanMealId", field }), items: [{ planItemId: fill({ kind: "uuid", name: "mealPlanItemId", field }), grams: 100 }] },
    { type: "meal_log", id: fill({ kind: "uuid", name: "mealLogId", field }), revision: 1, loggedOn: "2026-11-20", occurredAt: "2026-11-20T10:00:00Z", utcOffsetMinutes: 60, outcome: "skipped", mealId: fill({ kind: "uuid", name: "mealPlanMealId", field }) },
    { type: "meal_log_delete", id: fill({ kind: "uuid", name: "mealLogId", field }), revision: 1 },
  ],
  facts: (fill, field) => [{ foodIds: [fill({ kind: "uuid", name: "foodId", field })], allergens: ["milk"], answer: "free" }],
  basis: () => ({ formula: "10 × 68 kg = 680 kcal", sources: [], inputs: [], warnings: [], proposedOn: "2026-11-20" }),
};

/** Values of scalars that mean something to the function, so that it does not stop at the first check. */
const WORDS: [RegExp, string][] = [
  [/timeZone/, "Europe/Berlin"], [/locale/, "en-GB"], [/unitSystem/, "metric"], [/energyUnit/, "kcal"], [/^role$/, "dietitian"], [/relationship/, "parent"], [/^kind$/, "member"], [/^about$/, "allergens"], [/^state$/, "all"],
  [/tableName/, "client_conditions"], [/action/, "update"], [/code$/i, "some_code"], [/icd10Code|atcCode/, "X00"], [/barcode/, "12345678"], [/phone/, "+49 30 1"], [/reason|note/i, "a reason that is long enough"],
];

/** Arguments whose text is looked for in rows: another side's words may be found nowhere. */
const SEARCHED = /^(query|search|name|includes|includesInsensitive|equalTo|startsWith|startsWithInsensitive|likeInsensitive|in|code)$/;

/** One value for an argument. Slots are filled by `fill`. Undefined = leave it out. */
export function valueOf(argument: Argument, fieldName: string, fill: Fill, shape: Shape, depth = 0): unknown {
  const type = getNullableType(argument.type) as GraphQLInputType;
  const named = getNamedType(type);
  if (!isWanted(argument, named, shape, depth)) return undefined;
  const one = single(named, argument.name, fieldName, fill, shape, depth);
  return isListType(type) ? (one === undefined ? [] : [one]) : one;
}

function isWanted(argument: Argument, named: GraphQLNamedType, { isFull }: Shape, depth: number): boolean {
  if (argument.name === "clientMutationId" || ["Cursor"].includes(named.name) || /^(offset|first)$/.test(argument.name)) return false;
  if (isNonNullType(argument.type) && argument.defaultValue === undefined) return true;
  if (argument.name === "filter" || argument.name === "orderBy" || argument.name === "condition") return false; // see filters and orders
  if (isInputObjectType(named)) return isFull && depth < 3;
  return isFull;
}

function single(named: GraphQLNamedType, name: string, fieldName: string, fill: Fill, shape: Shape, depth: number): unknown {
  if (isInputObjectType(named)) {
    const value: Record<string, unknown> = {};
    const beside = Object.values(named.getFields()).map((field) => getNamedType(field.type)).find(isEnumType);
    const besides: Fill = beside ? (slot) => fill({ word: nth(beside, shape.step).name, ...slot }) : fill;
    for (const field of Object.values(named.getFields())) {
      const filled = valueOf(field, fieldName, besides, shape, depth + 1);
      if (filled !== undefined) value[field.name] = filled;
    }
    if (Object.keys(value).length === 0) {
      const field = Object.values(named.getFields()).find((one) => isLeafType(getNamedType(one.type)));
      if (field) value[field.name] = single(getNamedType(field.type), field.name, fieldName, fill, shape, depth + 1);
    }
    return value;
  }
  if (isEnumType(named)) return nth(named, shape.step).name;
  if (named.name === "UUID") return fill({ kind: "uuid", name, field: fieldName });
  if (named.name === "ID") return fill({ kind: "nodeId", name, field: fieldName });
  if (named.name === "JSON") {
    const example = JSON_EXAMPLES[name];
    if (!example) throw new Error(`The JSON argument ${name} of ${fieldName} needs an example in JSON_EXAMPLES of test/server/isolation/operations.ts.`);
    return example(fill, fieldName);
  }
  if (named.name === "Int") return /^days|Days$|count/i.test(name) ? 7 : 1;
  if (named.name === "BigInt" || named.name === "BigFloat") return "1";
  if (named.name === "Float") return 1;
  if (named.name === "Boolean") return false;
  if (named.name === "Date") return /^(to|ends|ended)/.test(name) ? "2026-11-20" : "2026-11-01";
  if (named.name === "Datetime") return /^(to|ends|ended|until)/.test(name) ? "2026-11-20T00:00:00Z" : "2026-11-01T00:00:00Z";
  if (/email/i.test(name)) return fill({ kind: "email", name, field: fieldName });
  if (SEARCHED.test(name)) return fill({ kind: "text", name, field: fieldName });
  return WORDS.find(([pattern]) => pattern.test(name))?.[1] ?? "some text";
}

const nth = (type: GraphQLEnumType, step: number) => type.getValues()[step % type.getValues().length]!;

/** How many steps show every word of the enumerations inside the arguments at least once. */
export function stepsOf(field: GraphQLField<unknown, unknown>): number {
  let most = 1;
  const visit = (argument: Argument, depth: number) => {
    const named = getNamedType(argument.type);
    if (["filter", "orderBy"].includes(argument.name)) return;
    if (isEnumType(named) && depth > 1) most = Math.max(most, Math.min(named.getValues().length, 20));
    if (isInputObjectType(named) && depth < 4) for (const inner of Object.values(named.getFields())) visit(inner, depth + 1);
  };
  for (const argument of field.args) visit(argument, 0);
  return most;
}

/** Each operator of each field of a filter, by itself and inside `and`, `or` and `not`. */
export function filtersOf(argument: GraphQLArgument, fieldName: string, fill: Fill): unknown[] {
  const type = getNamedType(argument.type);
  if (!isInputObjectType(type)) return [];
  const simple: unknown[] = [];
  for (const field of Object.values(type.getFields())) {
    const operators = getNamedType(field.type);
    if (["and", "or", "not"].includes(field.name) || !isInputObjectType(operators)) continue;
    for (const operator of Object.values(operators.getFields())) {
      const operand = getNamedType(operator.type);
      if (isInputObjectType(operand)) continue;
      const value = operand.name === "String" ? fill({ kind: "text", name: field.name, field: fieldName })
        : operand.name === "Boolean" && operator.name === "isNull" ? true : single(operand, operator.name, fieldName, fill, { isFull: false, step: 0 }, 0);
      simple.push({ [field.name]: { [operator.name]: isListType(getNullableType(operator.type)) ? [value] : value } });
    }
  }
  const first = simple[0];
  return first ? [...simple, { not: first }, { or: [first, ...simple.slice(1, 3)] }, { and: [first] }] : simple;
}

/** How a selection is made: how many fields it may still have, and which of them the asking role may read. */
export type Budget = { fields: number; permitted: Permitted };

/** Everything that can be selected of a type, relations as deep as `depth`; pages of two rows. */
export function selectionOf(type: GraphQLNamedType, depth: number, fill: Fill, budget: Budget, isRoot = true): string {
  if (isLeafType(type)) return "";
  if (!isObjectType(type)) return "";
  const parts = ["__typename"];
  for (const field of Object.values(type.getFields())) {
    if (budget.fields <= 0) break;
    if (!budget.permitted(type, field)) continue;
    const named = getNamedType(field.type);
    const isRows = isObjectType(named) && "nodes" in named.getFields();
    const isPart = field.name === "nodes" || field.name === "pageInfo" || /Aggregate/.test(named.name) || (isRoot && !isRows && /Payload$/.test(type.name));
    if (field.name === "edges" && "nodes" in type.getFields()) { parts.push("edges { cursor }"); continue; }
    if (!isLeafType(named) && depth <= 0 && !isPart) continue;
    budget.fields -= 1;
    const args = literalArguments(field, fill, isRows);
    if (args === null) continue;
    const inner = selectionOf(named, isPart ? depth : depth - 1, fill, budget, false);
    parts.push(`${field.name}${args}${inner ? ` ${inner}` : ""}`);
  }
  return `{ ${parts.join(" ")} }`;
}

/** Arguments of a field below the root, as literals; null where one cannot be made up. */
function literalArguments(field: GraphQLField<unknown, unknown>, fill: Fill, isRows: boolean): string | null {
  const parts = isRows && field.args.some(({ name }) => name === "first") ? ["first: 2"] : [];
  for (const argument of field.args) {
    if (!isNonNullType(argument.type) || argument.defaultValue !== undefined) continue;
    const named = getNamedType(argument.type);
    const value = valueOf(argument, field.name, fill, { isFull: false, step: 0 });
    if (value === undefined || isInputObjectType(named)) return null;
    parts.push(`${argument.name}: ${isEnumType(named) ? (Array.isArray(value) ? `[${value.join(", ")}]` : String(value)) : JSON.stringify(value)}`);
  }
  return parts.length > 0 ? `(${parts.join(", ")})` : "";
}

export type Operation = { query: string; variables: Record<string, unknown> };

/** The operation that asks for one root field with these arguments. */
export function operationOf(kind: "query" | "mutation", field: GraphQLField<unknown, unknown>, values: Record<string, unknown>, selection: string): Operation {
  const given = field.args.filter(({ name }) => name in values);
  const declared = given.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(", ");
  const passed = given.map(({ name }) => `${name}: $${name}`).join(", ");
  return { query: `${kind}${declared ? ` (${declared})` : ""} { ${field.name}${passed ? `(${passed})` : ""} ${selection} }`, variables: values };
}
