import type { Client } from "@urql/vue";
import type { ShallowRef } from "vue";
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from "vue-router";

import { takeTokenFromAddress } from "../auth/mailed-token.ts";
import { session } from "../auth/session.ts";
import { signInRoutes } from "../features/sign-in/index.ts";
import { requestPageFocus } from "../ui/page-focus.ts";
import { toasts } from "../ui/toast/toasts.ts";
import { features } from "./features.ts";
import { loadAhead } from "./load-ahead.ts";
import { catchUp, followOtherTab } from "./place-switch.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** Reachable without being signed in. */
    isOpen?: boolean;
    /** Of no use to somebody who is signed in. */
    isForGuests?: boolean;
    /** A working surface: the sidebar shrinks to icons on it. */
    needsWidth?: boolean;
    /** Asks the server for what the page will show, while its code is on its way; once for each time that somebody goes there. */
    ask?: (client: Client, to: RouteLocationNormalized) => void;
    /** Somebody asked and did not get there. */
    forget?: () => void;
  }
}

/** The first page that the signed-in person may use, if any. */
function firstPage(): string | undefined {
  return features.find(({ navigation }) => navigation && session.can(...navigation.needs))?.navigation?.to;
}

/** Whether an address belongs to a part of the app that the signed-in person's role may not use. */
function isForOthers(path: string): boolean {
  return features.some(({ navigation }) => navigation && `${path}/`.startsWith(`${navigation.to}/`) && !session.can(...navigation.needs));
}

/**
 * The parts of a page are loaded at once, and the first that fails takes the navigation back; what else fails has nobody who waits for it,
 * and nothing more to say.
 */
function loadedTogether(routes: readonly RouteRecordRaw[]): RouteRecordRaw[] {
  return routes.map((route) => {
    const load = route.component as (() => Promise<unknown>) | undefined;
    const component = load && (() => {
      const part = load();
      part.catch(() => undefined);
      return part;
    });
    return { ...route, ...(component && { component }), ...(route.children && { children: loadedTogether(route.children) }) } as RouteRecordRaw;
  });
}

/** Whether the app itself can be fetched right now. */
async function isServed(): Promise<boolean> {
  return fetch("/", { method: "HEAD", cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Everything that makes it another page; the tabs and filters of the same page keep the focus where it is. */
function pageOf(route: RouteLocationNormalized): string {
  return `${route.matched[1]?.path ?? route.path} ${JSON.stringify(route.params)}`;
}

/** The router: features own their addresses, the shell stands around all of them but the sign-in. */
export function createOurRouter(client: Readonly<ShallowRef<Client>>) {
  takeTokenFromAddress();
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      ...signInRoutes,
      {
        path: "/",
        component: () => import("./AppShell.vue"),
        children: [
          // A guard, not a redirect: redirects are resolved before it is known who is signed in.
          { path: "", name: "home", component: () => import("./WelcomePage.vue"), beforeEnter: () => firstPage() ?? true },
          { path: "place", name: "place", component: () => import("./SwitchPlacePage.vue") },
          ...features.flatMap((feature) => loadedTogether(feature.routes)),
          { path: ":path(.*)*", name: "not-found", component: () => import("./NotFoundPage.vue") },
        ],
      },
    ],
  });

  router.beforeEach(async (to) => {
    if (session.isRestoring()) loadAhead(to);
    await session.restore();
    const isSignedIn = session.state.value === "signed-in";
    if (to.meta.isOpen) return isSignedIn && to.meta.isForGuests ? { name: "home" } : true;
    if (isSignedIn) return isForOthers(to.path) ? { name: "home" } : true;
    if (session.state.value === "unreachable") return true;
    return { name: "sign-in", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
  });

  router.beforeEach(catchUp);

  router.beforeEach((to, from) => {
    if (to.path !== from.path) to.meta.ask?.(client.value, to);
  });

  router.afterEach((to, from, failure) => {
    if (failure) to.meta.forget?.();
    if (!failure && from.matched.length && pageOf(to) !== pageOf(from)) requestPageFocus();
  });

  // What a page is made of is loaded when it is opened: without a connection it is not there, and after an update it has another name.
  let hasFailed = false;
  router.onError(async (_, to, from) => {
    if (from.matched.length === 0) return; // it was just loaded anew
    if (await isServed()) return window.location.assign(to.fullPath);
    hasFailed = true;
    toasts.show("That page could not be loaded, because the server is not reached. Open it again when you are connected.");
  });
  // What failed once, a style for one, is not asked for again in this document.
  router.beforeEach(async (to) => {
    if (!hasFailed || !(await isServed())) return true;
    window.location.assign(to.fullPath);
    return false;
  });

  // Who comes next after signing out may be somebody else; whose session ended wants to go on where it did.
  session.onLeave((isByChoice) => {
    const { fullPath, meta } = router.currentRoute.value;
    if (!meta.isOpen) void router.push({ name: "sign-in", query: isByChoice ? {} : { next: fullPath } });
  });

  // Elsewhere, or in another role, the addresses of before may lead nowhere.
  session.onPlaceChange(() => {
    const { name, meta } = router.currentRoute.value;
    if (!meta.isOpen && name !== "place") void router.push({ name: "home" });
  });
  session.onPlaceAnnounced(() => void followOtherTab(router));
  return router;
}
