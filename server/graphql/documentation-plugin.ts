import type { PgCodec, PgResource } from "postgraphile/@dataplan/pg";
import "postgraphile";
import "@graphile/simplify-inflection";

/**
 * Says what is generated and has no comment in the database: how rows are ordered, by what a row is found, and what the
 * arguments of functions mean (Postgres cannot comment on them). Everything else is documented by the comments on tables,
 * columns, types and functions.
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

      GraphQLObjectType_fields_field_args_arg(arg, build, { scope }) {
        const { argName } = scope;
        if (argName === "offset" && scope.isPgFieldConnection) return { ...arg, description: "How many rows to skip first." };
        if (arg.description) return arg;
        const resource = functions(build).find((candidate) =>
          scope.isRootQuery
            ? build.inflection.customQueryField({ resource: candidate as never }) === scope.fieldName
            : candidate.parameters?.[0]?.codec.attributes && build.inflection.computedAttributeField({ resource: candidate as never }) === scope.fieldName,
        );
        const description = resource ? describeArgument(build, resource, argName) : scope.isRootQuery ? `The \`${argName}\` of the row.` : undefined;
        return description ? { ...arg, description } : arg;
      },

      GraphQLInputObjectType_fields_field(field, build, { scope, Self }) {
        if (field.description || !scope.isMutationInput) return field;
        const resource = functions(build).find((candidate) => build.inflection.customMutationInput({ resource: candidate as never }) === Self.name);
        const description = resource && describeArgument(build, resource, scope.fieldName);
        return description ? { ...field, description } : field;
      },

      GraphQLObjectType_fields_field(field, _build, { scope }) {
        if (field.description || !(scope as { isMutationPayload?: boolean }).isMutationPayload) return field;
        if ((scope as { isPgMutationPayloadDeletedNodeIdField?: boolean }).isPgMutationPayloadDeletedNodeIdField) return { ...field, description: "The global id of the row that is gone, for caches." };
        return { ...field, description: "What the mutation answers." };
      },
    },
  },
};

/** What arguments of these names mean in every function. */
const ARGUMENTS: Record<string, string> = {
  id: "Identifies what is made; chosen by the caller, so that sending the same again changes nothing.",
  rule_code: "What the rule is called in every version, such as hypertension.sodium_day.",
  revision: "The revision that the caller saw.",
  note: "A remark for whoever reads it later.",
  returned: "True asks for those that were sent back instead.",
  new_assignment_id: "Identifies the assignment that is made; chosen by the caller, like id.",
  draft_id: "Identifies the draft that is made; chosen by the caller, so that sending the same again changes nothing.",
  name: "What it is called.",
  end_assignment_id: "The assignment that runs then, which the caller has seen: it ends the day before. Null = end none.",
  keep_notes: "Whether notes of the plan, its days, meals and items go along.",
  keep_targets: "Whether the plan's targets go along.",
  reason: "Why, in the words of who decides.",
  from_on: "The first day.",
  to_on: "The day after the last.",
  starts_on: "The first day.",
  ends_on: "The day after the last; null = open.",
  on_date: "The day.",
  on_dates: "The days, where the client lives.",
  on_day: "The day.",
  member_id: "The member of staff.",
  from_member_id: "The member of staff who gives.",
  to_member_id: "The member of staff who takes.",
  ids: "Which ones; where they may be left out, none = all.",
  query: "What to look for.",
  shown: "Which ones: all that searches find, own or archived ones.",
  ingredients: "All ingredients, in the order of display.",
  servings: "How many servings the ingredients make.",
  cooked_weight_g: "Grams of the finished dish; null = unknown.",
  is_archived: "True puts it away, false takes it back into use.",
  grams: "How many grams.",
  amount: "How much of it: grams of a food, servings of a recipe.",
  events: "What happened, in order.",
  edits: "The changes, in order; all are made or none.",
  decisions: "Reasons and acknowledgements for findings, by their key.",
  keys: "Of findings, by which decisions name them, too.",
  change_note: "What changed in this version.",
  a: "The earlier one.",
  b: "The later one.",
  dietary_tags: "Codes of tags that the result must have.",
  free_of: "Codes of allergens that the result must be free of.",
  food_groups: "Codes of food groups, of which the result is in one.",
  nutrient_claims: "Codes of nutrient claims that must be known to hold of the result.",
  kinds: "What to look for: food, supplement, sip_feed, fluid, recipe; none = everything.",
  own_only: "Only what the organisation made itself.",
  most_of: "Code of a nutrient: the result with the most of it in 100 g first, without what is unknown.",
  less_of: "Code of a nutrient of which the result shall hold clearly less.",
  more_of: "Code of a nutrient of which the result shall hold clearly more.",
  least_of: "Code of a nutrient: the result with the least of it in 100 g first, without what is unknown.",
  day_count: "How many days.",
  meal_names: "The meals of each day, in order.",
  first: "How many at most.",
  from_at: "From this instant on.",
  to_at: "Until before this instant.",
  before_id: "The last entry of the page before; none = the newest.",
  page_size: "How many at most.",
  replaces_id: "The order that this one takes the place of, from its first day; none = it takes no other's place.",
  relationship: "What they are to the client, such as mother.",
  email: "The address that a link is mailed to.",
  seen_on: "The day on which the client was seen.",
  library_code: "The library.",
  instead_of_id: "The `rowId` of the `RuleAdjustment` that it takes the place of.",
  is_used: "Whether searches find what is in it.",
  about: "Whether it is about allergens or tags.",
  codes: "Codes of the allergens or tags to look at; none = all.",
  state: "Which ones: open (unknown or only inferred), unknown, inferred, or all.",
  food_group_code: "Only foods of this group; null = any.",
  used_only: "Only foods that plans, recipes or logs use.",
  food_ids: "These foods only; null = any.",
  skip: "How many to leave out first.",
  is_editing: "Whether the caller has just changed something.",
  is_leaving: "Whether the caller closes it.",
  library_seen: "The `librarySeen` of the document, or of a visit before; none = nothing is said of the library.",
  kind: "Only those of this kind; null = any.",
  archived_only: "Those that are archived, instead of the others.",
  food: "What is said of the food, as a whole.",
  nutrients: "What 100 g of it hold; a nutrient without an entry is unknown.",
  portions: "Its household measures, in the order that they are offered in.",
  activity_factor: "How active the client is: energy of a day over energy at rest, from 1 to 2.5; null = not said, and no energy is proposed.",
  energy_change_kcal: "What the day should have more (or, below zero, less) than it needs, in kcal.",
  energy_range_percent: "How far the energy may lie around what is proposed, in percent.",
  energy_kcal: "The energy of the day, where it is known otherwise, in kcal; null = it is computed.",
  since: "The `cursor` of the answer before; none = from the beginning.",
  days: "The days, each once.",
  day_numbers: "Which days of the plan, from 1; null = all.",
  people: "For how many people, as the client eats.",
  facts: "What is confirmed or said of which foods, in order; all or nothing.",
};

