import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";

import { forgetWork, keepWork, leftWork } from "../../../web/src/auth/kept-work.ts";
import { applyEdits } from "../../../web/src/features/meal-plans/builder/edits/apply-edit.ts";
import { removeItem, setAmount } from "../../../web/src/features/meal-plans/builder/edits/gestures.ts";
import { noNutrition } from "../../../web/src/features/meal-plans/builder/nutrition/plan-nutrition.ts";
import type { BuilderApi } from "../../../web/src/features/meal-plans/builder/saving/builder-api.ts";
import type { OpenedDocument } from "../../../web/src/features/meal-plans/builder/saving/parse-document.ts";
import { leftChanges } from "../../../web/src/features/meal-plans/builder/saving/unsaved-changes.ts";
import { useEditing } from "../../../web/src/features/meal-plans/builder/useEditing.ts";
import { aPlan, itemsOf } from "./a-plan.ts";

const hers = { ownerId: "hannah", subjectId: "version" };
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("trackforge.unsaved."));

beforeEach(() => localStorage.clear());
afterEach(() => void vi.useRealTimers());

describe("work that is not saved yet", () => {
  it("is found by the same person in the same place when its window is gone, and by nobody else", async () => {
    const window = keepWork(hers);
    window.keep("typed");
    await window.close();
    expect((await leftWork({ ...hers, ownerId: "jonas" })).work).toEqual([]);
    expect((await leftWork({ ...hers, subjectId: "another" })).work).toEqual([]);
    const { work, drop } = await leftWork(hers);
    expect(work).toEqual(["typed"]);
    drop();
    expect(kept()).toEqual([]);
  });

  it("leaves the browser when it is saved, when its owner signs out, and after a week", async () => {
    const window = keepWork(hers);
    window.keep("typed");
    window.clear();
    expect(kept()).toEqual([]);
    window.keep("typed");
    forgetWork(["jonas"]);
    expect(kept()).toHaveLength(1);
    forgetWork(["hannah"]);
    expect(kept()).toEqual([]);
    vi.useFakeTimers({ now: Date.now() - 8 * 86_400_000 });
    window.keep("typed");
    vi.useRealTimers();
    expect((await leftWork(hers)).work).toEqual([]);
    expect(kept()).toEqual([]);
  });

  it("is not taken for something else where an entry cannot be read", async () => {
    localStorage.setItem("trackforge.unsaved.hannah.version.1", "{");
    expect((await leftWork(hers)).work).toEqual([]);
  });
});

const opened = (plan = aPlan()): OpenedDocument => ({ plan, nutrition: noNutrition, findings: [] });
const amount = (plan: ReturnType<typeof aPlan>, id: string, value: number) => setAmount(plan, id, { amount: value, foodPortionId: null, unitCode: "g" });

/** A builder whose server never answers to a save, and holds `plan`. */
function visit(plan = aPlan()) {
  const sent: number[] = [];
  const api = {
    load: () => Promise.resolve({ ok: true, value: opened(plan) }),
    visit: () => Promise.resolve({ ok: false, problem: { kind: "offline", message: "" } }),
    send: (_edits: unknown, revision: number) => {
      sent.push(revision);
      return new Promise(() => {});
    },
  } as unknown as BuilderApi;
  const scope = effectScope();
  return { editing: scope.run(() => useEditing(opened(plan), api))!, sent, leave: () => scope.stop() };
}

describe("a builder that is opened again", () => {
  const before = () => {
    const { editing, leave } = visit();
    editing.change(amount(editing.plan.value, "oats", 80), "Set oats to 80 g");
    editing.change(removeItem(editing.plan.value, "rice"), "Remove rice");
    leave();
  };

  it("shows and sends what was not saved, on the plan that it was made in", async () => {
    before();
    const { editing, sent, leave } = visit();
    expect(editing.takeOver((await leftChanges("version"))!)).toBe(2);
    expect(itemsOf(editing.plan.value, "mon-dinner")).toEqual([]);
    expect(sent).toEqual([7]);
    expect(kept(), "it is kept for this window now").toHaveLength(1);
    leave();
    expect((await leftChanges("version"))!.changes.map((change) => change.label)).toEqual(["Set oats to 80 g", "Remove rice"]);
  });

  it("sends nothing that had arrived after all", async () => {
    before();
    const oats = applyEdits(aPlan(), amount(aPlan(), "oats", 80))!;
    const both = applyEdits(oats, removeItem(aPlan(), "rice"))!;
    const { editing, sent } = visit({ ...both, version: { ...both.version, revision: 9 } });
    expect(editing.takeOver((await leftChanges("version"))!)).toBe(0);
    expect(sent).toEqual([]);
    expect(kept()).toEqual([]);
  });

  it("asks where somebody else has changed the same meanwhile", async () => {
    before();
    const theirs = applyEdits(aPlan(), amount(aPlan(), "oats", 100))!;
    const { editing, sent } = visit({ ...theirs, version: { ...theirs.version, revision: 9 } });
    expect(editing.takeOver((await leftChanges("version"))!)).toBe(2);
    await vi.waitFor(() => expect(editing.conflict.value).not.toBeNull());
    expect(sent).toEqual([]);
    expect(editing.conflict.value!.choices.map(({ contested }) => contested)).toEqual([
      [{ key: "item:oats", before: "oats, 60 g (Mon, Breakfast)", theirs: "oats, 100 g (Mon, Breakfast)", mine: "oats, 80 g (Mon, Breakfast)" }],
      [],
    ]);
  });

  it("says in words what could not be saved before the version was published", async () => {
    before();
    const { editing } = visit({ ...aPlan(), canEdit: false });
    editing.takeOver((await leftChanges("version"))!);
    expect(editing.refusal.value?.labels).toEqual(["Set oats to 80 g", "Remove rice"]);
    expect(kept()).toEqual([]);
  });
});
