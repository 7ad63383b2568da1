import "postgraphile";

/**
 * Says what is generated and has no comment in the database: how rows are ordered and by what a row is found. Everything else is
 * documented by the comments on tables, columns, types and functions.
 */
export const DocumentationPlugin: GraphileConfig.Plugin = {
  name: "DocumentationPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLEnumType_values_value(value, _build, { scope }) {
        if (!scope.isPgRowSortEnum || value.description) return value;
        return { ...value, description: describeOrder(scope.valueName) };
      },
      GraphQLObjectType_fields_field_args_arg(arg, _build, { scope }) {
        const { argName } = scope;
        if (arg.description) return scope.isPgFieldConnection && argName === "offset" ? { ...arg, description: "How many rows to skip first." } : arg;
        if (scope.isRootQuery) return { ...arg, description: `The \`${argName}\` of the row.` };
        return arg;
      },
    },
  },
};

/** FAMILY_NAME_ASC → "By family name, ascending." */
function describeOrder(name: string): string {
  if (name === "NATURAL") return "In whatever order the database finds them.";
  const direction = name.endsWith("_DESC") ? "descending" : "ascending";
  const by = name.replace(/_(ASC|DESC)$/, "").toLowerCase().replaceAll("_", " ");
  return `By ${by}, ${direction}.`;
}
