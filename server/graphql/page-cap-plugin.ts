import { ConstantStep, type FieldArg, lambda } from "postgraphile/grafast";
import type { PgResource } from "postgraphile/@dataplan/pg";
import { GraphQLError, type GraphQLFieldConfigArgumentMap } from "postgraphile/graphql";
import "postgraphile";

/** Rows of a page when a query does not say, and the most that it may ask for. */
export const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 200;

/**
 * Bounds every connection: without `first` a page has DEFAULT_PAGE rows (a function's as many as there may be), and more than LARGEST_PAGE is refused (TF900).
 * Pages are read forwards only; `last` and `before` would sort everything backwards first.
 */
export const PageCapPlugin: GraphileConfig.Plugin = {
  name: "PageCapPlugin",
  version: "1.0.0",
  after: ["PgFirstLastBeforeAfterArgsPlugin"],
  schema: {
    hooks: {
      GraphQLObjectType_fields_field_args(args, _build, { scope }) {
        const { first, last: _last, before: _before, ...rest } = args;
        if (!(scope.isPgFieldConnection || scope.isPgFieldSimpleCollection) || !first) return args;
        // What a function finds (warnings above all) is not cut short where the query forgot to ask for more.
        const usual = (scope.pgFieldResource as PgResource | undefined)?.parameters ? LARGEST_PAGE : DEFAULT_PAGE;
        const capped = {
          ...first,
          defaultValue: usual, // a plan is asked to apply only what is there
          description: `How many rows to read: at most ${LARGEST_PAGE}, and ${usual} when left out.`,
          applyPlan(_parent: unknown, $collection: { setFirst(first: unknown): void }, argument: FieldArg) {
            const $first = argument.getRaw();
            // What stands in the query itself is decided once, when the operation is planned.
            $collection.setFirst($first instanceof ConstantStep ? pageSize($first.data as Size) : lambda($first, pageSize as never, true));
          },
        };
        return { first: capped, ...rest } as GraphQLFieldConfigArgumentMap;
      },
    },
  },
};

type Size = number | null | undefined;

/** @throws GraphQLError TF900 outside 0 … LARGEST_PAGE */
function pageSize(first: Size): number {
  if (first === null || first === undefined) return DEFAULT_PAGE;
  if (first >= 0 && first <= LARGEST_PAGE) return first;
  throw new GraphQLError(`A page has at most ${LARGEST_PAGE} rows.`, { extensions: { code: "TF900", detail: { limit: LARGEST_PAGE } } });
}
