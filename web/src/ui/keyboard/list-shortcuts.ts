import type { ShallowRef } from "vue";

import { useShortcuts } from "./shortcuts.ts";

/** The keys of a list with a search above it: "/" goes there; the table moves and opens by itself, which the help says. */
export function useListShortcuts(title: string, noun: string, searchField: Readonly<ShallowRef<{ focus: () => void } | null>>): void {
  useShortcuts(title, [
    { keys: "/", does: "Search", run: () => searchField.value?.focus() },
    { keys: "ArrowDown", does: "Next line (also from the search)" },
    { keys: "ArrowUp", does: "Previous line" },
    { keys: "Enter", does: `Open the ${noun}` },
  ]);
}
