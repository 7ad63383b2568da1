import { GraphQLError, Kind, type ValueNode } from "postgraphile/graphql";
import "postgraphile";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?$/;

/**
 * `numeric` values are exact: they leave as strings, which no JSON parser rounds. On input numbers are taken as well as
 * strings, because that is what forms and phones have at hand.
 */
export const ExactNumberPlugin: GraphileConfig.Plugin = {
  name: "ExactNumberPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLScalarType(config, build) {
        if (config.name !== build.inflection.builtin("BigFloat") && config.name !== build.inflection.builtin("BigInt")) return config;
        const isWhole = config.name === build.inflection.builtin("BigInt");
        return {
          ...config,
          description: isWhole
            ? "A whole number of any size. Given as a string; accepted as a string or a number."
            : "An exact decimal number. Given as a string such as \"12.50\"; accepted as a string or a number.",
          parseValue: (value: unknown) => exactNumber(value, isWhole),
          parseLiteral: (node: ValueNode) => {
            if (node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING) return exactNumber(node.value, isWhole);
            throw notANumber(isWhole);
          },
        };
      },
    },
  },
};

/** The number as Postgres reads it. @throws GraphQLError for anything else, NaN and infinities included */
function exactNumber(value: unknown, isWhole = false): string {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : typeof value === "string" ? value.trim() : "";
  if (!DECIMAL.test(text) || (isWhole && !/^[+-]?\d+$/.test(text))) throw notANumber(isWhole);
  return text;
}

const notANumber = (isWhole: boolean) =>
  new GraphQLError(isWhole ? "A whole number is needed here." : "A decimal number is needed here.", { extensions: { code: "TF400" } });
