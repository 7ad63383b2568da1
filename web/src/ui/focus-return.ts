import { nextTick, onBeforeUnmount, watch } from "vue";

/**
 * When something that took the focus closes, the focus goes back to where it was, unless it has gone elsewhere on purpose.
 * Call what it answers when the closed thing is out of sight.
 */
export function useFocusReturn(isOpen: () => boolean): () => Promise<void> {
  let opener: HTMLElement | null = null;

  async function giveBack(): Promise<void> {
    const to = opener;
    opener = null;
    await nextTick();
    const now = document.activeElement;
    const isLost = !now || now === document.body || !now.checkVisibility();
    if (!isLost || !to) return;
    // What opened it may be gone with what was done: then the page's title takes the focus, so that it is not lost.
    (to.isConnected ? to : document.querySelector<HTMLElement>("main h1"))?.focus();
  }

  watch(
    isOpen,
    (open) => {
      // Opened again while it closes, it still has the focus itself: then what opened it first counts.
      const now = document.activeElement;
      if (open && now instanceof HTMLElement && !(opener && now.closest("[role='dialog']"))) opener = now;
    },
    { immediate: true, flush: "sync" },
  );
  onBeforeUnmount(giveBack);
  return giveBack;
}
