import type { PgCodec, PgCodecWithAttributes, PgResource } from "postgraphile/@dataplan/pg";
import { defaultPlanResolver, type FieldArgs, type FieldPlanResolver, type Step } from "postgraphile/grafast";
import { GraphQLError } from "postgraphile/graphql";
import "postgraphile";
import type { Log } from "../platform/log.ts";
import { apiError } from "./api-error.ts";
import { type Mark, markOf, type MedicalReads, noteRead } from "./medical-reads.ts";
import { requestOf } from "./request-of.ts";

/** Not to be listed at the root of the API. */
const NO_LIST = "-query:resource:connection -query:resource:list" as GraphileBuild.BehaviorString;

type Row = Step & { get(column: string): Step };
type PgClient = { query(statement: { text: string; values: unknown[] }): Promise<unknown> };
type WithPgClient = (settings: unknown, work: (client: PgClient) => Promise<unknown>) => Promise<unknown>;

/**
 * Every read of a client's medical record is an event, one a request and client, written before the answer leaves; where it cannot
 * be written there is no answer. What the record is, the database says: tables and functions with the smart tag `@medicalRecord`
 * (see markOf). Of a request are noted
 * - the client whose relation to such a table is asked for, also when it turns out empty, or only its count;
 * - the client of each row of such a table, however it was reached: by its id, through another row, or in a mutation's answer;
 * - the client whom an argument of such a function leads to.
 *
 * Such tables have no list at the root of the API, where a count could tell something of a record without naming it; meal plans
 * have one, marked `@medicalRecordList`.
 */
export function medicalReadsPlugin(log: Log): GraphileConfig.Plugin {
  return {
    name: "MedicalReadsPlugin",
    version: "1.0.0",
    schema: {
      entityBehavior: {
        pgResource: {
          override: {
            provides: ["medicalReads"],
            callback(behavior, resource) {
              const isListed = resource.parameters || !markOf(resource.codec as never) || resource.codec.extensions?.tags?.["medicalRecordList"];
              return isListed ? behavior : [behavior, NO_LIST];
            },
          },
        },
      },
      hooks: {
        GraphQLObjectType_fields_field(field, build, { scope }) {
          const plan = (field.plan ?? defaultPlanResolver) as FieldPlanResolver<Step>;
          const codec = (scope as { pgCodec?: PgCodec }).pgCodec;
          const isRow = (scope as { isPgClassType?: boolean }).isPgClassType;
          const note = isRow && codec ? rowNote(build, codec, scope) : scope.isRootQuery || scope.isRootMutation ? functionNote(build, scope.fieldName) : null;
          if (!note) return field;
          return {
            ...field,
            plan($parent: Step, args: FieldArgs, info) {
              note($parent, args); // before a mutation: its refusal may tell of the record too
              return plan($parent as never, args, info);
            },
          };
        },
        finalize(schema, build) {
          const fields = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
          for (const [name, { name: marked }] of rootFields(build)) {
            if (!fields[name]) throw new Error(`${marked} is marked @medicalRecord, and not a field of the API.`);
          }
          return schema;
        },
      },
    },
    grafast: {
      middleware: {
        async execute(next, { args }) {
          const { medicalReads, withPgClient, pgSettings } = args.contextValue as { medicalReads: MedicalReads; withPgClient: WithPgClient; pgSettings: unknown };
          // Whoever is not signed in reads no record: what they ask for is refused, and by that error rather than by this one.
          if (requestOf(args.requestContext)?.identity === undefined) return next();
          medicalReads.recordBy((reads) => withPgClient(pgSettings, (client) => client.query({ text: "select app_hidden.record_reads($1)", values: [reads] })));
          const result = await next();
          try {
            await medicalReads.recorded();
            return result;
          } catch (error) {
            // Somebody whose identity ended meanwhile is told so, as by everything else.
            if (apiError(error)?.code === "TF401") return { errors: [new GraphQLError("", { originalError: error as Error })] };
            const requestId = String(requestOf(args.requestContext)?.id ?? "");
            log.error({ err: error, requestId }, "What was read of medical records could not be recorded; the answer is withheld");
            return { errors: [new GraphQLError("Something went wrong on our side.", { extensions: { code: "TF500", detail: { requestId } } })] };
          }
        },
      },
    },
  };
}

type Note = ($parent: Step, args: FieldArgs) => void;

/** What a field of a row notes: the client of a marked row; of a client, the relation to a marked table. */
function rowNote(build: GraphileBuild.Build, codec: PgCodec, scope: object): Note | null {
  const mark = markOf(codec as never);
  const [column] = mark?.names ?? [];
  if (mark && column) return ($row) => noteRead(mark.subject, tableOf(codec), ($row as Row).get(column));
  if (codec.name !== "clients") return null;
  const { pgRelationDetails } = scope as { pgRelationDetails?: { registry: { pgRelations: Record<string, Record<string, { remoteResource: PgResource }>> }; codec: PgCodecWithAttributes; relationName: string } };
  if (!pgRelationDetails) return null;
  const remote = pgRelationDetails.registry.pgRelations[pgRelationDetails.codec.name]?.[pgRelationDetails.relationName]?.remoteResource.codec as PgCodec | undefined;
  return remote && markOf(remote as never) ? ($client) => noteRead("client", tableOf(remote), ($client as Row).get("id")) : null;
}

const tableOf = (codec: PgCodec): string => codec.extensions?.pg?.name ?? codec.name;

/** What a root field of a marked function notes: the arguments that lead to a client. */
function functionNote(build: GraphileBuild.Build, fieldName: string): Note | null {
  const resource = rootFields(build).get(fieldName);
  const mark: Mark | undefined = resource && markOf(resource);
  if (!resource || !mark) return null;
  if (mark.subject === "self") return () => noteRead("self", resource.name, null, true);
  const paths = mark.names.map((name) => {
    const index = resource.parameters!.findIndex((parameter) => parameter.name === name);
    if (index < 0) throw new Error(`${resource.name} has no argument ${name}, which @medicalRecord names.`);
    const argument = build.inflection.argument({ resource: resource as never, param: resource.parameters![index]!, index });
    return resource.isMutation ? ["input", argument] : [argument];
  });
  return (_$root, args) => {
    for (const path of paths) noteRead(mark.subject, resource.name, args.getRaw(path) as Step, true);
  };
}

const rootFieldsOf = new WeakMap<GraphileBuild.Build, Map<string, PgResource>>();

/** The marked functions that are a field, by the field's name. Looked for once a schema: it is asked for each field, and takes milliseconds. */
function rootFields(build: GraphileBuild.Build): Map<string, PgResource> {
  let fields = rootFieldsOf.get(build);
  if (!fields) rootFieldsOf.set(build, (fields = new Map(markedFunctions(build).map((resource) => [rootFieldName(build.inflection, resource), resource]))));
  return fields;
}

const markedFunctions = (build: GraphileBuild.Build): PgResource[] =>
  (Object.values(build.pgResources) as PgResource[]).filter((resource) => resource.parameters && markOf(resource) && build.behavior.pgResourceMatches(resource as never, resource.isMutation ? "mutationField" : "queryField"));

function rootFieldName(inflection: GraphileBuild.Inflection, resource: PgResource): string {
  const named = { resource: resource as never };
  if (resource.isMutation) return inflection.customMutationField(named);
  return resource.isUnique ? inflection.customQueryField(named) : inflection.customQueryConnectionField(named);
}
