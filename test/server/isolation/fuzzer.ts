import { getNamedType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isNonNullType } from "postgraphile/graphql";
import { type Belongings, comparable, readable, UUID } from "./belongings.ts";
import { filtersOf, type Operation, operationOf, selectionOf, type Shape, type Slot, stepsOf, valueOf } from "./operations.ts";
import type { Permitted } from "./permitted.ts";
import type { Random } from "./random.ts";

export type Answer = { status: number; text: string };
export type Finding = { actor: string; field: string; what: string; detail: string };
/** A field and a reason why it is not asked. */
export type Exclusions = Record<string, string>;

/** Who tries, what is theirs, and what they must never see, learn of or change. */
export type Actor = {
  name: string;
  ask: (operation: Operation) => Promise<Answer>;
  own: Belongings;
  permitted: Permitted;
  forbidden: { name: string; belongings: Belongings; mark: string; isOwnOrganisation: boolean }[];
};

type World = {
  schema: GraphQLSchema;
  random: Random;
  /** Every id that there is, whosever. */
  known: Set<string>;
  /** The table that ids of this name, in this field, belong to. */
  tableOf: (slot: Slot) => string | undefined;
  /** The kind of row that a global id begins with, by table. */
  nodeTypes: Map<string, string>;
  /** The revision that an edit of this version must name. */
  revisionOf: (versionId: string) => Promise<number>;
  excluded: Exclusions;
  /** What the log says about the request that was answered so. */
  logged: (answer: string) => string;
  only?: ((field: string) => boolean) | undefined;
};

type Source = "forbidden" | "missing";
type Field = GraphQLField<unknown, unknown>;

/** Names of ids that the caller makes up for a new row. In the own organisation the id of a hidden row is taken; elsewhere it is not. */
const isNewId = ({ name, field, word }: Slot): boolean =>
  (word?.startsWith("add_") === true && (name === "rowId" || name === `${word.slice(4)}Id`)) ||
  /^(new.*|draft)Id$/.test(name) || (/^(id|rowId)$/.test(name) && /^(create|request|clone|assign|invite|record|add|log|hand|take|make|review|save|copy|write)/.test(field));
const AT_ONCE = 6;

export class Fuzzer {
  readonly findings: Finding[] = [];
  /** How many pairs of answers were compared, by field. */
  readonly compared = new Map<string, number>();
  readonly #world: World;
  constructor(world: World) {
    this.#world = world;
  }

  get queries(): Field[] {
    return this.#fields(this.#world.schema.getQueryType()!.getFields());
  }
  get mutations(): Field[] {
    return this.#fields(this.#world.schema.getMutationType()!.getFields());
  }
  #fields(fields: Record<string, Field>): Field[] {
    return Object.values(fields).filter(({ name }) => !(name in this.#world.excluded) && (this.#world.only?.(name) ?? true));
  }

  /** What somebody sees without naming anybody: every list with its relations, and what functions answer about their own ids. */
  async view(actor: Actor, depth: number): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    // One row by its id shows nothing that its list does not.
    const fields = this.queries.filter(({ args }) => !args.some(({ name, type }) => /^(rowId|code|email|id)$/.test(name) && isNonNullType(type)));
    await inBatches(fields, async (field) => {
      const values = await this.#arguments(field, actor, { isFull: false, step: 0 }, () => undefined);
      const type = getNamedType(field.type);
      const isUnordered = field.args.some(({ name, defaultValue }) => name === "orderBy" && Array.isArray(defaultValue) && defaultValue.includes("NATURAL"));
      if (isUnordered) values["first"] = 1;
      else if (field.args.some(({ name }) => name === "first")) values["first"] = 20;
      const selection = isUnordered ? "{ totalCount }" : this.#selection(type, depth, actor);
      const answer = await actor.ask(operationOf("query", field, values, selection));
      this.#look(actor, field.name, answer, []);
      seen.set(field.name, comparable(answer.text, [], { has: () => true }));
    });
    return seen;
  }

  /** Looks through what was seen for anything of somebody else. */
  inspect(actor: Actor, view: Map<string, string>): void {
    for (const [field, text] of view) this.#look(actor, field, { status: 200, text }, []);
  }

  /** Every query with ids, addresses and words of those whom the actor must not see, in each place and in all, against ones of nobody. */
  async tryQueries(actor: Actor, rounds: number): Promise<void> {
    await inBatches(this.queries, async (field) => {
      for (const target of actor.forbidden) {
        await this.#pairs("query", field, actor, target, rounds);
        await this.#filters(field, actor, target);
        await this.#orders(field, actor, target);
        await this.#cursors(field, actor, target);
        await this.#nodes(field, actor, target);
      }
    });
  }