/**
 * From the column of that name in what the function returns (arguments that make a row are called like its columns), else from
 * the names that all functions share, else from the table that `…_id` refers to.
 */
function describeArgument(build: GraphileBuild.Build, resource: PgResource, graphqlName: string): string | undefined {
  const name = resource.parameters?.find((param, index) => build.inflection.argument({ resource: resource as never, param, index }) === graphqlName)?.name;
  if (!name) return undefined;
  const isExisting = name === "id" && !/^(create|request|clone|assign|hand_over|take_over|add|invite|tighten|switch_off|sign|review|write|save|copy)_/.test(resource.name);
  if (isExisting && resource.codec.attributes) return `The \`rowId\` of the \`${build.inflection.tableType(resource.codec)}\`.`;
  const column = name === "id" || name === "revision" ? undefined : (resource.codec as PgCodec).attributes?.[name]?.description;
  if (column ?? ARGUMENTS[name]) return column ?? ARGUMENTS[name];
  const table = name.endsWith("_id") ? build.pgResources[build.inflection.pluralize(name.slice(0, -3))] : undefined;
  return table ? `The \`rowId\` of the \`${build.inflection.tableType(table.codec)}\`.` : undefined;
}

const functions = (build: GraphileBuild.Build) => (Object.values(build.pgResources) as PgResource[]).filter(({ parameters }) => parameters);

/** FAMILY_NAME_ASC → "By family name, ascending." */
function describeOrder(name: string): string {
  if (name === "NATURAL") return "In whatever order the database finds them.";
  const direction = name.endsWith("_DESC") ? "descending" : "ascending";
  const by = name.replace(/_(ASC|DESC)$/, "").toLowerCase().replaceAll("_", " ");
  return `By ${by}, ${direction}.`;
}
