import { computed } from "vue";
import { useRouter } from "vue-router";

import { session } from "../../../auth/session.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import type { RecipeEditor } from "./editor/useRecipeEditor.ts";
import { archiveMutation, copyMutation, deleteMutation } from "./recipe-api.ts";

/** What can be done with a recipe as a whole: copied, put away, and deleted while nothing uses it. */
export function useRecipeActions(editor: RecipeEditor, reopen: () => void) {
  const router = useRouter();
  const copying = useAction(copyMutation);
  const archiving = useAction(archiveMutation);
  const deleting = useAction(deleteMutation);

  async function copy(): Promise<void> {
    const id = newId();
    if (await copying.run({ input: { id, recipeId: editor.id } })) await router.push({ name: "recipe", params: { recipeId: id } });
  }

  async function archive(isArchived: boolean): Promise<void> {
    if (!(await archiving.run({ input: { recipeId: editor.id, isArchived } }))) return;
    const name = editor.saved.value.name;
    if (editor.document.value) editor.document.value = { ...editor.document.value, isArchived };
    toasts.show(isArchived ? `${name} was put away` : `${name} is back in use`, () => archive(!isArchived));
  }

  /** Undo instead of "are you sure": the same recipe is saved again, under its id. */
  async function remove(): Promise<void> {
    if (!(await deleting.run({ input: { recipeId: editor.id } }))) return;
    editor.forget();
    const name = editor.saved.value.name;
    await router.push({ name: "recipes" });
    toasts.show(`${name} was deleted`, async () => {
      if (await editor.saveAnew()) await router.push({ name: "recipe", params: { recipeId: editor.id } });
      else reopen();
    });
  }

  const choices = computed(() => {
    const recipe = editor.document.value;
    if (!recipe) return [];
    const { recipes, drafts, templates, published } = recipe.usedIn;
    const isUsed = recipes.length + drafts + templates + published > 0;
    return [
      ...(session.can("copy_recipe") ? [{ title: "Make a copy", run: () => void copy() }] : []),
      ...(recipe.canEdit && session.can("archive_recipe") ? [{ title: recipe.isArchived ? "Use again" : "Archive", run: () => void archive(!recipe.isArchived) }] : []),
      ...(recipe.canEdit && !isUsed && session.can("delete_recipe") ? [{ title: "Delete", run: () => void remove() }] : []),
    ];
  });

  return { copy, choices, problem: computed(() => copying.problem.value ?? archiving.problem.value ?? deleting.problem.value) };
}
