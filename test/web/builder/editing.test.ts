import { afterEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";

import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { addItem, removeItem, setAmount, type NewItem } from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
import type { PlanEdit } from "../../../web/src/features/meal-plans/builder/edits/plan-edit.ts";
import { noNutrition } from "../../../web/src/features/meal-plans/builder/nutrition/plan-nutrition.ts";
import type { BuilderApi } from "../../../web/src/features/meal-plans/builder/saving/builder-api.ts";
import type { SendResult } from "../../../web/src/features/meal-plans/builder/saving/edit-queue.ts";
import type { EditAnswer, OpenedDocument } from "../../../web/src/features/meal-plans/builder/saving/parse-document.ts";
import { useEditing } from "../../../web/src/features/meal-plans/builder/useEditing.ts";
import { aPlan, itemsOf } from "./a-plan.ts";

type Result = SendResult<EditAnswer>;

const scopes: (() => void)[] = [];
afterEach(() => scopes.splice(0).forEach((stop) => stop()));

/** A builder whose server answers when the test says so, and holds `current` when it is asked for the document. */
function open(current: OpenedDocument = opened(), nutrition = noNutrition) {
  const answers: ((result: Result) => void)[] = [];
  const sent: number[] = [];
  const continued: [string, PlanEdit[]][] = [];
  let isRefused = false;
  const api: Pick<BuilderApi, "load" | "send" | "visit" | "continueOnNewDraft"> = {
    load: () => Promise.resolve({ ok: true, value: current }),
    visit: () => Promise.resolve({ ok: true, value: { status: "draft", revision: 12, savedBy: "Lena Sommer", savedByMe: false, others: [], librarySeen: null, libraryChanged: [] } }),
    continueOnNewDraft: async (draftId, edits) => {
      if (isRefused) return { ok: false, problem: { kind: "offline", message: "" } };
      continued.push([draftId, edits]);
      return { ok: true, value: draftId };
    },
    send: (_edits, revision) => {
      sent.push(revision);
      return new Promise((resolve) => answers.push(resolve));
    },
  };
  const scope = effectScope();
  const editing = scope.run(() => useEditing({ ...opened(), nutrition }, api as BuilderApi))!;
  scopes.push(() => scope.stop());
  const answer = async (result: Result) => {
    await vi.waitFor(() => expect(answers).not.toHaveLength(0));
    answers.shift()!(result);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { editing, sent, answer, continued, refuse: () => (isRefused = true) };
}

const opened = (): OpenedDocument => ({ plan: aPlan(), nutrition: noNutrition, findings: [] });
const saved = (revision: number): Result => ({
  ok: true,
  answer: { revision, savedAt: "2026-03-04T12:04:00Z", nutrition: { ...noNutrition }, findings: [], items: [{ id: "oats", grams: 80 }] },
});
const oats = (amount: number) => setAmount(aPlan(), "oats", { amount, foodPortionId: null, unitCode: "g" });
const text: NewItem = { kind: "text", name: "bread", foodId: null, recipeId: null, amount: 1, foodPortionId: null, unitCode: null };
const amountOfOats = (plan: ReturnType<typeof aPlan>) => plan.days[0]!.meals[0]!.items[0]!;

describe("editing a plan", () => {
  it("shows an edit at once, and the server's totals, grams and revision with its answer", async () => {
    const { editing, sent, answer } = open();
    const before = editing.nutrition.value;
    editing.change(oats(80));
    expect(amountOfOats(editing.plan.value)).toMatchObject({ amount: 80, grams: null });
    expect(editing.isAhead.value).toBe(true);
    expect(editing.saveStatus.value.kind).toBe("saving");
    await answer(saved(8));
    expect(amountOfOats(editing.plan.value).grams).toBe(80);
    expect(editing.nutrition.value).not.toBe(before);
    expect(editing.isAhead.value).toBe(false);
    expect(editing.saveStatus.value).toMatchObject({ kind: "saved" });
    editing.change(oats(90));
    expect(sent).toEqual([7, 8]);
  });

  it("shows what a changed amount will come to before the server's answer, which then counts", async () => {
    const amounts = (id: string, known: (number | null)[], unknown = [0, 0]) => ({ id, known, unknown });
    const nutrition = {
      ...noNutrition,
      nutrientIds: [208, 307],
      items: new Map([["oats", amounts("oats", [240, null], [0, 1])], ["muesli", amounts("muesli", [200, 5])]]),
      meals: new Map([["mon-breakfast", amounts("mon-breakfast", [300, 50], [0, 1])]]),
      days: new Map([["mon", { ...amounts("mon", [900, 80], [0, 1]), energyPercent: {} }], ["tue", { ...amounts("tue", [null, null]), energyPercent: {} }]]),
      average: { ...amounts("", [900, 80], [0, 1]), energyPercent: {} },
    } as unknown as OpenedDocument["nutrition"];
    const { editing, answer } = open({ ...opened(), nutrition }, nutrition);
    const energy = () => [editing.nutrition.value.items.get("oats"), editing.nutrition.value.meals.get("mon-breakfast"), editing.nutrition.value.days.get("mon"), editing.nutrition.value.average].map((part) => part?.known);
    editing.change(oats(90));
    expect(energy()).toEqual([[360, null], [420, 50], [1020, 80], [1020, 80]]);
    editing.change(setAmount(editing.plan.value, "muesli", { amount: 120, foodPortionId: null, unitCode: "g" }));
    expect(editing.nutrition.value.items.get("muesli")!.known).toEqual([400, 10]);
    expect(energy()[2], "an alternative counts nowhere").toEqual([1020, 80]);
    editing.change(setAmount(editing.plan.value, "oats", { amount: 1, foodPortionId: "cup", unitCode: null }));
    expect(energy()[2], "another unit waits for the server").toEqual([900, 80]);
    await answer(saved(8));
    await answer(saved(9));
    expect(editing.nutrition.value.items.size).toBe(0);
  });

  it("takes an edit back before and after it is saved", async () => {
    const { editing, answer } = open();
    editing.change(oats(80));
    editing.undo();
    expect(amountOfOats(editing.plan.value).amount).toBe(60);
    await answer(saved(8));
    await answer(saved(9));
    editing.redo();
    expect(amountOfOats(editing.plan.value).amount).toBe(80);
    expect(editing.canRedo.value).toBe(false);
  });

  it("takes a refused edit back from the screen and says what and why", async () => {
    const { editing, answer } = open();
    editing.change(oats(80), "Set oats to 80 g");
    await answer({ ok: false, failure: { kind: "refused", message: "There is no such unit." } });
    expect(amountOfOats(editing.plan.value).amount).toBe(60);
    expect(editing.refusal.value).toEqual({ labels: ["Set oats to 80 g"], message: "There is no such unit." });
    expect(editing.canUndo.value).toBe(false);
  });

  it("keeps what was typed through a conflict and puts it on top of the current version", async () => {
    const theirs = applyEdits(aPlan(), removeItem(aPlan(), "rice"))!;
    const { editing, sent, answer } = open({ ...opened(), plan: { ...theirs, version: { ...theirs.version, revision: 12 } } });
    editing.change(oats(80));
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    expect(editing.saveStatus.value.kind).toBe("conflict");
    expect(amountOfOats(editing.plan.value).amount).toBe(80);
    expect(editing.conflict.value).toMatchObject({ by: "Lena Sommer", elsewhere: ["Removed: rice, 60 g (Mon, Dinner)"] });
    expect(editing.conflict.value!.choices.map(({ contested }) => contested)).toEqual([[]]);
    await editing.resolveConflict(editing.pending.value);
    expect(amountOfOats(editing.plan.value).amount).toBe(80);
    expect(itemsOf(editing.plan.value, "mon-dinner")).toEqual([]);
    expect(sent).toEqual([7, 12]);
    await answer(saved(13));
    expect(editing.saveStatus.value.kind).toBe("saved");
  });

  it("names what could not be put on a version that was published meanwhile", async () => {
    const published = aPlan();
    const { editing, answer } = open({ ...opened(), plan: { ...published, canEdit: false } });
    editing.change(oats(80), "Set oats to 80 g");
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    await editing.resolveConflict(editing.pending.value);
    expect(editing.refusal.value?.labels).toEqual(["Set oats to 80 g"]);
    expect(editing.pending.value).toEqual([]);
    expect(editing.change(oats(90))).toBeNull();
  });

  it("puts on a new draft what was not saved when somebody published, and gives up only what is in no plan any more", async () => {
    const theirs = applyEdits(aPlan(), removeItem(aPlan(), "milk"))!;
    const { editing, answer, continued } = open({ ...opened(), plan: { ...theirs, canEdit: false, version: { ...theirs.version, revision: 12, status: "published" } } });
    editing.change(oats(80), "Set oats to 80 g");
    editing.change(removeItem(editing.plan.value, "milk"), "Remove milk");
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    await vi.waitFor(() => expect(editing.continuable.value).not.toBeNull());
    expect(editing.continuable.value!.kept.map(({ label }) => label), "milk is gone already").toEqual(["Set oats to 80 g"]);
    expect(editing.continuable.value!.lost).toEqual([]);
    expect(await editing.continueOnNewDraft("draft")).toEqual({ ok: true, value: "draft" });
    expect(continued).toEqual([["draft", oats(80)]]);
    expect(editing.pending.value).toEqual([]);
    expect(editing.queueState.value.kind).toBe("idle");
  });

  it("keeps what was typed where the new draft could not be made", async () => {
    const published = { ...aPlan(), canEdit: false, version: { ...aPlan().version, revision: 12, status: "published" as const } };
    const { editing, answer, refuse } = open({ ...opened(), plan: published });
    editing.change(oats(80), "Set oats to 80 g");
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    await vi.waitFor(() => expect(editing.continuable.value).not.toBeNull());
    refuse();
    expect(await editing.continueOnNewDraft("draft")).toMatchObject({ ok: false });
    expect(editing.pending.value.map(({ label }) => label)).toEqual(["Set oats to 80 g"]);
    expect(editing.continuable.value!.kept).toHaveLength(1);
  });

  it("discards mine when that is what the person chose", async () => {
    const { editing, answer } = open();
    editing.change(oats(80));
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    await editing.resolveConflict([]);
    expect(amountOfOats(editing.plan.value).amount).toBe(60);
    expect(editing.pending.value).toEqual([]);
  });

  it("sets both beside each other where both changed the same place, and takes the one that is chosen", async () => {
    const theirs = applyEdits(aPlan(), oats(100))!;
    const document = { ...opened(), plan: { ...theirs, version: { ...theirs.version, revision: 12 } } };
    for (const isMine of [true, false]) {
      const { editing, answer } = open(document);
      editing.change(oats(80), "Set oats to 80 g");
      editing.change(setAmount(editing.plan.value, "milk", { amount: 10, foodPortionId: null, unitCode: "g" }), "Set milk to 10 g");
      await answer({ ok: false, failure: { kind: "conflict", message: "" } });
      const [first, second] = editing.conflict.value!.choices;
      expect(first!.contested).toEqual([{ key: "item:oats", before: "oats, 60 g (Mon, Breakfast)", theirs: "oats, 100 g (Mon, Breakfast)", mine: "oats, 80 g (Mon, Breakfast)" }]);
      expect(second!.contested).toEqual([]);
      await editing.resolveConflict([...(isMine ? first!.changes : []), ...second!.changes]);
      expect(amountOfOats(editing.plan.value).amount).toBe(isMine ? 80 : 100);
      expect(editing.plan.value.days[0]!.meals[0]!.items[2]!.amount, "what only I changed").toBe(10);
    }
  });

  it("puts back what they removed and I changed, when mine is chosen", async () => {
    const theirs = applyEdits(aPlan(), removeItem(aPlan(), "milk"))!;
    const { editing, answer } = open({ ...opened(), plan: { ...theirs, version: { ...theirs.version, revision: 12 } } });
    editing.change(setAmount(aPlan(), "milk", { amount: 10, foodPortionId: null, unitCode: "g" }));
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    expect(editing.conflict.value!.choices[0]!.contested).toMatchObject([{ theirs: null, mine: "milk, 10 g (Mon, Breakfast)" }]);
    await editing.resolveConflict(editing.pending.value);
    expect(editing.refusal.value).toBeNull();
    expect(editing.pending.value[0]!.edits).toMatchObject([{ op: "add_item", id: "milk", amount: 10, mealId: "mon-breakfast", position: 3 }]);
    expect(itemsOf(editing.plan.value, "mon-breakfast")).toEqual(["oats", "muesli", "milk"]);
  });

  it("asks about what is typed while a conflict is open, too", async () => {
    const { editing, answer } = open();
    editing.change(oats(80), "Set oats to 80 g");
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    editing.change(removeItem(editing.plan.value, "rice"), "Remove rice");
    expect(editing.conflict.value!.choices.map(({ changes }) => changes.map((change) => change.label))).toEqual([["Set oats to 80 g"], ["Remove rice"]]);
  });

  it("sends nothing twice when only the answer was lost, and goes on with the rest", async () => {
    const current = opened();
    const { editing, sent, answer } = open(current);
    editing.change(oats(80));
    current.plan = { ...editing.plan.value, version: { ...editing.plan.value.version, revision: 9 } }; // it arrived
    editing.change(removeItem(editing.plan.value, "rice"));
    await answer({ ok: false, failure: { kind: "offline" } });
    editing.retry();
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    expect(sent).toEqual([7, 7, 9]);
    expect(editing.pending.value).toHaveLength(1);
    expect(editing.pending.value[0]!.edits).toEqual([{ op: "remove_item", id: "rice" }]);
    expect(amountOfOats(editing.plan.value).amount).toBe(80);
  });

  it("shows what somebody else saved while nothing of one's own is on its way, and forgets only the undo steps that would take theirs back", async () => {
    const current = opened();
    const { editing, answer } = open(current);
    editing.change(oats(80), "Set oats");
    await answer(saved(8));
    editing.change(removeItem(editing.plan.value, "rice"), "Remove rice");
    await answer(saved(9));
    const theirs = applyEdits(editing.plan.value, oats(100))!;
    current.plan = { ...theirs, version: { ...theirs.version, revision: 11 } };
    expect(await editing.catchUp()).toBe(true);
    expect(amountOfOats(editing.plan.value).amount).toBe(100);
    expect(editing.savedRevision()).toBe(11);
    expect(editing.undo()).toBe("Undone: Remove rice");
    expect(editing.canUndo.value).toBe(false);
  });

  it("splits what is too much for one request, and takes it back as one step", async () => {
    const { editing, answer } = open();
    const many = Array.from({ length: 1200 }, (_, index) => ({ ...addItem(aPlan(), "tue-breakfast", text)[0]!, id: `n${index}`, position: index + 1 }) as PlanEdit);
    editing.change(many, "Copy everything");
    expect(editing.pending.value.map((change) => change.edits.length)).toEqual([500, 500, 200]);
    for (const revision of [8, 9, 10]) await answer(saved(revision));
    expect(editing.pending.value).toEqual([]);
    editing.undo();
    expect(itemsOf(editing.plan.value, "tue-breakfast")).toEqual([]);
  });

  it("asks before the window is closed while something is not saved", async () => {
    const { editing, answer } = open();
    const closing = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(closing()).toBe(false);
    editing.change(oats(80));
    expect(closing()).toBe(true);
    await answer(saved(8));
    expect(closing()).toBe(false);
  });
});
