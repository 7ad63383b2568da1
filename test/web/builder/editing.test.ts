import { afterEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";

import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { removeItem, setAmount } from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
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
function open(current: OpenedDocument = opened()) {
  const answers: ((result: Result) => void)[] = [];
  const sent: number[] = [];
  const api: Pick<BuilderApi, "load" | "send"> = {
    load: () => Promise.resolve({ ok: true, value: current }),
    send: (_edits, revision) => {
      sent.push(revision);
      return new Promise((resolve) => answers.push(resolve));
    },
  };
  const scope = effectScope();
  const editing = scope.run(() => useEditing(opened(), api as BuilderApi))!;
  scopes.push(() => scope.stop());
  const answer = async (result: Result) => {
    await vi.waitFor(() => expect(answers).not.toHaveLength(0));
    answers.shift()!(result);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { editing, sent, answer };
}

const opened = (): OpenedDocument => ({ plan: aPlan(), nutrition: noNutrition, findings: [] });
const saved = (revision: number): Result => ({
  ok: true,
  answer: { revision, savedAt: "2026-03-04T12:04:00Z", nutrition: { ...noNutrition }, findings: [], items: [{ id: "oats", grams: 80 }] },
});
const oats = (amount: number) => setAmount(aPlan(), "oats", { amount, foodPortionId: null, unitCode: "g" });
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
    await editing.resolveConflict("reapply");
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
    await editing.resolveConflict("reapply");
    expect(editing.refusal.value?.labels).toEqual(["Set oats to 80 g"]);
    expect(editing.pending.value).toEqual([]);
    expect(editing.change(oats(90))).toBeNull();
  });

  it("discards mine when that is what the person chose", async () => {
    const { editing, answer } = open();
    editing.change(oats(80));
    await answer({ ok: false, failure: { kind: "conflict", message: "" } });
    await editing.resolveConflict("discard");
    expect(amountOfOats(editing.plan.value).amount).toBe(60);
    expect(editing.pending.value).toEqual([]);
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
