import { newId } from "../../../graphql/new-id.ts";
import { useEventListener } from "@vueuse/core";
import { computed, onScopeDispose, shallowRef } from "vue";

import type { SaveStatus } from "../../../ui/states/SaveState.vue";
import type { PlanDocument } from "./document/plan-document.ts";
import { applyEdits } from "./edits/apply-edit.ts";
import { describeEdits } from "./edits/describe-edit.ts";
import type { Change, PlanEdit } from "./edits/plan-edit.ts";
import { emptyHistory, forget, forgetPlaces, redo, remember, undo, type Replay } from "./edits/undo-history.ts";
import type { Answer, BuilderApi } from "./saving/builder-api.ts";
import { foreseenNutrition } from "./nutrition/foreseen-nutrition.ts";
import { chosenChanges, compareChanges, type Conflict } from "./saving/conflict.ts";
import { createEditQueue, type QueueState } from "./saving/edit-queue.ts";
import type { EditAnswer, OpenedDocument } from "./saving/parse-document.ts";
import { differences, isSameContent, placesOf, wordsAt } from "./saving/plan-places.ts";
import { isAlreadyDone, rebaseChanges } from "./saving/rebase-changes.ts";
import { ontoCopy } from "./saving/onto-copy.ts";
import { keepUnsaved, type LeftChanges } from "./saving/unsaved-changes.ts";

/** What the server did not take, in words, so that nothing typed is lost without being seen. */
export interface Refusal {
  labels: string[];
  message: string;
}

/** What of the pending changes goes on a draft that a colleague has begun, and what has no place in it any more. */
export interface OnTheirDraft {
  id: string;
  number: number;
  kept: Change[];
  lost: Change[];
  /** The revision that they are made on; less than any where the draft says something else at one of their places. */
  revision: number;
}

/**
 * The plan on the screen and its way to the server. `plan` shows every edit at once, `nutrition` what changed amounts will come to;
 * all other nutrition, and `findings`, are the server's and follow with each answer (`isAhead` says that one is on its way).
 */
