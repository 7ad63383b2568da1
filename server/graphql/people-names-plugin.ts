import type { PgCodec, PgResource } from "postgraphile/@dataplan/pg";
import type { Step } from "postgraphile/grafast";
import "postgraphile";

type Row = Step & { get(column: string): Step };

/**
 * "Last edited by …": beside each column that says which user did something (`updated_by`, `created_by`, `published_by`), the
 * user's name, read in the same statement. Null where nobody did it but the system, or where the caller may not see who it was.
 */
export const PeopleNamesPlugin: GraphileConfig.Plugin = {
  name: "PeopleNamesPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope, fieldWithHooks }) {
        const { pgCodec: codec, isPgClassType } = scope as { pgCodec?: PgCodec; isPgClassType?: boolean };
        const users = build.pgResources["users"] as unknown as (PgResource & { get(spec: Record<string, Step>): Row }) | undefined;
        if (!isPgClassType || !codec?.attributes || !users) return fields;
        const named = Object.entries(codec.attributes).filter(([column, { codec: type }]) => column.endsWith("_by") && type.name === "uuid");
        return named.reduce((all, [column]) => {
          const fieldName = build.inflection.camelCase(`${column}_name`);
          const field = fieldWithHooks({ fieldName }, () => ({
            description: `The name of the user that \`${build.inflection.camelCase(column)}\` means; null = nobody but the system, or nobody that you may see.`,
            type: build.graphql.GraphQLString,
            plan: ($row: Step) => users.get({ id: ($row as Row).get(column) }).get("display_name"),
          }));
          return build.extend(all, { [fieldName]: field }, `Adding the name of who ${column}`);
        }, fields);
      },
    },
  },
};
