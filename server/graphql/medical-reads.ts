import { context, Step, type ExecutionDetails } from "postgraphile/grafast";
import "postgraphile";

/** Through what a client is found: directly, or by a row that is about one. `self` is the client who asks. */
export type Subject = "client" | "meal_plan_version" | "meal_plan_assignment" | "self";
export type Mark = { subject: Subject; names: string[] };

const SUBJECTS = new Set<string>(["client", "meal_plan_version", "meal_plan_assignment", "self"] satisfies Subject[]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The smart tag `@medicalRecord SUBJECT NAME…` of a table (the column that leads to the client) or of a function (the arguments
 * that do).
 * @throws Error for one that is not understood: a record whose reads are not recorded must not be served
 */
export function markOf(of: { name: string; extensions?: { tags?: Record<string, unknown> | undefined } | undefined }): Mark | undefined {
  const tag = of.extensions?.tags?.["medicalRecord"];
  if (tag === undefined) return undefined;
  const [subject = "", ...names] = String(tag).split(/\s+/);
  if (!SUBJECTS.has(subject) || (names.length === 0) !== (subject === "self")) throw new Error(`${of.name}: @medicalRecord ${String(tag)} is not understood.`);
  return { subject: subject as Subject, names };
}

/** What one request has read of medical records, each part once. */
export class MedicalReads {
  readonly #reads = new Map<string, { subject: Subject; id: string | null; part: string }>();

  /** @param id not a UUID: nothing was found by it */
  add(subject: Subject, id: unknown, part: string): void {
    if (subject === "self") this.#reads.set(part, { subject, id: null, part });
    else if (typeof id === "string" && UUID.test(id)) this.#reads.set(`${id} ${part}`, { subject, id, part });
  }
  get isEmpty(): boolean {
    return this.#reads.size === 0;
  }
  /** What app_hidden.record_reads takes. */
  toJson(): string {
    return JSON.stringify([...this.#reads.values()]);
  }
}

/** Notes, while a query runs, by which ids it reads records. It has no output, and holds nothing else up. */
class MedicalReadStep extends Step<undefined> {
  static override $$export = { moduleName: "trackforge", exportName: "MedicalReadStep" };
  override isSyncAndSafe = true;
  readonly subject: Subject;
  readonly part: string;

  constructor(subject: Subject, part: string, $id: Step | null) {
    super();
    this.subject = subject;
    this.part = part;
    this.addUnaryDependency(context().get("medicalReads" as never) as Step);
    if ($id) this.addDependency($id);
    // A side effect, so that it is kept although nothing depends on it. But what is planned after it does not have to wait for it:
    // as the latest one it would keep Grafast from merging the statements of what lies below.
    const layer = (this as unknown as { layerPlan: { latestSideEffectStep: Step | null } }).layerPlan;
    const latest = layer.latestSideEffectStep;
    this.hasSideEffects = true;
    layer.latestSideEffectStep = latest;
  }

  override execute({ count, values: [reads, ids] }: ExecutionDetails) {
    const noted = reads?.unaryValue() as MedicalReads | undefined;
    if (!noted) throw new Error("Medical records are read where nobody records it.");
    const answers: undefined[] = [];
    for (let i = 0; i < count; i++) answers.push(void noted.add(this.subject, ids?.at(i), this.part));
    return answers;
  }
}

/** Once for each step that an id comes from, however many fields of a row are read. */
export function noteRead(subject: Subject, part: string, $id: Step | null): void {
  const dependents = ($id as { dependents: readonly { step: Step }[] } | null)?.dependents;
  const isNoted = dependents?.some(({ step }) => step instanceof MedicalReadStep && step.subject === subject && step.part === part);
  if (!isNoted) new MedicalReadStep(subject, part, $id);
}
