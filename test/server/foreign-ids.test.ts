import { type GraphQLArgument, type GraphQLField, isNonNullType, isObjectType, getNamedType, type GraphQLSchema, isLeafType } from "postgraphile/graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSchema } from "../../server/graphql/export-schema.ts";
import { startApi, type TestApi } from "./support/api.ts";

const MISSING = "01890000-0000-7000-8000-0000000000ff";
const FOREIGNER = "dietitian@other.test";
const OWNER = "dietitian@demo.test";

let api: TestApi;
let schema: GraphQLSchema;
beforeAll(async () => {
  api = await startApi();
  schema = await buildSchema(api.database.authenticator);
});
afterAll(() => api.stop());

/** A row of the demo practice for an argument: `clientId` and `client(rowId:)` are of clients, `a` and `b` of plan versions. */
async function idOf(field: string, argument: string): Promise<string | undefined> {
  const subject = argument === "rowId" ? field : /^[ab]$/.test(argument) ? "mealPlanVersion" : argument.replace(/Id$/, "");
  const singular = subject.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const table = /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
  const { rows } = await api.database.owner.query<{ id: string }>(
    `select t.id from app_public.${table} t where t.org_id = (select m.org_id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = $1)
     order by t.id limit 1`,
    [OWNER],
  );
  return rows[0]?.id;
}

const isId = (argument: GraphQLArgument) => String(argument.type) === "UUID!";
/** A literal for any other argument that must be given. */
const filler = (argument: GraphQLArgument) => ({ Date: '"2026-01-05"', String: '"x"', Int: "1", BigFloat: "100", Boolean: "true" })[getNamedType(argument.type).name] ?? "[]";

function queryOf(field: GraphQLField<unknown, unknown>, ids: Record<string, string>): string {
  const given = field.args.filter((argument) => isId(argument) || (isNonNullType(argument.type) && argument.defaultValue === undefined));
  const args = given.map((argument) => `${argument.name}: ${isId(argument) ? JSON.stringify(ids[argument.name]) : filler(argument)}`);
  const type = getNamedType(field.type);
  const selection = isLeafType(type) ? "" : isObjectType(type) && type.getFields()["nodes"] ? "{ nodes { __typename } }" : "{ __typename }";
  return `{ ${field.name}(${args.join(", ")}) ${selection} }`;
}

describe("every query that takes an id", () => {
  it("answers another organisation's id exactly like one that does not exist", async () => {
    const different: unknown[] = [];
    const checked: string[] = [];
    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      const arguments_ = field.args.filter(isId);
      if (arguments_.length === 0 || ["organization", "user"].includes(field.name)) continue;
      const ids: Record<string, string> = {};
      for (const { name } of arguments_) {
        const id = await idOf(field.name, name);
        if (id) ids[name] = id;
      }
      if (Object.keys(ids).length < arguments_.length) continue; // the demo has no such row
      const missing = Object.fromEntries(Object.keys(ids).map((name) => [name, MISSING]));
      const [foreign, none] = await Promise.all([api.graphql(FOREIGNER, queryOf(field, ids)), api.graphql(FOREIGNER, queryOf(field, missing))]);
      checked.push(field.name);
      if (JSON.stringify(foreign) !== JSON.stringify(none) || foreign.errors.some(({ extensions }) => extensions["code"] === "TF500")) different.push({ field: field.name, foreign, none });
    }
    expect(different).toEqual([]);
    expect(checked).toEqual(expect.arrayContaining(["client", "mealPlan", "mealPlanVersion", "mealPlanVersionDocument", "mealPlanVersionNutrition"]));
  });

  it("while the own practice is answered", async () => {
    const id = await idOf("mealPlanVersion", "rowId");
    const own = await api.graphql(OWNER, `{ mealPlanVersion(rowId: "${id}") { rowId } mealPlanVersionDocument(mealPlanVersionId: "${id}") }`);
    expect(own.errors).toEqual([]);
    expect(own.data.mealPlanVersion).toEqual({ rowId: id });
    expect(own.data.mealPlanVersionDocument.version.id).toBe(id);
  });
});
