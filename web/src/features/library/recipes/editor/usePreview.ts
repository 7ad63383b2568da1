import { useClientHandle } from "@urql/vue";
import { watchDebounced } from "@vueuse/core";
import { computed, shallowRef, type ShallowRef } from "vue";

import { problemOf, type Problem } from "../../../../graphql/problems.ts";
import { previewQuery } from "../recipe-api.ts";
import { parsePreview, type Figures, type RecipePreview } from "../recipe-document.ts";
import { toLines, typedAbove0, type EditedRecipe } from "./edited-recipe.ts";

/** What the recipe comes to while it is written. The database computes it, as it will when it is saved; an overtaken answer is dropped. */
export function usePreview(recipeId: string, recipe: ShallowRef<EditedRecipe>, figures: Figures | null) {
  const { client } = useClientHandle();
  const preview = shallowRef<RecipePreview | null>(figures && { problems: [], grams: [], figures, changes: null });
  const problem = shallowRef<Problem | null>(null);
  /** Only what figures rest on: words change none. */
  const question = computed(() => JSON.stringify([recipe.value.ingredients, recipe.value.servings, recipe.value.cookedWeight]));
  const answered = shallowRef(figures ? question.value : "");

  async function ask(): Promise<void> {
    const asked = question.value;
    const { ingredients, servings, cookedWeight } = recipe.value;
    const decimal = (text: string): string | null => {
      const number = typedAbove0(text);
      return number ? String(number) : null;
    };
    const variables = { ingredients: toLines(ingredients), servings: decimal(servings), cookedWeightG: decimal(cookedWeight), recipeId };
    const result = await client.query(previewQuery, variables, { requestPolicy: "network-only" }).toPromise();
    if (asked !== question.value) return;
    problem.value = result.error ? problemOf(result.error) : null;
    if (result.error) return;
    preview.value = parsePreview(result.data?.previewRecipe);
    answered.value = asked;
  }

  watchDebounced(question, (now) => now !== answered.value && ask(), { debounce: 150 });
  if (!figures) void ask();
  return { preview, problem, isCurrent: computed(() => answered.value === question.value), ask };
}
