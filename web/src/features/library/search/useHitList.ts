import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from "vue";

import type { LibraryHit } from "./library-hit.ts";
import type { useLibrarySearch } from "./useLibrarySearch.ts";

/** What the lines under a search are used for. */
interface HitListUses {
  /** The last line offers what was typed as words. */
  isTextOffered: ComputedRef<boolean>;
  choose: (hit: LibraryHit) => void;
  chooseText: (text: string) => void;
  leave: () => void;
}

/** The lines under the search and how they are used by keyboard: the arrows choose one, Enter takes it, Esc leaves. */
export function useHitList(library: ReturnType<typeof useLibrarySearch>, uses: HitListUses) {
  const { query, hits, problem, isCurrent, search } = library;
  const shown = computed(() => hits.value ?? []);
  const count = computed(() => shown.value.length + (uses.isTextOffered.value ? 1 : 0));
  const active: ShallowRef<number> = shallowRef(0);
  watch(hits, () => (active.value = 0));

  /** Enter came before the answer to what was typed, and takes the first line of that answer: never of an older one. */
  let isAwaited = false;
  watch(query, () => (isAwaited = false));
  watch(isCurrent, (now) => now && isAwaited && choose(), { flush: "post" });

  function choose(): void {
    isAwaited = !isCurrent.value;
    if (isAwaited) return void (problem.value && search());
    const hit = shown.value[active.value];
    if (hit) uses.choose(hit);
    else if (uses.isTextOffered.value) uses.chooseText(query.value.trim());
  }

  function move(to: number): void {
    active.value = Math.min(Math.max(to, 0), Math.max(count.value - 1, 0));
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") move(active.value + 1);
    else if (event.key === "ArrowUp") move(active.value - 1);
    else if (event.key === "PageDown") move(active.value + 8);
    else if (event.key === "PageUp") move(active.value - 8);
    else if (event.key === "Enter") choose();
    else if (event.key === "Escape") uses.leave();
    else return;
    event.preventDefault();
  }

  return { shown, count, active, onKey };
}
