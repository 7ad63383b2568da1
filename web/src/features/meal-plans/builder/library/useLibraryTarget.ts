import { nextTick } from "vue";

import type { LibraryHit } from "../../../library/search/library-hit.ts";
import type { Builder } from "../useBuilder.ts";
import { lineElement } from "../useSelection.ts";
import { factsOfHit, itemOfHit, itemOfText } from "./item-of-hit.ts";

/** Puts what is chosen in the library where the library adds to, and goes back to the plan. */
export function useLibraryTarget(builder: Builder) {
  const { editing, selection, isLibraryOpen, libraryTarget, dialog } = builder;

  /** The item that was added last: where the focus goes when the search is left. */
  let lastAdded: string | null = null;

  /** Puts a hit, or words, on the plan. */
  function put(what: LibraryHit | string): void {
    const target = libraryTarget.value;
    if (target.kind === "replace-all") {
      if (typeof what === "string") return;
      libraryTarget.value = { kind: "meal" };
      dialog.value = { kind: "replace-all", id: target.itemId, hit: what, ratio: null };
      return;
    }
    const wasMeal = target.kind === "meal";
    if (typeof what !== "string") editing.learn(factsOfHit(what));
    const itemId = builder.put(typeof what === "string" ? itemOfText(what) : itemOfHit(what));
    if (!itemId) return;
    lastAdded = itemId;
    if (!wasMeal) void selection.focus(`item:${itemId}`);
    else void nextTick(() => lineElement(`item:${itemId}`)?.scrollIntoView({ block: "nearest" }));
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

  return { put, leave };
}
