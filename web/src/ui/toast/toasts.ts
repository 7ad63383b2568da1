import { readonly, shallowRef } from "vue";

export interface Toast {
  id: number;
  text: string;
  /** Takes the step back; the toast offers it while it is there. */
  undo?: () => void | Promise<void>;
}

const current = shallowRef<Toast | null>(null);
let lastId = 0;

/** The one message at the foot of the screen: what was just done, and the way back. */
export const toasts = {
  current: readonly(current),

  show(text: string, undo?: Toast["undo"]): void {
    lastId += 1;
    current.value = { id: lastId, text, ...(undo && { undo }) };
  },

  async undo(): Promise<void> {
    const toast = current.value;
    current.value = null;
    await toast?.undo?.();
  },

  dismiss(): void {
    current.value = null;
  },
};
