import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const identity = {
  userId: "u", name: "Hannah Vogel", email: "dietitian@demo.test", memberId: "m", clientId: null, role: "dietitian", title: null,
  capabilities: ["clients.read", "create_client"],
  organization: { id: "o", name: "Demo practice", timeZone: "Europe/Berlin" },
  places: [{ orgId: "o", orgName: "Demo practice", role: "dietitian", memberId: "m", clientId: null }],
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
    expect(await session.signIn("a@b.c", "wrong")).toMatchObject({ ok: false, status: 401 });
    fetch.mockImplementationOnce(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await session.signIn("a@b.c", "right")).toMatchObject({ ok: false, problem: { kind: "offline" } });
  });

  it("says why it ended, until somebody signs in again", async () => {
    const session = await load();
    const sentence = "Demo practice now requires a second factor.";
    fetch
      .mockImplementationOnce(async () => grant("first"))
      .mockImplementationOnce(async () => Response.json({ error: { code: "TF084", message: sentence } }, { status: 401 }))
      .mockImplementationOnce(async () => grant("second"));
    await session.signIn("dietitian@demo.test", "secret");
    await session.refresh();
    expect(session.state.value).toBe("signed-out");
    expect(session.endedBy.value?.message).toBe(sentence);
    await session.signIn("dietitian@demo.test", "secret");
    expect(session.endedBy.value).toBeNull();
  });

  it("that somebody left by choice has nothing to explain", async () => {
    const session = await load();
    fetch.mockImplementationOnce(async () => grant("first")).mockImplementationOnce(async () => new Response(null, { status: 204 }));
    await session.signIn("dietitian@demo.test", "secret");
    await session.signOut();
    expect(session.endedBy.value).toBeNull();
  });
});

describe("a second factor", () => {
  it("is asked for before anybody is signed in", async () => {
    const session = await load();
    fetch.mockImplementationOnce(async () => Response.json({ secondFactor: { challenge: "c", enrolled: true, organizationName: "Demo practice" } }));
    expect(await session.signIn("dietitian@demo.test", "secret")).toMatchObject({ ok: true, asked: { challenge: "c", enrolled: true } });
    expect(session.state.value).not.toBe("signed-in");
    expect(session.accessToken()).toBeNull();
    fetch.mockImplementationOnce(async () => grant("first"));
    expect(await session.signInThrough("second-factor", { challenge: "c", code: "123456" })).toMatchObject({ ok: true, asked: null });
    expect(session.accessToken()).toBe("first");
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toMatch(/first|123456|secret/);
  });

  it("that was just set up brings its recovery codes along, once", async () => {
    const session = await load();
    fetch.mockImplementationOnce(async () => Response.json({ accessToken: "first", expiresIn: 900, identity, recoveryCodes: ["AAAA-BBBB"] }));
    expect(await session.signInThrough("second-factor/confirm", { challenge: "c", code: "123456" })).toMatchObject({ recoveryCodes: ["AAAA-BBBB"] });
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("AAAA");
  });
});

describe("another place", () => {
  const elsewhere = { ...identity, memberId: "m2", organization: { id: "o2", name: "Other practice", timeZone: "Europe/Berlin" } };
  const place = { organizationId: "o2", organizationName: "Other practice", role: "dietitian" as const, title: null, memberId: "m2", clientId: null, clientName: null, isGuardian: false };
  const grantThere = () => Response.json({ accessToken: "there", expiresIn: 900, identity: elsewhere });

  it("is opened without signing out, and whoever keeps something of the first one hears of it", async () => {
    const session = await load();
    const [left, moved] = [vi.fn(), vi.fn()];
    session.onLeave(left);
    session.onPlaceChange(moved);
    fetch.mockImplementationOnce(async () => grant("here")).mockImplementationOnce(async () => grantThere());
    await session.signIn("dietitian@demo.test", "secret");
    expect(moved).not.toHaveBeenCalled();
    expect(await session.switchPlace(place)).toBeNull();
    expect(session.identity.value?.organization.name).toBe("Other practice");
    expect(session.accessToken()).toBe("there");
    expect(moved).toHaveBeenCalledOnce();
    expect(left).not.toHaveBeenCalled();
  });

  it("that cannot be opened leaves everything as it was", async () => {
    const session = await load();
    const moved = vi.fn();
    session.onPlaceChange(moved);
    fetch
      .mockImplementationOnce(async () => grant("here"))
      .mockImplementationOnce(async () => Response.json({ error: { code: "TF084", message: "Other practice requires a second factor." } }, { status: 403 }));
    await session.signIn("dietitian@demo.test", "secret");
    expect(await session.switchPlace(place)).toMatchObject({ problem: { code: "TF084" } });
    expect(session.identity.value?.organization.name).toBe("Demo practice");
    expect(session.accessToken()).toBe("here");
    expect(moved).not.toHaveBeenCalled();
  });

  it("is told to the other tabs, where the refresh finds the same place", async () => {
    const [one, two] = [await load(), await load()];
    const announced = new Promise<void>((resolve) => two.onPlaceAnnounced(resolve));
    fetch.mockImplementationOnce(async () => grant("one")).mockImplementationOnce(async () => grant("two"));
    await one.signIn("dietitian@demo.test", "secret");
    await two.refresh();
    fetch.mockImplementation(async () => grantThere());
    await one.switchPlace(place);
    await announced;
    expect(two.identity.value?.organization.name).toBe("Demo practice");
    await two.refresh();
    expect(two.identity.value?.organization.name).toBe("Other practice");
  });

  it("or another role, found at a refresh, counts as well", async () => {
    const session = await load();
    const moved = vi.fn();
    session.onPlaceChange(moved);
    fetch
      .mockImplementationOnce(async () => grant("first"))
      .mockImplementationOnce(async () => grant("second"))
      .mockImplementationOnce(async () => Response.json({ accessToken: "third", expiresIn: 900, identity: { ...identity, role: "assistant" } }));
    await session.signIn("dietitian@demo.test", "secret");
    await session.refresh();
    expect(moved).not.toHaveBeenCalled();
    await session.refresh();
    expect(moved).toHaveBeenCalledOnce();
  });
});
