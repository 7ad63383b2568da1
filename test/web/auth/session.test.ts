import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const identity = {
  userId: "u", name: "Hannah Vogel", email: "dietitian@demo.test", memberId: "m", role: "dietitian", title: null,
  capabilities: ["clients.read", "create_client"],
  organization: { id: "o", name: "Demo practice", timeZone: "Europe/Berlin" },
};
const grant = (accessToken: string, expiresIn = 900) => Response.json({ accessToken, expiresIn, identity });
const refusal = (status: number) => Response.json({ error: { code: "TF401", message: "You are signed out." } }, { status });

/** The module keeps one session in memory: each test gets a fresh one, as a reload would. */
async function load() {
  vi.resetModules();
  return (await import("../../../web/src/auth/session.ts")).session;
}

const fetch = vi.fn<typeof globalThis.fetch>();

beforeEach(() => {
  localStorage.clear();
  fetch.mockReset();
  vi.stubGlobal("fetch", fetch);
});
afterEach(() => vi.unstubAllGlobals());

describe("a session", () => {
  it("asks for nothing where nobody has signed in", async () => {
    const session = await load();
    await session.restore();
    expect(session.state.value).toBe("signed-out");
    expect(fetch).not.toHaveBeenCalled();
  });

  it("survives a reload by the refresh cookie, and keeps no token in storage", async () => {
    fetch.mockImplementation(async () => grant("first"));
    await (await load()).signIn("dietitian@demo.test", "secret");
    expect(JSON.stringify({ ...localStorage })).not.toContain("first");

    fetch.mockImplementation(async () => grant("second"));
    const reloaded = await load();
    await reloaded.restore();
    expect(reloaded.accessToken()).toBe("second");
    expect(reloaded.can("clients.read")).toBe(true);
    expect(reloaded.can("approve_export", "create_client")).toBe(true);
    expect(reloaded.can("approve_export")).toBe(false);
    expect(reloaded.may("dietitian")).toBe(true);
    expect(reloaded.may("org_admin")).toBe(false);
  });

  it("renews once however many ask at the same time", async () => {
    const session = await load();
    fetch.mockImplementation(async () => grant("renewed"));
    expect(await Promise.all([session.refresh(), session.refresh(), session.refresh()])).toEqual([true, true, true]);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("does not offer a token that is about to end", async () => {
    const session = await load();
    fetch.mockImplementation(async () => grant("short", 10));
    await session.signIn("dietitian@demo.test", "secret");
    expect(session.accessToken()).toBeNull();
  });

  it("ends everywhere when the server refuses to renew it", async () => {
    const session = await load();
    const left = vi.fn();
    session.onLeave(left);
    fetch.mockImplementationOnce(async () => grant("first")).mockImplementationOnce(async () => refusal(401));
    await session.signIn("dietitian@demo.test", "secret");
    expect(await session.refresh()).toBe(false);
    expect(left).toHaveBeenCalledOnce();
    expect(session.identity.value).toBeNull();
  });

  it("stays when only the network is gone", async () => {
    const session = await load();
    fetch.mockImplementationOnce(async () => grant("first")).mockImplementationOnce(() => Promise.reject(new TypeError("Failed to fetch")));
    await session.signIn("dietitian@demo.test", "secret");
    expect(await session.refresh()).toBe(false);
    expect(session.state.value).toBe("signed-in");
  });

  it("tells a wrong password from a server that cannot be reached", async () => {
    const session = await load();
    fetch.mockImplementationOnce(async () => refusal(401));
    expect((await session.signIn("a@b.c", "wrong"))?.status).toBe(401);
    fetch.mockImplementationOnce(() => Promise.reject(new TypeError("Failed to fetch")));
    expect((await session.signIn("a@b.c", "right"))?.problem.kind).toBe("offline");
  });
});
