import type { GraphQLScalarType } from "postgraphile/graphql";
import { isScalarType } from "postgraphile/graphql";
import { listOfCodec, type PgCodec, TYPES } from "postgraphile/@dataplan/pg";
import type { OperationPlan } from "postgraphile/grafast";
import "postgraphile";

/** JSON as Postgres wrote it. A whole plan travels as one document: parsing it only to write it again would cost the most of all. */
class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

const rawCodec = (codec: PgCodec): PgCodec => ({ ...codec, fromPg: (text: string) => new RawJson(text) }) as PgCodec;
const JSON_CODECS = [rawCodec(TYPES.json as PgCodec), rawCodec(TYPES.jsonb as PgCodec)] as const;
const [json, jsonb] = JSON_CODECS;
/** By the ids that Postgres gives its types: json, jsonb, and their arrays. */
const CODECS = new Map<string, PgCodec>([
  ["114", json],
  ["199", listOfCodec(json as never, { name: "jsonArray", extensions: { oid: "199" } }) as unknown as PgCodec],
  ["3802", jsonb],
  ["3807", listOfCodec(jsonb as never, { name: "jsonbArray", extensions: { oid: "3807" } }) as unknown as PgCodec],
]);

/**
 * Lets `json` and `jsonb` values pass through as text. They are read as RawJson, and where Grafast writes its result as a
 * string (`outputDataAsString`) the leaf that would parse and stringify them answers with the text itself. Anywhere else
 * `toJSON` gives the value, so the result is the same, only slower.
 */
export const RawJsonPlugin: GraphileConfig.Plugin = {
  name: "RawJsonPlugin",
  version: "1.0.0",
  before: ["PgCodecsPlugin"],
  gather: {
    hooks: {
      pgCodecs_findPgCodec(_info, event) {
        event.pgCodec ??= CODECS.get(event.pgType._id) ?? null;
      },
    },
  },
  schema: {
    hooks: {
      init(_, build) {
        const name = build.inflection.builtin("JSON");
        for (const codec of JSON_CODECS) build.setGraphQLTypeForPgCodec(codec, ["input", "output"], name);
        return _;
      },
    },
  },
  grafast: {
    middleware: {
      execute(next, { args }) {
        args.outputDataAsString = true; // grafserv 1.0 has the option and does not hand it on
        return next();
      },
      establishOperationPlan(next) {
        const plan = next() as OperationPlan;
        if (!seen.has(plan)) {
          seen.add(plan);
          writeRawLeaves((plan as unknown as { rootOutputPlan: OutputPlan }).rootOutputPlan);
        }
        return plan;
      },
    },
  },
};

/** Plans are cached and used again; each is visited once. */
const seen = new WeakSet<OperationPlan>();

/** The part of Grafast's OutputPlan (1.1) that is used here. */
type OutputPlan = {
  type: { mode: string; graphqlType?: GraphQLScalarType };
  rootStep: { id: number };
  sideEffectStep: unknown;
  processRoot: ((value: unknown, flags: number) => unknown) | null;
  keys: Record<string, { outputPlan?: OutputPlan }>;
  child: OutputPlan | null;
  childByTypeName?: Record<string, OutputPlan>;
  executeString: Execute;
};
type Bucket = { store: Map<number, { at(index: number): unknown; _flagsAt(index: number): number }> };
type Execute = (this: OutputPlan, root: unknown, path: unknown, bucket: Bucket, index: number, value?: unknown, flags?: number) => string;

function writeRawLeaves(plan: OutputPlan): void {
  if (plan.type.mode === "leaf" && isScalarType(plan.type.graphqlType) && plan.type.graphqlType.name === "JSON") {
    const written = plan.executeString;
    plan.executeString = function (root, path, bucket, index, value, flags) {
      const stored = bucket.store.get(this.rootStep.id)!;
      value ??= stored.at(index);
      flags ??= stored._flagsAt(index);
      if (flags === 0 && this.sideEffectStep === null) {
        const json = this.processRoot === null ? value : this.processRoot(value, flags);
        if (json instanceof RawJson) return json.text;
      }
      return written.call(this, root, path, bucket, index, value, flags); // null, errors
    };
  }
  for (const key in plan.keys) if (plan.keys[key]?.outputPlan) writeRawLeaves(plan.keys[key].outputPlan);
  if (plan.child) writeRawLeaves(plan.child);
  for (const type in plan.childByTypeName) if (plan.childByTypeName[type]) writeRawLeaves(plan.childByTypeName[type]);
}
