import { computed, shallowRef, watch } from "vue";

import type { LibraryHit } from "../../../meal-plans/builder/library/library-hit.ts";
import { itemOfHit } from "../../../meal-plans/builder/library/library-hit.ts";
import { useLibrarySearch } from "../../../meal-plans/builder/library/useLibrarySearch.ts";
import { withNewIngredient } from "./edited-recipe.ts";
import type { RecipeEditor } from "./useRecipeEditor.ts";

/** Type, arrow, Enter: the library's hits under a field, and the chosen one becomes the last ingredient. */
export function useIngredientSearch(editor: RecipeEditor, onAdded: (ingredientId: string) => void) {
  const { query, hits, problem, isSearching, isCurrent, search } = useLibrarySearch(null);
  const active = shallowRef(0);
  // A recipe cannot contain itself, so it is not offered to itself.
  const shown = computed(() => (query.value.trim() ? (hits.value ?? []).filter((hit) => hit.id !== editor.id) : []));
  watch(hits, () => (active.value = 0));

  /** Enter came before the answer to what was typed, and takes the first line of that answer. */
  let isAwaited = false;
  watch(query, () => (isAwaited = false));
  watch(isCurrent, (now) => now && isAwaited && choose(), { flush: "post" });

  function put(hit: LibraryHit): void {
    const { kind, amount, foodPortionId, unitCode } = itemOfHit(hit);
    if (kind === "recipe") editor.recipes[hit.id] = { name: hit.name, hasCookedWeight: hit.units.includes("g") };
    else editor.foods[hit.id] = { name: hit.name, group: hit.group, portions: hit.portions, units: hit.units };
    const added = withNewIngredient(editor.recipe.value, {
      foodId: kind === "food" ? hit.id : null, recipeId: kind === "recipe" ? hit.id : null, amount, foodPortionId, unitCode, discardedShare: 0,
    });
    editor.change(added.recipe, `adding ${hit.name}`);
    query.value = "";
    onAdded(added.id);
  }

  function choose(): void {
    isAwaited = !isCurrent.value;
    if (isAwaited) return void (problem.value && search());
    const hit = shown.value[active.value];
    if (hit) put(hit);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      active.value = Math.min(Math.max(active.value + step, 0), Math.max(shown.value.length - 1, 0));
    } else if (event.key === "Enter") choose();
    else if (event.key === "Escape" && query.value) query.value = "";
    else return;
    event.preventDefault();
  }

  return { query, shown, active, problem, isSearching, isCurrent, search, put, onKey };
}
