import { useLocalStorage } from "@vueuse/core";
import { readonly, shallowRef } from "vue";

import type { Capability } from "../graphql/capability.d.ts";
import { problemOfUnexpected, type Problem } from "../graphql/problems.ts";
import { isGrant, postAuth, secondFactorOf, type AccessGrant, type AuthAnswer, type Refusal, type SecondFactorAsked } from "./auth-api.ts";
import type { Identity, Place } from "./identity.ts";
import { forgetWork } from "./kept-work.ts";

/**
 * Who is signed in. The access token lives in this module's memory only; a reload gets a new one with the refresh
 * cookie. `unreachable` = the server did not answer, so nobody knows yet.
 */
type SessionState = "unknown" | "signed-in" | "signed-out" | "unreachable";

/** Where a step of signing in led: to the second factor that is asked for, or (`asked` is null) into the app. */
export type SignInAnswer = { ok: true; asked: SecondFactorAsked | null; recoveryCodes: readonly string[] } | Refusal;

/** Earlier than the token's end, so that a request is not refused on its way. */
const marginMs = 20_000;

const state = shallowRef<SessionState>("unknown");
const grant = shallowRef<{ accessToken: string; expiresAt: number } | null>(null);
const identity = shallowRef<Identity | null>(null);
/** Why the last session ended, where it was not the person's own choice. */
const endedBy = shallowRef<Problem | null>(null);
const otherTabs = new BroadcastChannel("trackforge.session");
/** Says that the browser may hold a refresh cookie, which we cannot see: without it there is nothing to ask the server. */
const maybeSignedIn = useLocalStorage("trackforge.signed-in", false);
const leaveListeners = new Set<(isByChoice: boolean) => void>();
const signOutGuards = new Set<() => Promise<boolean>>();
const placeListeners = new Set<() => void>();
const announcementListeners = new Set<() => void>();
let refreshing: Promise<boolean> | null = null;

/** Everything that decides what a person sees: when it differs, what was loaded before is somebody else's. */
const placeOf = (who: Identity) => [who.userId, who.organization.id, who.memberId, who.clientId, who.role].join(" ");

function accept(answer: AccessGrant): void {
  const before = identity.value;
  grant.value = { accessToken: answer.accessToken, expiresAt: Date.now() + answer.expiresIn * 1000 };
  identity.value = answer.identity;
  state.value = "signed-in";
  endedBy.value = null;
  maybeSignedIn.value = true;
  if (before && placeOf(before) !== placeOf(answer.identity)) for (const listener of placeListeners) listener();
}

function leave(isByChoice: boolean, problem: Problem | null = null): void {
  const wasSignedIn = state.value === "signed-in";
  const owners = identity.value?.places.flatMap((place) => place.memberId ?? []) ?? [];
  grant.value = null;
  identity.value = null;
  state.value = "signed-out";
  maybeSignedIn.value = false;
  if (isByChoice) forgetWork(owners);
  if (wasSignedIn || problem) endedBy.value = problem;
  if (wasSignedIn) for (const listener of leaveListeners) listener(isByChoice);
}

otherTabs.addEventListener("message", (event) => {
  if (event.data === "signed-out") leave(true);
  else if (event.data === "elsewhere" && state.value === "signed-in") for (const listener of announcementListeners) listener();
});

/** One tab at a time: two tabs that send the same refresh token would look like a stolen one. */
async function alone<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  return navigator.locks ? await navigator.locks.request("trackforge.refresh", ask) : await ask();
}

async function refreshOnce(): Promise<boolean> {
  const answer = await alone(() => postAuth("refresh"));
  if (answer.ok && isGrant(answer.answer)) {
    accept(answer.answer);
    return true;
  }
  if (!answer.ok && [400, 401, 403].includes(answer.status)) leave(false, answer.problem);
  else if (state.value !== "signed-in") state.value = "unreachable";
  return false;
}

