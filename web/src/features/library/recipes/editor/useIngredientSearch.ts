import { computed, shallowRef } from "vue";

import { itemOfHit } from "../../../meal-plans/builder/library/item-of-hit.ts";
import type { LibraryHit } from "../../search/library-hit.ts";
import { noFilters } from "../../search/search-filters.ts";
import { useHitList } from "../../search/useHitList.ts";
import { useLibrarySearch } from "../../search/useLibrarySearch.ts";
import { withNewIngredient } from "./edited-recipe.ts";
import type { RecipeEditor } from "./useRecipeEditor.ts";

/** Type, arrow, Enter: the library's hits under a field, and the chosen one becomes the last ingredient. */
export function useIngredientSearch(editor: RecipeEditor, onAdded: (ingredientId: string) => void) {
  const library = useLibrarySearch(() => null, shallowRef(noFilters));
  const { query, hits, problem, isSearching, isCurrent, search } = library;
  /** The list is there while the field is used. */
  const isOpen = shallowRef(false);

  function put(hit: LibraryHit): void {
    const { kind, amount, foodPortionId, unitCode } = itemOfHit(hit);
    if (kind === "recipe") editor.recipes[hit.id] = { name: hit.name, hasCookedWeight: hit.units.includes("g") };
    else editor.foods[hit.id] = { name: hit.name, group: hit.group, portions: hit.portions, units: hit.units };
    const added = withNewIngredient(editor.recipe.value, {
      foodId: kind === "food" ? hit.id : null, recipeId: kind === "recipe" ? hit.id : null, amount, foodPortionId, unitCode, discardedShare: 0,
    });
    editor.change(added.recipe, `adding ${hit.name}`);
    query.value = "";
    isOpen.value = false;
    onAdded(added.id);
  }

  function leave(): void {
    query.value = "";
    isOpen.value = false;
  }

  // A recipe cannot contain itself, so it is not offered to itself.
  const offered = { ...library, hits: computed(() => hits.value?.filter((hit) => hit.id !== editor.id) ?? null) as typeof hits };
  const { shown, active, onKey } = useHitList(offered, { isTextOffered: computed(() => false), choose: put, chooseText: () => undefined, leave });
  return { query, shown, active, isOpen, problem, isSearching, isCurrent, search, put, onKey };
}
