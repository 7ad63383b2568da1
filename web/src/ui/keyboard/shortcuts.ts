import { useEventListener } from "@vueuse/core";
import { onScopeDispose, shallowReactive } from "vue";

export interface Shortcut {
  /**
   * One key with its modifiers, as in `/`, `Enter`, `Mod+K` (Ctrl, or ⌘ on a Mac), `Alt+ArrowUp`, `Mod+Shift+Z`.
   * Only shown in the help where `run` is missing because a component handles the key itself.
   */
  keys: string;
  does: string;
  run?: (event: KeyboardEvent) => void;
  /** Also while somebody types in a field. */
  inFields?: boolean;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: Shortcut[];
}

const groups = shallowReactive(new Set<ShortcutGroup>());
export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** What is on offer on the screen right now, for the help. */
export function currentShortcuts(): ShortcutGroup[] {
  return [...groups];
}

/** Offers shortcuts while the calling component lives: they work, and the help (`?`) lists them. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  const group = { title, shortcuts };
  groups.add(group);
  onScopeDispose(() => groups.delete(group));
  useEventListener(document, "keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const shortcut = shortcuts.find((candidate) => candidate.run && matches(event, candidate.keys));
    if (!shortcut || (isTyping(event) && !shortcut.inFields) || isBehindDialog(event)) return;
    event.preventDefault();
    shortcut.run?.(event);
  });
}

/** Whether a key press is the one that `keys` names. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (parts.includes("Mod") !== mod || parts.includes("Alt") !== event.altKey) return false;
  const isSymbol = key.length === 1 && !/[a-z]/i.test(key);
  if (!isSymbol && parts.includes("Shift") !== event.shiftKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=\"true\"]") !== null;
}

/** One that is closing is still drawn for a moment, but in nobody's way any more. */
function isBehindDialog(event: KeyboardEvent): boolean {
  const dialogs = [...document.querySelectorAll(".v-overlay--active[role=\"dialog\"][aria-modal=\"true\"]")];
  return dialogs.length > 0 && !dialogs.some((dialog) => event.target instanceof Node && dialog.contains(event.target));
}