export function useEditing(opened: OpenedDocument, api: BuilderApi) {
  const plan = shallowRef(opened.plan);
  const nutrition = shallowRef(opened.nutrition);
  const findings = shallowRef(opened.findings);
  const history = shallowRef(emptyHistory);
  const queueState = shallowRef<QueueState>({ kind: "idle" });
  const pending = shallowRef<readonly Change[]>([]);
  const refusal = shallowRef<Refusal | null>(null);
  /** What to choose from, once it is known what the other did; its document is what the choice is put on. */
  const conflict = shallowRef<(Conflict & { theirs: OpenedDocument }) | null>(null);
  /** Whether this window may be closed without losing anything. */
  const isKept = shallowRef(true);
  let saved: PlanDocument = opened.plan;
  let savedNutrition = opened.nutrition;
  /** False while it is not known what the plan was that the pending changes were made in. */
  let isBaseKnown = true;
  /** What was loaded is not on the screen yet. */
  let isAdopted = false;
  let editedAt = 0;
  const unsaved = keepUnsaved(opened.plan.version.id);

  const queue = createEditQueue<EditAnswer>({
    send: (edits) => api.send(edits, saved.version.revision),
    arrived,
    onSaved(changes, answer) {
      saved = withAnswer(rebaseChanges(saved, changes).plan, answer);
      savedNutrition = answer.nutrition;
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
      if (isAdopted) showPending();
      else setPending();
      if (state.kind === "conflict") void lookAtConflict();
      else conflict.value = null;
    },
  });

  /** What is on its way is kept in this browser too, until it has arrived. */
  function setPending(): void {
    pending.value = queue.pending();
    isKept.value = unsaved.keep(saved.version.revision, pending.value);
  }

  /** The plan = what is saved + what is not yet. */
  function showPending(): void {
    isAdopted = false;
    setPending();
    plan.value = rebaseChanges(saved, pending.value).plan;
    foresee();
  }

  /** Totals of changed amounts are on the screen before the answer, and offline. */
  function foresee(): void {
    nutrition.value = foreseenNutrition(savedNutrition, saved, pending.value.flatMap((change) => change.edits));
  }

  /** How many of the changes are in the plan already, because an answer was lost: the very plan that they lead to, or all of them in another. */
  async function arrived(changes: readonly Change[]): Promise<number> {
    const answer = await api.load();
    if (!answer.ok) return 0;
    const { plan: current } = answer.value;
    const own = changes.findLastIndex((_, index) => isSameContent(rebaseChanges(saved, changes.slice(0, index + 1)).plan, current)) + 1;
    const count = own || doneOf(current, changes, changes.length);
    if (count > 0) {
      adopt(answer.value);
      isAdopted = true;
    }
    return count;
  }

  /** Sets what the other did beside what is pending here. */
  async function lookAtConflict(): Promise<void> {
    const [answer, visit] = await Promise.all([api.load(), api.visit(true)]);
    if (queueState.value.kind !== "conflict") return;
    if (!answer.ok) {
      refusal.value = { labels: [], message: answer.problem.message };
      return;
    }
    compareWith(answer.value, visit.ok && !visit.value.savedByMe ? visit.value.savedBy : null);
  }

  function compareWith(theirs: OpenedDocument, by: string | null): void {
    conflict.value = { ...compareChanges(isBaseKnown ? saved : null, theirs.plan, pending.value, by), theirs };
  }

  function adopt(document: OpenedDocument): void {
    isBaseKnown = true;
    saved = {
      ...document.plan,
      foods: { ...saved.foods, ...document.plan.foods },
      recipes: { ...saved.recipes, ...document.plan.recipes },
    };
    savedNutrition = document.nutrition;
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
    const before = plan.value;
    const next = applyEdits(before, edits);
    if (!next || edits.length === 0 || !before.canEdit) return false;
    plan.value = next;
    for (const part of parts(edits)) queue.push({ id, label, edits: part, was: wordsBefore(before, part) });
    setPending();
    foresee();
    if (conflict.value) compareWith(conflict.value.theirs, conflict.value.by);
    editedAt = Date.now();
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

  /** Ends a conflict: the chosen changes go on top of what is there now, the others are given up. */
  async function resolveConflict(chosen: readonly Change[]): Promise<void> {
    if (!conflict.value) await lookAtConflict();
    if (!conflict.value) return;
    const base = isBaseKnown ? saved : null;
    adopt(conflict.value.theirs);
    const { kept, lost } = saved.canEdit ? chosenChanges(base, saved, chosen) : { kept: [], lost: [...chosen] };
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

  /** What of the pending changes goes on a draft that is begun as a copy of the version that was published meanwhile. */
  const continuable = computed(() => {
    const theirs = conflict.value?.theirs.plan;
    return theirs?.version.status === "published" ? chosenChanges(isBaseKnown ? saved : null, theirs, pending.value) : null;
  });

  /** Puts them there; answers the draft, which has them. What is in no plan any more is given up. */
  async function continueOnNewDraft(draftId: string): Promise<Answer<string>> {
    const edits = continuable.value?.kept.flatMap((change) => change.edits) ?? [];
    const answer = await api.continueOnNewDraft(draftId, edits);
    if (answer.ok) await resolveConflict([]);
    return answer;
  }

  /** The same for a draft that a colleague has begun from that version already. */
  async function lookAtTheirDraft(id: string): Promise<Answer<OnTheirDraft>> {
    const answer = await api.load(id);
    if (!answer.ok) return answer;
    const [published, draft] = [conflict.value?.theirs.plan ?? saved, answer.value.plan];
    const changes = ontoCopy(published, draft, continuable.value?.kept ?? []);
    const { kept, lost } = chosenChanges(null, draft, changes);
    const isFree = compareChanges(null, draft, kept, null).choices.every(({ contested }) => contested.length === 0);
    return { ok: true, value: { id, number: draft.version.number, kept, lost, revision: isFree ? draft.version.revision : 0 } };
  }

  /**
   * Leaves them in this browser for the next visit to that draft, which sends them, or sets both beside each other where the draft
   * says something else by now. False where there is no room: then nothing has changed.
   */
  async function goOnWithTheirDraft({ id, kept, revision }: OnTheirDraft): Promise<boolean> {
    const place = keepUnsaved(id);
    const isRoom = place.keep(revision, kept);
    await place.close();
    if (isRoom) await resolveConflict([]);
    return isRoom;
  }

  /** Takes over what an earlier visit left unsaved: sends what was not there yet, or asks where the plan is another by now. */
  function takeOver(left: LeftChanges): number {
    const arrivedBefore = left.revision === saved.version.revision ? 0 : doneOf(saved, left.changes, 1);
    const rest = left.changes.slice(arrivedBefore);
    if (rest.length > 0 && saved.version.status === "published") {
      isBaseKnown = false;
      queue.hold(rest);
    } else if (rest.length > 0 && !saved.canEdit) {
      refusal.value = { labels: rest.map((one) => one.label), message: "These changes were not saved before this version was published." };
    } else if (rest.length > 0 && left.revision === saved.version.revision) {
      for (const change of rest) queue.push(change);
    } else if (rest.length > 0) {
      isBaseKnown = false;
      queue.hold(rest);
    }
    if (rest.length > 0 && saved.canEdit) showPending();
    left.drop();
    return rest.length;
  }

  /** Shows what somebody else saved, where nothing of one's own is on its way. Answers whether it did. */
  async function catchUp(): Promise<boolean> {
    const answer = await api.load();
    if (!answer.ok || pending.value.length > 0 || queueState.value.kind !== "idle") return false;
    const before = saved;
    adopt(answer.value);
    history.value = forgetPlaces(history.value, differences(before, saved));
    showPending();
    return true;
  }

  useEventListener(window, "online", () => queue.retry());
  useEventListener(window, "beforeunload", (event) => {
    if (pending.value.length > 0) event.preventDefault();
  });
  onScopeDispose(() => {
    queue.stop();
    void unsaved.close();
  });

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
    conflict,
    isKept,
    saveStatus,
    isAhead: computed(() => pending.value.length > 0),
    canUndo: computed(() => history.value.done.length > 0),
    canRedo: computed(() => history.value.undone.length > 0),
    learn,
    change,
    undo: () => replay(undo(history.value, plan.value), "Undone"),
    redo: () => replay(redo(history.value, plan.value), "Done again"),
    retry: () => queue.retry(),
    lookAtConflict,
    resolveConflict,
    continuable,
    continueOnNewDraft,
    lookAtTheirDraft,
    goOnWithTheirDraft,
    takeOver,
    catchUp,
    /** The revision that the screen shows, once everything of one's own is saved. */
    savedRevision: () => saved.version.revision,
    hasEditedSince: (instant: number) => editedAt >= instant,
  };
}

export type Editing = ReturnType<typeof useEditing>;

/** Edits in requests that the server takes, in their order. */
function parts(edits: PlanEdit[]): PlanEdit[][] {
  const count = Math.ceil(edits.length / mostInOne);
  return Array.from({ length: count }, (_, part) => edits.slice(part * mostInOne, (part + 1) * mostInOne));
}
const mostInOne = 500;

function wordsBefore(plan: PlanDocument, edits: readonly PlanEdit[]): Change["was"] {
  const was: Change["was"] = {};
  for (const edit of edits) {
    for (const key of placesOf(plan, edit)) if (!(key in was)) was[key] = edit.op === "add_item" ? null : wordsAt(plan, key);
  }
  return was;
}

/** How many of the changes, from the first, a plan shows already; none where that is fewer than `least`. */
function doneOf(plan: PlanDocument, changes: readonly Change[], least: number): number {
  const shows = (count: number): boolean =>
    isAlreadyDone(
      plan,
      changes.slice(0, count).flatMap((change) => change.edits),
    );
  for (let count = changes.length; count >= least; count -= 1) if (shows(count)) return count;
  return 0;
}

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
