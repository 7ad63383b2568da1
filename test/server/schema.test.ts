import { readFile } from "node:fs/promises";
import { getNamedType, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from "postgraphile/graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsMarkdown } from "../../bin/permissions/markdown.ts";
import { capabilityType, readDomains, readPermissions } from "../../bin/permissions/permission-table.ts";
import { buildSchema, exportedSchema } from "../../server/graphql/export-schema.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { startApi } from "./support/api.ts";

let database: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  database = await createDatabase();
  schema = await buildSchema(database.authenticator);
});
afterAll(() => database.drop());

/** Every name of the schema: types, Type.field, Type.field(argument), Type.VALUE; with its description. */
function* entries(): Generator<{ name: string; description: string | null | undefined }> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) continue;
    yield { name: type.name, description: type.description };
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        yield { name: `${type.name}.${field.name}`, description: field.description };
        for (const argument of field.args) yield { name: `${type.name}.${field.name}(${argument.name})`, description: argument.description };
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) yield { name: `${type.name}.${field.name}`, description: field.description };
    } else if (isEnumType(type) && type.name.endsWith("OrderBy")) {
      for (const value of type.getValues()) yield { name: `${type.name}.${value.name}`, description: value.description };
    }
  }
}
const names = () => [...entries()].map(({ name }) => name);

describe("the GraphQL schema", () => {
  it("is the one in server/schema.graphql (if not: npm run schema:export, and look at the difference)", async () => {
    expect(exportedSchema(schema)).toBe(await readFile(new URL("../../server/schema.graphql", import.meta.url), "utf8"));
  });

  it("documents every type, field, argument and order", () => {
    expect([...entries()].filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
  });

  it("never names an organisation's key", () => {
    expect(names().filter((name) => /org_?id/i.test(name.replaceAll("organizationId", "")) || /ByOrg/.test(name))).toEqual([]);
  });

  it("shows no secret, in any type, argument, order or answer", () => {
    // Digests of what was published and of what a finding rests on: they prove something, and open nothing.
    const proofs = /(\.|_)(contentHash|evidenceHash)$|\.(CONTENT|EVIDENCE)_HASH_(A|DE)SC$/;
    expect(names().filter((name) => /password|secret|token|hash|storage_?key|credential|otp/i.test(name) && !proofs.test(name))).toEqual([]);
  });

  it("finds each row by `rowId` or a key of its own, and never by two names", () => {
    const byIds = Object.keys(schema.getQueryType()!.getFields()).filter((name) => /ById$|And[A-Z]/.test(name));
    expect(byIds).toEqual([]);
  });

  it("pages every connection, with a size that is bounded", () => {
    const unbounded = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"))
      .filter(({ field }) => ![50, 200].includes(Number(field.args.find(({ name }) => name === "first")?.defaultValue)) || field.args.some(({ name }) => name === "last"))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(unbounded).toEqual([]);
  });

  it("changes nothing but through what is granted", () => {
    const mutations = Object.keys(schema.getMutationType()!.getFields());
    const writable = mutations.flatMap((name) => /^(create|update|delete)(.+)$/.exec(name)?.slice(1, 3).join(" ") ?? []);
    for (const never of ["update MealPlanVersion", "delete MealPlanVersion", "create MealPlanItem", "update MealPlanItem", "delete Client", "create Membership", "delete Organization", "update PublishedContent"]) {
      expect(writable).not.toContain(never);
    }
  });
});

describe("the permission table", () => {
  const committed = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

  it("is the one in docs/permissions.md (if not: npm run schema:export, and look at the difference)", async () => {
    expect(permissionsMarkdown(await readPermissions(database.owner), await readDomains())).toBe(await committed("docs/permissions.md"));
  });

  it("names what the web app may ask for", async () => {
    expect(capabilityType(await readPermissions(database.owner))).toBe(await committed("web/src/graphql/capability.d.ts"));
  });
});

describe("introspection", () => {
  const introspect = async (NODE_ENV: "test" | "production") => {
    const api = await startApi({ environment: { NODE_ENV, TRUSTED_PROXIES: 0, REDIS_URL: undefined } });
    try {
      return await api.graphql("dietitian@demo.test", "{ __schema { queryType { name } } }");
    } finally {
      await api.stop();
    }
  };

  it("answers while developing", async () => {
    expect((await introspect("test")).data).toEqual({ __schema: { queryType: { name: "Query" } } });
  });

  it("is refused in production", async () => {
    expect(await introspect("production")).toMatchObject({ status: 400, data: undefined });
  });
});