/** Takes over the session that an answer brings, in this tab and, by their own refresh, in the others. */
function takeOver(answer: AuthAnswer): SignInAnswer {
  if (!answer.ok) return answer;
  const asked = secondFactorOf(answer.answer);
  if (asked) return { ok: true, asked, recoveryCodes: [] };
  if (!isGrant(answer.answer)) return { ok: false, status: 0, problem: problemOfUnexpected() };
  accept(answer.answer);
  otherTabs.postMessage("elsewhere");
  return { ok: true, asked: null, recoveryCodes: answer.answer.recoveryCodes ?? [] };
}

export const session = {
  state: readonly(state),
  identity: readonly(identity),
  endedBy: readonly(endedBy),

  /** A token that is still good for a request, or null. */
  accessToken(): string | null {
    return grant.value && grant.value.expiresAt - marginMs > Date.now() ? grant.value.accessToken : null;
  },

  /** Gets a new access token with the refresh cookie; callers at the same time share one request. */
  refresh(): Promise<boolean> {
    refreshing ??= refreshOnce().finally(() => {
      refreshing = null;
    });
    return refreshing;
  },

  /** Somebody may be signed in, and it is not known yet. */
  isRestoring: (): boolean => state.value === "unknown" && maybeSignedIn.value,

  /** Resolves when it is known whether somebody is signed in (or the server cannot be reached). */
  async restore(): Promise<void> {
    if (state.value !== "unknown" && state.value !== "unreachable") return;
    if (maybeSignedIn.value) await session.refresh();
    else leave(false);
  },

  /** Signs in with address and password; a code may be asked for as well. */
  signIn(email: string, password: string): Promise<SignInAnswer> {
    return session.signInThrough("login", { email, password, client: "web" });
  },

  /** One step of signing in: `login`, the second factor, or an invitation that is accepted. */
  async signInThrough(path: "login" | "second-factor" | "second-factor/confirm" | "invitations/accept", body: object): Promise<SignInAnswer> {
    return takeOver(await alone(() => postAuth(path, body)));
  },

  /** Goes to another place of the same person without signing out; answers what went wrong, then nothing has changed. */
  async switchPlace({ organizationId, clientId }: Place): Promise<Refusal | null> {
    const answer = takeOver(await alone(() => postAuth("place", { organizationId, ...(clientId && { clientId }) })));
    if (answer.ok) return null;
    if (answer.problem.kind === "signed-out") leave(false, answer.problem);
    return answer;
  },

  /**
   * Signs out here and in this browser's other tabs, also when the server cannot be reached; not where somebody who has unsaved work
   * decides to stay.
   */
  async signOut(): Promise<void> {
    for (const mayLeave of signOutGuards) if (!(await mayLeave())) return;
    await postAuth("logout");
    otherTabs.postMessage("signed-out");
    leave(true);
  },

  /** Asked before somebody signs out by choice, where something may not be saved; answers how not to be asked any more. */
  guardSignOut(guard: () => Promise<boolean>): () => void {
    signOutGuards.add(guard);
    return () => signOutGuards.delete(guard);
  },

  /** Called whenever somebody stops being signed in: by choice (here or in another tab), or because the session ended. */
  onLeave(listener: (isByChoice: boolean) => void): void {
    leaveListeners.add(listener);
  },

  /** Whether the person's role may do any of these: what it may not do is not offered. */
  can(...capabilities: Capability[]): boolean {
    return capabilities.some((capability) => identity.value?.capabilities.includes(capability));
  },

  /** Called when the same tab is somewhere else, as somebody else or in another role than a moment ago. */
  onPlaceChange(listener: () => void): void {
    placeListeners.add(listener);
  },

  /** Called when another tab has gone to another place, or signed in as somebody else; this one still has its old token. */
  onPlaceAnnounced(listener: () => void): void {
    announcementListeners.add(listener);
  },
};
