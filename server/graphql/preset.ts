import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import type pg from "pg";
import { NoSchemaIntrospectionCustomRule } from "postgraphile/graphql";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";
import "postgraphile/grafserv/express/v4";
import { identitySettings } from "../platform/database.ts";
import type { Log } from "../platform/log.ts";
import { DocumentationPlugin } from "./documentation-plugin.ts";
import { errorsPlugin } from "./errors-plugin.ts";
import { ExactNumberPlugin } from "./exact-number-plugin.ts";
import { MOBILE_OPERATIONS, readOperations } from "./listed-operations.ts";
import { listedOperationsPlugin } from "./listed-operations-plugin.ts";
import { MedicalReads } from "./medical-reads.ts";
import { medicalReadsPlugin } from "./medical-reads-plugin.ts";
import { MissingRowPlugin } from "./missing-row-plugin.ts";
import { PageCapPlugin } from "./page-cap-plugin.ts";
import { PeopleNamesPlugin } from "./people-names-plugin.ts";
import { pipelinedPgService } from "./pg-adaptor.ts";
import { queryLimitsPlugin } from "./query-limits.ts";
import { RawJsonPlugin } from "./raw-json-plugin.ts";
import { requestOf } from "./request-of.ts";
import { TenantKeysPlugin } from "./tenant-keys-plugin.ts";

export const GRAPHQL_PATH = "/api/v1/graphql";
/** The most bytes of a GraphQL request. */
export const LARGEST_GRAPHQL_BODY = 256 * 1024;

/**
 * What PostGraphile makes the API from: the schema `app_public` as the login sees it, which is the union of what its roles are
 * granted.
 */
export function graphqlPreset(options: { pool: pg.Pool; log: Log; statementTimeoutMs: number; allowIntrospection: boolean; areClientsHeldToList: boolean }): GraphileConfig.Preset {
  const statementTimeout = `${options.statementTimeoutMs}ms`;
  return {
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
    disablePlugins: [
      // Equality conditions: filters say the same and more, and their names collide with tables (ClientCondition).
      "PgConditionArgumentPlugin",
      "PgConditionCustomFieldsPlugin",
      // Filters that reach into other tables, opted in or not.
      "PgConnectionArgFilterBackwardRelationsPlugin",
      "PgConnectionArgFilterForwardRelationsPlugin",
      // The query inside the query and inside every mutation's answer, which would go round the limit on root fields.
      "QueryQueryPlugin",
      "RegisterQueryNodePlugin",
      "MutationPayloadQueryPlugin",
      // A second way to find each row; `node(id:)` is there for caches.
      "NodeAccessorPlugin",
    ],
    plugins: [
      TenantKeysPlugin,
      PageCapPlugin,
      ExactNumberPlugin,
      RawJsonPlugin,
      MissingRowPlugin,
      DocumentationPlugin,
      PeopleNamesPlugin,
      errorsPlugin(options.log), // before the limits: it notes what they refuse
      listedOperationsPlugin(readOperations(MOBILE_OPERATIONS), options.areClientsHeldToList),
      medicalReadsPlugin(options.log),
      queryLimitsPlugin(),
      ...(options.allowIntrospection ? [] : [NoIntrospectionPlugin]),
    ],
    pgServices: [pipelinedPgService(options.pool, ["app_public"])],
    gather: { pgStrictFunctions: true }, // an argument without a default is required
    schema: {
      // Filters and aggregates are opted in per table, by smart tag. Rows are found and written by `rowId`; the global id is for caches.
      defaultBehavior: "-filter -aggregates -aggregates:orderBy -aggregates:filterBy -nodeId:resource:update -nodeId:resource:delete -nodeId:resource:insert",
      sortExport: true,
      connectionFilterComputedColumns: false,
      connectionFilterArrays: false,
      connectionFilterSetofFunctions: false,
      retryOnInitFail: false,
    },
    grafast: {
      explain: false,
      context: (context) => ({
        pgSettings: { ...identitySettings(requestOf(context)?.identity ?? {}), statement_timeout: statementTimeout },
        medicalReads: new MedicalReads(),
      }),
    },
    grafserv: {
      graphqlPath: GRAPHQL_PATH,
      graphiql: false,
      graphiqlOnGraphQLGET: false,
      watch: false,
      websockets: false,
      maxRequestLength: LARGEST_GRAPHQL_BODY,
      outputDataAsString: true,
      parseAndValidateCacheSize: 500,
      maskError: (error) => error, // ErrorsPlugin has said what may be said
    },
  };
}

const NoIntrospectionPlugin: GraphileConfig.Plugin = {
  name: "NoIntrospectionPlugin",
  version: "1.0.0",
  grafserv: {
    middleware: {
      setPreset(next, event) {
        event.validationRules.push(NoSchemaIntrospectionCustomRule);
        return next();
      },
    },
  },
};
