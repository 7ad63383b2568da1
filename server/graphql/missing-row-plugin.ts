import { type ObjectStep, sideEffect } from "postgraphile/grafast";
import "postgraphile";
import { notFound } from "./api-error.ts";

/** An update of a row that the caller cannot see fails with TF404, exactly as for one that does not exist. */
export const MissingRowPlugin: GraphileConfig.Plugin = {
  name: "MissingRowPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLObjectType_fields_field(field, _build, { scope }) {
        const write = field.plan;
        if (!(scope as { isPgUpdateMutation?: boolean }).isPgUpdateMutation || !write) return field;
        return {
          ...field,
          plan(...args) {
            const $payload = write(...args) as ObjectStep;
            sideEffect($payload.getStepForKey("result"), (row: unknown) => {
              if (row === null || row === undefined) throw notFound();
            });
            return $payload;
          },
        };
      },
    },
  },
};
