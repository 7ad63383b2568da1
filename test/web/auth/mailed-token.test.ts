import { afterEach, beforeEach, expect, it, vi } from "vitest";

const arrive = (path: string) => window.history.replaceState({ kept: true }, "", path);

/** A reload empties the module's memory. */
async function load() {
  vi.resetModules();
  return import("../../../web/src/auth/mailed-token.ts");
}

const before = window.location.href;
beforeEach(() => localStorage.clear());
afterEach(() => window.history.replaceState(null, "", before));

it("a mailed link's token leaves the address bar at once and is handed over once", async () => {
  const { takeTokenFromAddress, takeMailedToken } = await load();
  arrive("/invitation#s3cret-token_x");
  takeTokenFromAddress();
  expect(window.location.href).not.toContain("s3cret");
  expect(window.location.pathname).toBe("/invitation");
  expect(window.history.state).toEqual({ kept: true });
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("s3cret");
  expect(takeMailedToken()).toBe("s3cret-token_x");
  expect(takeMailedToken()).toBeNull();
});

it("a reload has forgotten it", async () => {
  const first = await load();
  arrive("/reset-password#once");
  first.takeTokenFromAddress();
  const { takeTokenFromAddress, takeMailedToken } = await load();
  takeTokenFromAddress();
  expect(takeMailedToken()).toBeNull();
});

it("other pages keep what is behind their #", async () => {
  const { takeTokenFromAddress, takeMailedToken } = await load();
  arrive("/clients#main");
  takeTokenFromAddress();
  expect(window.location.hash).toBe("#main");
  expect(takeMailedToken()).toBeNull();
});