  /** The same with every mutation, one after the other: each may change what the next one finds. */
  async tryMutations(actor: Actor, rounds: number): Promise<void> {
    for (const field of this.mutations) for (const target of actor.forbidden) await this.#pairs("mutation", field, actor, target, rounds);
  }

  async #pairs(kind: "query" | "mutation", field: Field, actor: Actor, target: Actor["forbidden"][number], rounds: number): Promise<void> {
    if (field.name === "node") return; // see #nodes
    const isNobody = actor.name === "nobody"; // refused before anything else: one try of each suffices
    const shapes: Shape[] = [{ isFull: false, step: 0 }, ...Array.from({ length: isNobody ? 0 : stepsOf(field) }, (_, step) => ({ isFull: true, step }))];
    const type = getNamedType(field.type);
    const selection = this.#selection(type, kind === "query" ? 0 : 1, actor);
    for (const shape of shapes) {
      const slots: Slot[] = [];
      await this.#arguments(field, actor, shape, (slot) => (slots.push(slot), undefined));
      const places = slots.map((_, index) => index);
      if (places.length === 0) continue;
      const choices: ((index: number) => boolean)[] = [() => true];
      // Of the many steps of an edit each place is tried alone with the other organisation's ids, all together with both's.
      if (places.length > 1 && !isNobody && (shape.step === 0 || !target.isOwnOrganisation)) choices.push(...places.map((place) => (index: number) => index === place));
      for (let round = 0; round < (isNobody || shape.step > 0 ? 0 : rounds); round++) {
        const chosen = places.map(() => this.#world.random.next() < 0.5);
        if (chosen.includes(true)) choices.push((index) => chosen[index] ?? false);
      }
      for (const isTheirs of choices) {
        const run = (source: Source) => this.#run(kind, field, actor, target, shape, isTheirs, source, selection);
        await this.#compare(kind, field, actor, run);
      }
    }
  }

