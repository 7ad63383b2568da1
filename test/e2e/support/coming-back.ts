import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** Waits for what the app learns by asking: by itself each minute, and when somebody comes back to its window, as here again and again. */
export async function appears(what: Locator): Promise<void> {
  const askAndLook = async () => {
    await what.page().evaluate(() => window.dispatchEvent(new Event("focus")));
    return what.count();
  };
  await expect.poll(askAndLook, { interval: 500 }).toBeGreaterThan(0);
}
