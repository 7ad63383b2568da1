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

/** What one request has read of medical records, each part once, and how that is recorded. */
export class MedicalReads {
  readonly #reads = new Map<string, { subject: Subject; id: string | null; part: string }>();
  #early: Promise<unknown> | undefined;
  #record: (reads: string) => Promise<unknown> = () => Promise.reject(new Error("Nobody records what is read."));

  /** @param record takes what app_hidden.record_reads takes */
  recordBy(record: (reads: string) => Promise<unknown>): void {
    this.#record = record;
  }

  /** @param id not a UUID: nothing was found by it */
  add(subject: Subject, id: unknown, part: string): void {
    if (subject === "self") this.#reads.set(part, { subject, id: null, part });
    else if (typeof id === "string" && UUID.test(id)) this.#reads.set(`${id} ${part}`, { subject, id, part });
  }

  /** Records what was added until the end of this moment, in which the statements that read it are sent: they share an exchange. */
  recordEarly(): void {
    this.#early ??= Promise.resolve().then(() => this.#send());
    this.#early.catch(() => {}); // told by `recorded`
  }

  /** Resolves when everything is recorded, and rejects where it could not be. */
  async recorded(): Promise<void> {
    await this.#early;
    await this.#send();
  }

  async #send(): Promise<void> {
    if (this.#reads.size === 0) return;
    const reads = JSON.stringify([...this.#reads.values()]);
    this.#reads.clear();
    await this.#record(reads);
  }
}

/** Operations in which it shows only while they run who is read about. */
const late = new WeakSet<object>();

/** Notes, while a query runs, by which ids it reads records. It has no output, and holds nothing else up. */
class MedicalReadStep extends Step<undefined> {
  static override $$export = { moduleName: "trackforge", exportName: "MedicalReadStep" };
  override isSyncAndSafe = true;
  readonly subject: Subject;
  readonly part: string;
  readonly isEarly: boolean;

  constructor(subject: Subject, part: string, $id: Step | null, isEarly: boolean) {
    super();
    this.subject = subject;
    this.part = part;
    this.isEarly = isEarly;
    if (!isEarly) late.add(this.operationPlan);
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
    if (this.isEarly && !late.has(this.operationPlan)) noted.recordEarly();
    return answers;
  }
}

/**
 * Once for each step that an id comes from, however many fields of a row are read.
 * @param isEarly the id came with the request. Where all do, as when a plan is opened, they are recorded in the exchange that reads;
 * otherwise together at the end, so that it stays one event a client
 */
export function noteRead(subject: Subject, part: string, $id: Step | null, isEarly = false): void {
  const dependents = ($id as { dependents: readonly { step: Step }[] } | null)?.dependents;
  const isNoted = dependents?.some(({ step }) => step instanceof MedicalReadStep && step.subject === subject && step.part === part);
  if (!isNoted) new MedicalReadStep(subject, part, $id, isEarly);
}
