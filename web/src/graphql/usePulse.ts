import { useDocumentVisibility, useEventListener, useIntervalFn } from "@vueuse/core";
import { watch } from "vue";

const everyMs = 60_000;

/** Asks again each minute while somebody looks, and when they come back: for what changes without anybody here doing anything. */
export function usePulse(refresh: () => void): void {
  const visibility = useDocumentVisibility();
  const pulse = useIntervalFn(refresh, everyMs, { immediate: false });
  watch(
    visibility,
    (state, before) => {
      if (state === "visible") pulse.resume();
      else pulse.pause();
      if (state === "visible" && before) refresh();
    },
    { immediate: true },
  );
  useEventListener(window, "focus", refresh);
}
