import "postgraphile";

/** Names of columns that say which organisation a row, or the row it refers to, belongs to. */
const isOrganisation = (column: string): boolean => column === "org_id" || column.endsWith("_org_id");

/** What a composite key is about: it starts with an organisation and ends with its subject. `[org_id, client_id]` → `[client_id]`. */
function subjectOf<T>(keys: readonly T[], columnOf: (key: T) => string): T[] {
  const first = keys[0];
  return first !== undefined && keys.length > 1 && isOrganisation(columnOf(first)) ? keys.slice(-1) : [...keys];
}

/**
 * Every key of the database starts with an organisation, which row level security decides and the API never names. This
 * plugin hides that plumbing: rows are found by `rowId`, relations are called after their subject (`client.notes`,
 * `note.client`), and no organisation column is a field, an argument, a filter or an order.
 */
export const TenantKeysPlugin: GraphileConfig.Plugin = {
  name: "TenantKeysPlugin",
  version: "1.0.0",
  after: ["PgSimplifyInflectionPlugin"],

  inflection: {
    add: {
      // The name of a field that is disabled here (rows have one way to be found), which PgSimplifyInflectionPlugin expects to exist.
      nodeById: (_preset, typeName) => typeName,
    },
    replace: {
      _getBaseNameFromKeys(previous: unknown, _preset: unknown, keys: { attributeName: string }[]) {
        return (previous as (keys: { attributeName: string }[]) => string | null)(subjectOf(keys, (key) => key.attributeName));
      },
      _getBaseName(previous: unknown, _preset: unknown, column: string) {
        // Vocabularies are keyed by their code: unit_code refers to a unit.
        return (previous as (column: string) => string | null)(column) ?? /^(.+?)(_code|Code)$/.exec(column)?.[1] ?? null;
      },
      _joinAttributeNames(previous, _preset, codec, names) {
        return previous!(codec, subjectOf(names, (name) => name));
      },
    } as GraphileConfig.PluginInflectionConfig["replace"] & object,
  },

  gather: {
    hooks: {
      pgTables_PgResourceOptions(_info, { resourceOptions }) {
        // The primary key (org_id, id) is `id` to the API, and one of a part that each row has once (org_id, meal_plan_version_id)
        // that part. Other keys that name an organisation are no way to find a row.
        if (!resourceOptions.uniques) return;
        resourceOptions.uniques = resourceOptions.uniques
          .map((unique) => (unique.isPrimary && unique.attributes.length === 2 && unique.attributes[0] === "org_id" ? { ...unique, attributes: unique.attributes.slice(1) } : unique))
          .filter((unique) => !unique.attributes.some((column) => isOrganisation(String(column))));
      },
    },
  },

  schema: {
    entityBehavior: {
      pgCodecAttribute: {
        override: {
          provides: ["tenantKeys"],
          callback: (behavior, [, column]) => (isOrganisation(column) ? [behavior, "-*"] : behavior),
        },
      },
      pgCodecRelation: {
        override: {
          provides: ["tenantKeys"],
          callback(behavior, relation) {
            // A relation that is only about organisations says nothing: every row would lead to everything.
            const isPlumbing = [relation.localAttributes, relation.remoteAttributes].some((columns) => columns.every((column) => isOrganisation(String(column))));
            return isPlumbing ? [behavior, "-*"] : behavior;
          },
        },
      },
    },
  },
};
