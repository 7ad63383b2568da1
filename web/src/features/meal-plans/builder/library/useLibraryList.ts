import { computed, nextTick, shallowRef, watch } from "vue";

import type { Builder } from "../useBuilder.ts";
import { lineElement } from "../useSelection.ts";
import { factsOfHit, itemOfHit, itemOfText, type LibraryHit } from "./library-hit.ts";
import { usedInPlan } from "./used-in-plan.ts";
import type { useLibrarySearch } from "./useLibrarySearch.ts";

/**
 * The lines under the search and how they are used: the arrows choose one, Enter puts it on the plan, Esc goes back to
 * where the focus came from. The last line offers what was typed as free text.
 */
export function useLibraryList(builder: Builder, library: ReturnType<typeof useLibrarySearch>, onChosen: () => void) {
  const { query, hits, problem, isCurrent, search } = library;
  const { plan, editing, selection, isLibraryOpen, libraryTarget } = builder;
  const shown = computed(() => hits.value ?? usedInPlan(plan.value));
  const isTextOffered = computed(() => isCurrent.value && query.value.trim().length > 1);
  const count = computed(() => shown.value.length + (isTextOffered.value ? 1 : 0));
  const active = shallowRef(0);
  watch(hits, () => (active.value = 0));

  /** The item that was added last: where the focus goes when the search is left. */
  let lastAdded: string | null = null;

  /** Puts a hit, or the typed text, where the library adds to. */
  function put(hit: LibraryHit | null): void {
    const wasMeal = libraryTarget.value.kind === "meal";
    if (hit) editing.learn(factsOfHit(hit));
    const itemId = builder.put(hit ? itemOfHit(hit) : itemOfText(query.value));
    if (!itemId) return;
    lastAdded = itemId;
    if (!wasMeal) void selection.focus(`item:${itemId}`);
    else void nextTick(() => lineElement(`item:${itemId}`)?.scrollIntoView({ block: "nearest" }));
  }

  /** Enter came before the answer to what was typed, and takes the first line of that answer: never of an older one. */
  let isAwaited = false;
  watch(query, () => (isAwaited = false));
  watch(isCurrent, (now) => now && isAwaited && choose(), { flush: "post" });

  function choose(): void {
    isAwaited = !isCurrent.value;
    if (isAwaited) return void (problem.value && search());
    if (active.value < shown.value.length) put(shown.value[active.value]!);
    else if (isTextOffered.value) put(null);
    onChosen();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      active.value = Math.min(Math.max(active.value + step, 0), Math.max(count.value - 1, 0));
    } else if (event.key === "Enter") choose();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  }

  /** Back to the plan, where the focus came from. */
  function leave(): void {
    libraryTarget.value = { kind: "meal" };
    if (window.innerWidth < 1200) isLibraryOpen.value = false;
    const meal = selection.meal.value?.meal;
    const added = meal?.items.find((item) => item.id === lastAdded);
    lastAdded = null;
    const line = added ? (`item:${added.id}` as const) : (selection.line.value ?? (meal ? (`meal:${meal.id}` as const) : null));
    if (line) void selection.focus(line);
  }

  return { shown, isTextOffered, count, active, put, onKey };
}
