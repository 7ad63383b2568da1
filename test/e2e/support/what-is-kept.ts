import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What the web app may keep in a browser: that somebody may be signed in, and the theme. */
const harmless = ["trackforge.signed-in", "trackforge.theme"];

/**
 * Nothing secret stays in the browser: storage holds only what is harmless, scripts see no cookie, and neither the address nor
 * the history's state holds any of `secrets`.
 */
export async function expectNothingKept(page: Page, secrets: readonly string[] = []): Promise<void> {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookie: document.cookie,
    databases: (await indexedDB.databases()).map((database) => database.name),
    caches: await globalThis.caches?.keys(),
    address: location.href,
    history: JSON.stringify(history.state),
  }));
  expect(Object.keys(kept.local).filter((name) => !harmless.includes(name))).toEqual([]);
  expect(["true", "false"]).toContain(kept.local["trackforge.signed-in"] ?? "false");
  // The router's place for scroll positions, which it would name by address: it stays empty.
  expect({ "vue-router:scroll": "{}", ...kept.session }).toEqual({ "vue-router:scroll": "{}" });
  expect(kept.cookie).toBe("");
  expect(kept.databases).toEqual([]);
  expect(kept.caches ?? []).toEqual([]);
  expect(kept.address).not.toContain("#");
  for (const secret of secrets) {
    expect(kept.address).not.toContain(secret);
    expect(kept.history).not.toContain(secret);
  }
}
