import type { RouteLocationNormalized, RouteLocationRaw, Router } from "vue-router";

import type { Place } from "../auth/identity.ts";

/** Where the person is about to go, or that another tab has gone already. In memory, so that no address can switch a place. */
let next: Place | "where-another-tab-went" | null = null;
/** Another tab went elsewhere, and this one stayed because something was not saved yet. */
let isBehind = false;

/**
 * Leaves for another place: the way there is a page of its own, so that what is not saved asks first, as it does on every leaving.
 * Whoever stays has changed nothing.
 */
export async function goToPlace(router: Router, place: Place): Promise<void> {
  next = place;
  if (await router.push({ name: "place" })) next = null;
}

/** Another tab of this browser went elsewhere, and both share one session: this one goes along, now or at its next step. */
export async function followOtherTab(router: Router): Promise<void> {
  isBehind = true;
  next = "where-another-tab-went";
  if (await router.push({ name: "place" })) next = null;
}

/** For the router: a tab that stayed behind goes along instead of anywhere else. */
export function catchUp(to: RouteLocationNormalized): RouteLocationRaw | true {
  if (to.meta.isOpen) isBehind = false; // whoever signs in next is where they sign in
  if (!isBehind || to.name === "place") return true;
  next = "where-another-tab-went";
  return { name: "place" };
}

/** For the page on the way: where to, once. */
export function takeNextPlace(): typeof next {
  const taken = next;
  next = null;
  isBehind = false;
  return taken;
}
