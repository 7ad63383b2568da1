import { onMounted, watch, type Ref, type ShallowRef } from "vue";

import type { Selection } from "../useSelection.ts";

/**
 * One line of the grid is in the tab order, the one that last had the focus; the arrows go to the others. The attribute
 * is set on the elements themselves, so that moving the focus renders nothing again. If the focused line disappears,
 * the focus goes to the line that takes its place and never to the page. `shown` is what the lines are made of.
 */
export function useRovingFocus(grid: Readonly<ShallowRef<HTMLElement | null>>, selection: Selection, shown: Readonly<Ref<unknown>>): void {
  let current: HTMLElement | null = null;
  let hadFocus = false;

  function mark(): void {
    const root = grid.value;
    if (!root) return;
    const key = selection.line.value;
    const line = (key && root.querySelector<HTMLElement>(`[data-line="${key}"]`)) || root.querySelector<HTMLElement>('[data-line]:not([data-line^="day:"])');
    if (line === current) return;
    current?.setAttribute("tabindex", "-1");
    line?.setAttribute("tabindex", "0");
    current = line;
  }

  onMounted(mark);
  watch(selection.line, mark, { flush: "post" });
  watch(shown, () => (hadFocus = grid.value?.contains(document.activeElement) ?? false), { flush: "pre" });
  watch(
    shown,
    () => {
      mark();
      if (hadFocus && document.activeElement === document.body) current?.focus();
    },
    { flush: "post" },
  );
}
