import type { PlanDocument } from "../document/plan-document.ts";
import { placesOf, type PlaceKey } from "../saving/plan-places.ts";
import { applyEdits } from "./apply-edit.ts";
import { invertEdits } from "./invert-edit.ts";
import type { PlanEdit } from "./plan-edit.ts";

interface Step {
  changeId: string;
  label: string;
  edits: PlanEdit[];
  inverse: PlanEdit[];
  places: PlaceKey[];
}

/** What Ctrl+Z takes back and Ctrl+Shift+Z does again: inverse edits, newest last. */
export interface UndoHistory {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const emptyHistory: UndoHistory = { done: [], undone: [] };

const longest = 200;

/** Remembers edits that are about to be made in `before`; what was undone can no longer be done again. */
export function remember(history: UndoHistory, before: PlanDocument, changeId: string, label: string, edits: PlanEdit[]): UndoHistory {
  const inverse = invertEdits(before, edits);
  const places = edits.flatMap((edit) => placesOf(before, edit));
  return { done: [...history.done, { changeId, label, edits, inverse, places }].slice(-longest), undone: [] };
}

export interface Replay {
  history: UndoHistory;
  label: string;
  edits: PlanEdit[];
}

/** The edits that take the last change back, or null when there is none that still applies. */
export function undo(history: UndoHistory, plan: PlanDocument): Replay | null {
  const step = history.done.at(-1);
  if (!step || !applyEdits(plan, step.inverse)) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    label: step.label,
    edits: step.inverse,
  };
}

/** The edits that do the last undone change again, or null when there is none that still applies. */
export function redo(history: UndoHistory, plan: PlanDocument): Replay | null {
  const step = history.undone.at(-1);
  if (!step || !applyEdits(plan, step.edits)) return null;
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    label: step.label,
    edits: step.edits,
  };
}

/** Forgets what changed one of these places: somebody else has changed it since, and taking it back would undo theirs. */
export function forgetPlaces(history: UndoHistory, places: readonly PlaceKey[]): UndoHistory {
  const theirs = new Set<string>(places);
  const apart = (step: Step): boolean => !step.places.some((key) => theirs.has(key));
  return { done: history.done.filter(apart), undone: history.undone.filter(apart) };
}

/** Forgets a change that the server refused. */
export function forget(history: UndoHistory, changeId: string): UndoHistory {
  const others = (step: Step): boolean => step.changeId !== changeId;
  return { done: history.done.filter(others), undone: history.undone.filter(others) };
}