  /**
   * Compares the answer for somebody else's ids with the one for nobody's. A mutation may have changed what the second call finds:
   * only what differs in every order is a difference.
   */
  async #compare(kind: "query" | "mutation", field: Field, actor: Actor, run: (source: Source) => Promise<string>, name: string = field.name): Promise<void> {
    this.compared.set(field.name, (this.compared.get(field.name) ?? 0) + 1);
    const essence = kind === "mutation" ? decisive : (answer: string) => answer;
    const answered = async (source: Source) => essence(await run(source));
    const theirs = await answered("forbidden");
    const nobodys = await answered("missing");
    if (theirs === nobodys) return;
    const [nobodysAgain, theirsAgain] = [await answered("missing"), await answered("forbidden")];
    if (nobodysAgain === theirsAgain || (kind === "mutation" && (theirsAgain === nobodys || nobodysAgain === theirs))) return;
    this.#report(actor, name, "an id of somebody else is answered differently from one of nobody", difference(theirsAgain, nobodysAgain));
  }

  async #run(kind: "query" | "mutation", field: Field, actor: Actor, target: Actor["forbidden"][number], shape: Shape, isTheirs: (index: number) => boolean, source: Source, selection: string): Promise<string> {
    const sent: string[] = [];
    let index = 0;
    const values = await this.#arguments(field, actor, shape, (slot) => {
      if (!isTheirs(index++) || (target.isOwnOrganisation && isNewId(slot))) return undefined;
      if (kind === "mutation" && slot.kind === "text") return undefined; // it would become the own side's word
      const value = this.#value(slot, target.belongings, source);
      if (isNewId(slot)) forget(target.belongings, value); // from now on it is the id of an own row, too
      if (kind === "mutation" && slot.kind === "email") target.belongings.emails = target.belongings.emails.filter((one) => one !== value); // likewise
      sent.push(value);
      return value;
    });
    const answer = await actor.ask(operationOf(kind, field, values, selection));
    this.#look(actor, field.name, answer, sent);
    return `${answer.status} ${comparable(answer.text, sent, this.#world.known)}`;
  }

  /** Arguments of a field; `choose` decides about each place of an id, undefined = one's own. */
  async #arguments(field: Field, actor: Actor, shape: Shape, choose: (slot: Slot) => string | undefined): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    let version: string | undefined;
    for (const argument of field.args) {
      const value = valueOf(argument, field.name, (slot) => {
        const chosen = choose(slot) ?? this.#ownValue(slot, actor);
        if (slot.name === "mealPlanVersionId") version = String(chosen);
        return chosen;
      }, shape);
      if (value !== undefined) values[argument.name] = value;
    }
    const input = (values["input"] ?? values) as Record<string, unknown>;
    if (version && "revision" in input) input["revision"] = await this.#world.revisionOf(version);
    return values;
  }

  #value(slot: Slot, theirs: Belongings, source: Source): string {
    const { random } = this.#world;
    if (slot.kind === "uuid") return source === "missing" ? random.uuid() : (isNewId(slot) ? undefined : this.#idOf(slot, theirs)) ?? random.pick([...theirs.ids]);
    if (slot.kind === "email") return source === "missing" ? `nobody${Math.floor(random.next() * 1e9)}@nowhere.test` : theirs.emails.length > 0 ? random.pick(theirs.emails) : `nobody${Math.floor(random.next() * 1e9)}@nowhere.test`;
    if (slot.kind === "text") return source === "missing" ? `zqnobody${Math.floor(random.next() * 1e9)}` : theirs.texts.length > 0 ? random.pick(theirs.texts) : "zqnobody";
    const table = random.pick([...this.#world.nodeTypes.keys()]);
    return globalId(this.#world.nodeTypes.get(table)!, source === "missing" ? random.uuid() : random.pick(idsOf(theirs, table)));
  }

  #ownValue(slot: Slot, actor: Actor): string {
    const { random } = this.#world;
    if (slot.kind === "text") return "a";
    if (slot.kind === "email") return `new${Math.floor(random.next() * 1e9)}@demo.test`;
    if (slot.kind === "nodeId") return globalId("Client", random.uuid());
    if (isNewId(slot)) return random.uuid();
    return this.#idOf(slot, actor.own, true) ?? random.uuid();
  }

  #idOf(slot: Slot, belongings: Belongings, isFirst = false): string | undefined {
    const table = this.#world.tableOf(slot);
    const ids = table ? belongings.byTable.get(table) : undefined;
    if (!ids || ids.length === 0) return undefined;
    return isFirst ? ids[0] : this.#world.random.pick(ids);
  }

  async #filters(field: Field, actor: Actor, target: Actor["forbidden"][number]): Promise<void> {
    const argument = field.args.find(({ name }) => name === "filter");
    if (!argument || !isInputObjectType(getNamedType(argument.type))) return;
    const selection = this.#selection(getNamedType(field.type), 0, actor);
    const count = filtersOf(argument, field.name, () => "").length;
    for (let index = 0; index < count; index++) {
      const neighbours = new Map<string, string>();
      const run = async (source: Source) => {
        const sent: string[] = [];
        const filter = filtersOf(argument, field.name, (slot) => {
          const key = `${slot.kind} ${slot.name}`;
          if (!neighbours.has(key)) neighbours.set(key, this.#value(slot, target.belongings, "forbidden"));
          const theirs = neighbours.get(key)!;
          const value = source === "forbidden" ? theirs : slot.kind === "uuid" ? besides(theirs) : `${theirs}~`; // beside it, so that greater and less answer alike
          sent.push(value);
          return value;
        })[index];
        const answer = await actor.ask(operationOf("query", field, { filter, ...firstOf(field, 5) }, selection));
        this.#look(actor, field.name, answer, sent);
        return `${answer.status} ${comparable(answer.text, sent, this.#world.known)}`;
      };
      await this.#compare("query", field, actor, run);
    }
  }

  /** Each order alone: it shows no row more than the others, and as many. */
  async #orders(field: Field, actor: Actor, target: Actor["forbidden"][number]): Promise<void> {
    const argument = field.args.find(({ name }) => name === "orderBy");
    if (!argument) return;
    const type = getNamedType(argument.type);
    if (!isEnumType(type) || target !== actor.forbidden[0]) return;
    const counts = new Set<string>();
    for (const { name } of type.getValues()) {
      const answer = await actor.ask(operationOf("query", field, { orderBy: [name], ...firstOf(field, 10) }, "{ totalCount nodes { __typename } pageInfo { startCursor endCursor } }"));
      this.#look(actor, field.name, answer, []);
      counts.add(/"totalCount":(\d+|null)/.exec(answer.text)?.[1] ?? "none");
    }
    if (counts.size > 1) this.#report(actor, field.name, "another order finds another number of rows", [...counts].join(", "));
  }

  /** Pages that begin after somebody else's row, by the cursor that they would have. */
  async #cursors(field: Field, actor: Actor, target: Actor["forbidden"][number]): Promise<void> {
    if (!field.args.some(({ name }) => name === "after")) return;
    const values = await this.#arguments(field, actor, { isFull: false, step: 0 }, () => undefined);
    const asked = await actor.ask(operationOf("query", field, { ...values, ...firstOf(field, 1) }, "{ pageInfo { endCursor } }"));
    const cursor = /"endCursor":"([^"]+)"/.exec(asked.text)?.[1];
    const plain = cursor && Buffer.from(cursor, "base64").toString();
    const own = plain?.match(UUID)?.[0];
    if (!plain || !own) return;
    const table = this.#world.tableOf({ kind: "uuid", name: "rowId", field: field.name });
    const theirs = this.#world.random.pick(idsOf(target.belongings, table));
    const run = async (source: Source) => {
      const id = source === "forbidden" ? theirs : besides(theirs);
      const after = Buffer.from(plain.replace(own, id)).toString("base64");
      const answer = await actor.ask(operationOf("query", field, { ...values, ...firstOf(field, 3), after }, this.#selection(getNamedType(field.type), 0, actor)));
      this.#look(actor, field.name, answer, [id]);
      return `${answer.status} ${comparable(answer.text, [id], this.#world.known)}`;
    };
    await this.#compare("query", field, actor, run);
  }

  /** The global id of one row of every kind. */
  async #nodes(field: Field, actor: Actor, target: Actor["forbidden"][number]): Promise<void> {
    if (field.name !== "node") return;
    for (const [table, type] of this.#world.nodeTypes) {
      for (const theirs of (target.belongings.byTable.get(table) ?? []).slice(0, 3)) {
        const run = async (source: Source) => {
          const id = source === "forbidden" ? theirs : this.#world.random.uuid();
          const sent = [globalId(type, id), id, type];
          const answer = await actor.ask({ query: `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} ${this.#selection(this.#world.schema.getType(type), 0, actor)} } }`, variables: { id: sent[0] } });
          this.#look(actor, "node", answer, sent);
          return `${answer.status} ${comparable(answer.text, sent, this.#world.known)}`;
        };
        await this.#compare("query", field, actor, run, `node of ${type}`);
      }
    }
  }

  #selection(type: GraphQLNamedType | undefined, depth: number, actor: Actor): string {
    if (!type || isInterfaceType(type)) return "{ __typename }";
    return selectionOf(type, depth, (slot) => this.#ownValue(slot, actor), { fields: depth > 1 ? 600 : 120, permitted: actor.permitted });
  }

  /** Looks for anything that belongs to somebody else, apart from what the actor said first. */
  #look(actor: Actor, field: string, answer: Answer, sent: string[]): void {
    const text = sent.reduce((left, value) => left.replaceAll(value, ""), readable(answer.text));
    for (const { name, belongings, mark } of actor.forbidden) {
      const id = (text.match(UUID) ?? []).find((one) => belongings.ids.has(one));
      if (id) this.#report(actor, field, `shows an id of ${name}`, around(text, id));
      const email = (text.match(/[\w.+-]+@[\w.-]*\w/g) ?? []).find((one) => belongings.emails.includes(one));
      if (email) this.#report(actor, field, `shows an address of ${name}`, around(text, email));
      if (text.includes(mark)) this.#report(actor, field, `shows words of ${name}`, around(text, mark));
    }
    if (answer.status === 400 && !/"code":"TF400"/.test(answer.text)) this.#report(actor, field, "is not asked rightly: mend operations.ts", text);
    if (text.includes('"code":"TF500"') || answer.status >= 500) this.#report(actor, field, "fails in a way that nobody foresaw", `${this.#world.logged(answer.text)} ${text}`);
  }

  #report(actor: Actor, field: string, what: string, detail: string): void {
    if (this.findings.filter((one) => one.actor === actor.name && one.field === field && one.what === what).length > 0) return;
    this.findings.push({ actor: actor.name, field, what, detail: detail.slice(0, 900) });
  }
}

