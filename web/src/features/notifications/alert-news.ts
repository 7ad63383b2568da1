import { useEventListener } from "@vueuse/core";
import { shallowRef, watch } from "vue";

/** The newest notification of an alert that the bell has heard of. */
export const newestAlert = shallowRef<string | null>(null);

/**
 * Asks for alerts again when the bell hears of a new one, and when somebody comes back: each look at a record is an event in its
 * history, so nobody asks every minute on their behalf.
 */
export function useAlertNews(refresh: () => void): void {
  watch(newestAlert, refresh);
  useEventListener(window, "focus", refresh);
}
