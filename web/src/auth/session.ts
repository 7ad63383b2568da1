import { useLocalStorage } from "@vueuse/core";
import { computed, readonly, shallowRef } from "vue";

import type { Capability } from "../graphql/capability.d.ts";
import type { Problem } from "../graphql/problems.ts";
import { postAuth, type AccessGrant } from "./auth-api.ts";
import type { Identity, Role } from "./identity.ts";

/**
 * Who is signed in. The access token lives in this module's memory only; a reload gets a new one with the refresh
 * cookie. `unreachable` = the server did not answer, so nobody knows yet.
 */
type SessionState = "unknown" | "signed-in" | "signed-out" | "unreachable";

/** Earlier than the token's end, so that a request is not refused on its way. */
const marginMs = 20_000;

const state = shallowRef<SessionState>("unknown");
const grant = shallowRef<{ accessToken: string; expiresAt: number } | null>(null);
const identity = shallowRef<Identity | null>(null);
const otherTabs = new BroadcastChannel("trackforge.session");
/** Says that the browser may hold a refresh cookie, which we cannot see: without it there is nothing to ask the server. */
const maybeSignedIn = useLocalStorage("trackforge.signed-in", false);
const leaveListeners = new Set<(isByChoice: boolean) => void>();
let refreshing: Promise<boolean> | null = null;

function accept(answer: AccessGrant): void {
  grant.value = { accessToken: answer.accessToken, expiresAt: Date.now() + answer.expiresIn * 1000 };
  identity.value = answer.identity;
  state.value = "signed-in";
  maybeSignedIn.value = true;
}

function leave(isByChoice: boolean): void {
  const wasSignedIn = state.value === "signed-in";
  grant.value = null;
  identity.value = null;
  state.value = "signed-out";
  maybeSignedIn.value = false;
  if (wasSignedIn) for (const listener of leaveListeners) listener(isByChoice);
}

otherTabs.addEventListener("message", (event) => {
  if (event.data === "signed-out") leave(true);
});

async function refreshOnce(): Promise<boolean> {
  const answer = await postAuth("refresh");
  if (answer.ok) {
    accept(answer.grant);
    return true;
  }
  if (answer.status === 401 || answer.status === 403 || answer.status === 400) leave(false);
  else if (state.value !== "signed-in") state.value = "unreachable";
  return false;
}

/** One tab at a time: two tabs that send the same refresh token would look like a stolen one. */
async function refreshAlone(): Promise<boolean> {
  return navigator.locks ? await navigator.locks.request("trackforge.refresh", refreshOnce) : await refreshOnce();
}

export const session = {
  state: readonly(state),
  identity: readonly(identity),
  role: computed<Role | null>(() => identity.value?.role ?? null),

  /** A token that is still good for a request, or null. */
  accessToken(): string | null {
    return grant.value && grant.value.expiresAt - marginMs > Date.now() ? grant.value.accessToken : null;
  },

  /** Gets a new access token with the refresh cookie; callers at the same time share one request. */
  refresh(): Promise<boolean> {
    refreshing ??= refreshAlone().finally(() => {
      refreshing = null;
    });
    return refreshing;
  },

  /** Resolves when it is known whether somebody is signed in (or the server cannot be reached). */
  async restore(): Promise<void> {
    if (state.value !== "unknown" && state.value !== "unreachable") return;
    if (maybeSignedIn.value) await session.refresh();
    else leave(false);
  },

  /** Signs in; answers null when it worked, else what went wrong. */
  async signIn(email: string, password: string): Promise<{ status: number; problem: Problem } | null> {
    const answer = await postAuth("login", { email, password, client: "web" });
    if (!answer.ok) return answer;
    accept(answer.grant);
    return null;
  },

  /** Signs out here and in this browser's other tabs, also when the server cannot be reached. */
  async signOut(): Promise<void> {
    await postAuth("logout");
    otherTabs.postMessage("signed-out");
    leave(true);
  },

  /** Called whenever somebody stops being signed in: by choice (here or in another tab), or because the session ended. */
  onLeave(listener: (isByChoice: boolean) => void): void {
    leaveListeners.add(listener);
  },

  /** Whether the person's role may do any of these: what it may not do is not offered. */
  can(...capabilities: Capability[]): boolean {
    return capabilities.some((capability) => identity.value?.capabilities.includes(capability));
  },

  may(...allowed: Role[]): boolean {
    return identity.value !== null && allowed.includes(identity.value.role);
  },
};