export const globalId = (type: string, id: string): string => Buffer.from(JSON.stringify([type, id])).toString("base64");

/** The id next to this one: no row has it, and it sorts where this one does. */
const besides = (id: string): string => id.slice(0, -1) + (id.endsWith("f") ? "e" : (parseInt(id.slice(-1), 16) + 1).toString(16));

/** What a mutation's answer says about what was found: whether it failed and how. What it shows beside that depends on what went before. */
const decisive = (answer: string): string => `${answer.slice(0, 3)} ${(answer.match(/"(?:code|message|status|detail)"\s*:\s*(?:null|"[^"]*"|\{[^}]*\})/g) ?? []).filter((part) => !/"code"\s*:\s*"(?!TF\d)/.test(part)).join(" ")}`;

/** The ids of a table's rows, or any where none is known, or none is hidden any more. */
function idsOf({ ids, byTable }: Belongings, table: string | undefined): string[] {
  const rows = table === undefined ? undefined : byTable.get(table);
  return rows?.length ? rows : [...ids];
}

function forget({ ids, byTable }: Belongings, id: string): void {
  ids.delete(id);
  for (const [table, known] of byTable) if (known.includes(id)) byTable.set(table, known.filter((one) => one !== id));
}

/** Where two answers part. */
export function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 120);
  return `${a.slice(from, at + 250)} AGAINST ${b.slice(from, at + 250)}`;
}

const around = (text: string, what: string): string => text.slice(Math.max(0, text.indexOf(what) - 150), text.indexOf(what) + 150);

const firstOf = (field: Field, first: number): { first?: number } => (field.args.some(({ name }) => name === "first") ? { first } : {});

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const item of queue) await work(item);
  }));
}
