import { useClientHandle } from "@urql/vue";
import { useEventListener } from "@vueuse/core";
import { computed, inject, provide, shallowReactive, shallowRef, type InjectionKey } from "vue";

import { newId } from "../../../../graphql/new-id.ts";
import { problemOf, type Problem } from "../../../../graphql/problems.ts";
import type { SaveStatus } from "../../../../ui/states/SaveState.vue";
import { recipeQuery, saveMutation } from "../recipe-api.ts";
import { parseRecipe, type MeasuredFood, type MeasuredRecipe, type RecipeDocument } from "../recipe-document.ts";
import { editedFrom, emptyRecipe, isSameRecipe, toLines, typedAbove0, type EditedRecipe } from "./edited-recipe.ts";
import { emptyHistory, redo, remember, undo } from "./recipe-history.ts";
import { usePreview } from "./usePreview.ts";

/** The recipe that is being written: what it is now, what is saved, what it comes to, and the way back. */
export function useRecipeEditor(opened: RecipeDocument | null) {
  const { client } = useClientHandle();
  const id = opened?.id ?? newId();
  const canEdit = opened?.canEdit ?? true;
  const document = shallowRef(opened);
  const saved = shallowRef<EditedRecipe>(opened ? editedFrom(opened) : emptyRecipe);
  const recipe = shallowRef(saved.value);
  const history = shallowRef(emptyHistory);
  const revision = shallowRef(opened?.revision ?? 0);
  const isDirty = computed(() => !isSameRecipe(recipe.value, saved.value));
  /** Names and measures of what the ingredients name. */
  const foods = shallowReactive<Record<string, MeasuredFood>>({ ...opened?.foods });
  const recipes = shallowReactive<Record<string, MeasuredRecipe>>({ ...opened?.recipes });
  const { preview, problem: previewProblem, isCurrent, ask } = usePreview(id, recipe, opened?.figures ?? null);
  const announcement = shallowRef("");

  function change(next: EditedRecipe, label: string, field: string | null = null): void {
    if (!canEdit || isSameRecipe(next, recipe.value)) return;
    history.value = remember(history.value, recipe.value, label, field);
    recipe.value = next;
  }

  function step(taken: ReturnType<typeof redo>, words: string): void {
    if (!taken) return;
    history.value = taken.history;
    recipe.value = taken.recipe;
    announcement.value = `${words}: ${taken.label}`;
  }

  const status = shallowRef<SaveStatus>({ kind: "idle" });
  const problem = shallowRef<Problem | null>(null);
  /** What somebody else saved meanwhile, while the person decides. */
  const theirs = shallowRef<RecipeDocument | null>(null);
  const mistakes = computed(() => ({
    name: recipe.value.name.trim() ? undefined : "A recipe needs a name",
    servings: typedAbove0(recipe.value.servings) ? undefined : "How many servings it makes: a number above 0",
    cookedWeight: Number.isNaN(typedAbove0(recipe.value.cookedWeight)) ? "Grams of the finished dish, above 0, or nothing" : undefined,
  }));
  const isComplete = computed(() => Object.values(mistakes.value).every((mistake) => !mistake));

  /** Saves what is written; answers whether it is saved. */
  async function save(): Promise<boolean> {
    const written = recipe.value;
    status.value = { kind: "saving" };
    problem.value = null;
    const cookedWeight = typedAbove0(written.cookedWeight);
    const input = {
      id,
      revision: revision.value,
      name: written.name.trim(),
      servings: String(typedAbove0(written.servings)),
      cookedWeightG: cookedWeight === null ? null : String(cookedWeight),
      preparation: written.preparation,
      ingredients: toLines(written.ingredients),
    };
    const result = await client.mutation(saveMutation, { input }).toPromise();
    if (result.error) {
      problem.value = problemOf(result.error);
      if (problem.value.kind === "conflict") theirs.value = await read();
      status.value = { kind: theirs.value ? "conflict" : problem.value.kind === "offline" ? "offline" : "failed", waiting: 1 } as SaveStatus;
      return false;
    }
    revision.value = result.data?.saveRecipe?.result?.revision ?? revision.value + 1;
    saved.value = { ...written, name: written.name.trim() };
    if (recipe.value === written) recipe.value = saved.value;
    status.value = { kind: "saved", at: new Date() };
    document.value = await read();
    return true;
  }

  /** What is written is of no interest any more: the recipe is gone. */
  function forget(): void {
    recipe.value = saved.value;
  }

  /** Brings a deleted recipe back, as it was saved, under its id. */
  async function saveAnew(): Promise<boolean> {
    revision.value = 0;
    return save();
  }

  async function read(): Promise<RecipeDocument | null> {
    const result = await client.query(recipeQuery, { recipeId: id }, { requestPolicy: "network-only" }).toPromise();
    return parseRecipe(result.data?.recipeDocument);
  }

  /** Two wrote: mine over theirs, or theirs instead of mine (which undo brings back). */
  async function settle(choice: "mine" | "theirs"): Promise<void> {
    const other = theirs.value;
    if (!other) return;
    theirs.value = null;
    problem.value = null;
    document.value = other;
    revision.value = other.revision;
    saved.value = editedFrom(other);
    Object.assign(foods, other.foods);
    Object.assign(recipes, other.recipes);
    status.value = { kind: "idle" };
    if (choice === "mine") await save();
    else change(saved.value, "taking over what was saved elsewhere");
  }

  useEventListener(window, "beforeunload", (event) => {
    if (isDirty.value) event.preventDefault();
  });

  return {
    id, canEdit, isNew: opened === null, document, recipe, saved, isDirty, foods, recipes, preview, previewProblem, isCurrent, ask, announcement,
    change, undo: () => step(undo(history.value, recipe.value), "Taken back"), redo: () => step(redo(history.value), "Done again"),
    canUndo: computed(() => history.value.done.length > 0), canRedo: computed(() => history.value.undone.length > 0),
    status, problem, theirs, mistakes, isComplete, save, saveAnew, forget, settle,
  };
}

export type RecipeEditor = ReturnType<typeof useRecipeEditor>;

const key: InjectionKey<RecipeEditor> = Symbol("recipe editor");
export const provideRecipeEditor = (editor: RecipeEditor): void => provide(key, editor);

/** The editor of the page around. */
export function useEditor(): RecipeEditor {
  const editor = inject(key);
  if (!editor) throw new Error("There is no recipe editor around this component.");
  return editor;
}
