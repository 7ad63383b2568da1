import type { EditedRecipe } from "./edited-recipe.ts";

interface Step {
  before: EditedRecipe;
  label: string;
  /** Steps of one field that follow each other are one: typing a name is not taken back letter by letter. */
  field: string | null;
}

/** What Ctrl+Z takes back and Ctrl+Shift+Z does again. */
export interface RecipeHistory {
  readonly done: readonly Step[];
  readonly undone: readonly { after: EditedRecipe; step: Step }[];
}

export const emptyHistory: RecipeHistory = { done: [], undone: [] };
const longest = 200;

export function remember(history: RecipeHistory, before: EditedRecipe, label: string, field: string | null): RecipeHistory {
  const last = history.done.at(-1);
  if (field && last?.field === field && history.undone.length === 0) return history;
  return { done: [...history.done, { before, label, field }].slice(-longest), undone: [] };
}

export function undo(history: RecipeHistory, now: EditedRecipe): { history: RecipeHistory; recipe: EditedRecipe; label: string } | null {
  const step = history.done.at(-1);
  if (!step) return null;
  return { history: { done: history.done.slice(0, -1), undone: [...history.undone, { after: now, step }] }, recipe: step.before, label: step.label };
}

export function redo(history: RecipeHistory): { history: RecipeHistory; recipe: EditedRecipe; label: string } | null {
  const last = history.undone.at(-1);
  if (!last) return null;
  return { history: { done: [...history.done, last.step], undone: history.undone.slice(0, -1) }, recipe: last.after, label: last.step.label };
}
