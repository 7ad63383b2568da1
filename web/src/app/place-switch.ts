import type { Router } from "vue-router";

import type { Place } from "../auth/identity.ts";

/** Where the person is about to go, or that another tab has gone already. In memory, so that no address can switch a place. */
let next: Place | "where-another-tab-went" | null = null;

/**
 * Leaves for another place: the way there is a page of its own, so that what is not saved asks first, as it does on every leaving.
 * Whoever stays has changed nothing.
 */
export async function goToPlace(router: Router, place: Place): Promise<void> {
  await leaveFor(router, place);
}

/** Another tab of this browser went elsewhere, and both share one session. */
export function followOtherTab(router: Router): void {
  void leaveFor(router, "where-another-tab-went");
}

async function leaveFor(router: Router, to: NonNullable<typeof next>): Promise<void> {
  next = to;
  const refused = await router.push({ name: "place" });
  if (refused) next = null;
}

/** For the page on the way: where to, once. */
export function takeNextPlace(): typeof next {
  const taken = next;
  next = null;
  return taken;
}
