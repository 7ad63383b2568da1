import { globSync, readFileSync } from "node:fs";
import { buildSchema, type DefinitionNode, type FragmentDefinitionNode, Kind, parse, validate, visit } from "postgraphile/graphql";
import { describe, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";

// The types of the web app say what documents answer, and nothing of values that stand in them, such as an order: those are looked up here.
const schema = buildSchema(readFileSync(projectPath("server/schema.graphql"), "utf8"), { assumeValidSDL: true });
const definitions = globSync(projectPath("web/src/**/*.{ts,vue}")).flatMap((file): DefinitionNode[] =>
  [...readFileSync(file, "utf8").matchAll(/\bgraphql\(\s*`([^`]*)`/g)].flatMap(([, document]) => [...parse(document!).definitions]),
);
const fragments = new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);

/** The fragments that a definition spreads, and those that they spread. */
function spread(definition: DefinitionNode, known = new Set<FragmentDefinitionNode>()): Set<FragmentDefinitionNode> {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || known.has(fragment)) return;
      known.add(fragment);
      spread(fragment, known);
    },
  });
  return known;
}

describe("the documents of the web app", () => {
  it("are found", () => {
    expect(operations.length).toBeGreaterThan(100);
    expect(new Set(operations.map((one) => one.name?.value)).size, "each has a name of its own").toBe(operations.length);
  });

  it.each(operations.map((one) => [one.name?.value ?? "", one] as const))("%s is one that the API takes", (_, operation) => {
    const errors = validate(schema, { kind: Kind.DOCUMENT, definitions: [operation, ...spread(operation)] });
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});
