import { newId } from "../../../graphql/new-id.ts";
import { useEventListener } from "@vueuse/core";
import { computed, onScopeDispose, shallowRef } from "vue";

import type { SaveStatus } from "../../../ui/states/SaveState.vue";
import type { PlanDocument } from "./document/plan-document.ts";
import { applyEdits } from "./edits/apply-edit.ts";
import { describeEdits } from "./edits/describe-edit.ts";
import type { Change, PlanEdit } from "./edits/plan-edit.ts";
import { emptyHistory, forget, redo, remember, undo, type Replay } from "./edits/undo-history.ts";
import type { BuilderApi } from "./saving/builder-api.ts";
import { createEditQueue, type QueueState } from "./saving/edit-queue.ts";
import type { EditAnswer, OpenedDocument } from "./saving/parse-document.ts";
import { isAlreadyDone, rebaseChanges } from "./saving/rebase-changes.ts";

/** What the server did not take, in words, so that nothing typed is lost without being seen. */
export interface Refusal {
  labels: string[];
  message: string;
}

/**
 * The plan on the screen and its way to the server. `plan` shows every edit at once; `nutrition` and `findings` are the
 * server's and follow with each answer (`isAhead` says that one is on its way).
 */
export function useEditing(opened: OpenedDocument, api: BuilderApi) {
  const plan = shallowRef(opened.plan);
  const nutrition = shallowRef(opened.nutrition);
  const findings = shallowRef(opened.findings);
  const history = shallowRef(emptyHistory);
  const queueState = shallowRef<QueueState>({ kind: "idle" });
  const pending = shallowRef<readonly Change[]>([]);
  const refusal = shallowRef<Refusal | null>(null);
  let saved: PlanDocument = opened.plan;

  const queue = createEditQueue<EditAnswer>({
    send: (edits) => api.send(edits, saved.version.revision),
    arrived,
    onSaved(changes, answer) {
      saved = withAnswer(rebaseChanges(saved, changes).plan, answer);
      nutrition.value = answer.nutrition;
      findings.value = answer.findings;
      showPending();
    },
    onRefused(change, message) {
      history.value = forget(history.value, change.id);
      const { lost } = rebaseChanges(saved, queue.pending());
      refusal.value = { labels: [...(refusal.value?.labels ?? []), ...[change, ...lost].map((one) => one.label)], message };
      queue.drop(lost);
      showPending();
    },
    onState(state) {
      queueState.value = state;
      pending.value = queue.pending();
    },
  });

  /** The plan = what is saved + what is not yet. */
  function showPending(): void {
    pending.value = queue.pending();
    plan.value = rebaseChanges(saved, pending.value).plan;
  }

  async function arrived(changes: readonly Change[]): Promise<boolean> {
    const answer = await api.load();
    if (
      !answer.ok ||
      !isAlreadyDone(
        answer.value.plan,
        changes.flatMap((change) => change.edits),
      )
    )
      return false;
    adopt(answer.value);
    return true;
  }

  function adopt(document: OpenedDocument): void {
    saved = {
      ...document.plan,
      foods: { ...saved.foods, ...document.plan.foods },
      recipes: { ...saved.recipes, ...document.plan.recipes },
    };
    nutrition.value = document.nutrition;
    findings.value = document.findings;
  }

  /** Portions and units of foods and recipes that are about to be put on the plan. */
  function learn(facts: Partial<Pick<PlanDocument, "foods" | "recipes">>): void {
    const withFacts = (one: PlanDocument): PlanDocument => ({
      ...one,
      foods: { ...one.foods, ...facts.foods },
      recipes: { ...one.recipes, ...facts.recipes },
    });
    saved = withFacts(saved);
    plan.value = withFacts(plan.value);
  }

  function enqueue(edits: PlanEdit[], label: string, id: string): boolean {
    const next = applyEdits(plan.value, edits);
    if (!next || edits.length === 0 || !plan.value.canEdit) return false;
    plan.value = next;
    queue.push({ id, label, edits });
    pending.value = queue.pending();
    return true;
  }

  /** Makes edits: shown at once, sent, undoable. Answers their description, or null when nothing changed. */
  function change(edits: PlanEdit[], label = describeEdits(plan.value, edits).join("; ")): string | null {
    const before = plan.value;
    const id = newId();
    if (!enqueue(edits, label, id)) return null;
    history.value = remember(history.value, before, id, label, edits);
    return label;
  }

  function replay(step: Replay | null, word: string): string | null {
    if (!step || !enqueue(step.edits, `${word}: ${step.label}`, newId())) return null;
    history.value = step.history;
    return `${word}: ${step.label}`;
  }

  /** After a conflict: loads what is there now and puts the own changes on top, or gives them up. */
  async function resolveConflict(choice: "reapply" | "discard"): Promise<void> {
    const answer = await api.load();
    if (!answer.ok) {
      refusal.value = { labels: [], message: answer.problem.message };
      return;
    }
    adopt(answer.value);
    const mine = choice === "reapply" ? queue.pending() : [];
    const { kept, lost } = saved.canEdit ? rebaseChanges(saved, mine) : { kept: [], lost: mine };
    if (lost.length > 0) {
      const message = saved.canEdit
        ? "What they change is no longer in the plan."
        : "This version was published meanwhile and never changes.";
      refusal.value = { labels: lost.map((one) => one.label), message };
    }
    history.value = emptyHistory;
    queue.restart(kept);
    showPending();
  }

  useEventListener(window, "online", () => queue.retry());
  useEventListener(window, "beforeunload", (event) => {
    if (pending.value.length > 0) event.preventDefault();
  });
  onScopeDispose(() => queue.stop());

  const saveStatus = computed((): SaveStatus => {
    switch (queueState.value.kind) {
      case "saving":
        return { kind: "saving" };
      case "offline":
        return { kind: "offline", waiting: pending.value.length };
      case "conflict":
        return { kind: "conflict" };
      case "failed":
        return { kind: "failed" };
      case "idle": {
        const { savedAt } = plan.value.version;
        return savedAt ? { kind: "saved", at: new Date(savedAt) } : { kind: "idle" };
      }
    }
  });

  return {
    plan,
    nutrition,
    findings,
    pending,
    queueState,
    refusal,
    saveStatus,
    isAhead: computed(() => pending.value.length > 0),
    canUndo: computed(() => history.value.done.length > 0),
    canRedo: computed(() => history.value.undone.length > 0),
    learn,
    change,
    undo: () => replay(undo(history.value, plan.value), "Undone"),
    redo: () => replay(redo(history.value, plan.value), "Done again"),
    retry: () => queue.retry(),
    resolveConflict,
  };
}

export type Editing = ReturnType<typeof useEditing>;

/** The plan with what the server resolved: revision, time, grams. */
function withAnswer(plan: PlanDocument, answer: EditAnswer): PlanDocument {
  const grams = new Map(answer.items.map((item) => [item.id, item.grams]));
  const days =
    grams.size === 0
      ? plan.days
      : plan.days.map((day) => {
          const meals = day.meals.map((meal) => {
            const isTouched = meal.items.some((item) => grams.has(item.id) && grams.get(item.id) !== item.grams);
            if (!isTouched) return meal;
            return {
              ...meal,
              items: meal.items.map((item) => (grams.has(item.id) ? { ...item, grams: grams.get(item.id) ?? null } : item)),
            };
          });
          return meals.some((meal, index) => meal !== day.meals[index]) ? { ...day, meals } : day;
        });
  return { ...plan, days, version: { ...plan.version, revision: answer.revision, savedAt: answer.savedAt } };
}
