import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import type { Place } from "../../../web/src/auth/identity.ts";

const place: Place = { organizationId: "o", organizationName: "Other practice", role: "dietitian", title: null, memberId: "m", clientId: null, clientName: null, isGuardian: false };
const page = { template: "<div />" };
/** The module remembers where to: each test gets a fresh one. */
const load = () => import("../../../web/src/app/place-switch.ts");

let switching: Awaited<ReturnType<typeof load>>;
let router: Router;
let mayLeave: boolean;

beforeEach(async () => {
  vi.resetModules();
  switching = await load();
  mayLeave = true;
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", name: "home", component: page },
      { path: "/builder", name: "builder", component: page },
      { path: "/place", name: "place", component: page },
      { path: "/sign-in", name: "sign-in", component: page, meta: { isOpen: true } },
    ],
  });
  router.beforeEach((_to, from) => from.name !== "builder" || mayLeave);
  router.beforeEach(switching.catchUp);
  await router.push("/builder");
});

describe("going to another place", () => {
  it("is handed to the page on the way, once", async () => {
    await switching.goToPlace(router, place);
    expect(router.currentRoute.value.name).toBe("place");
    expect(switching.takeNextPlace()).toEqual(place);
    expect(switching.takeNextPlace()).toBeNull();
  });

  it("is forgotten where the person stays: the address alone goes nowhere", async () => {
    mayLeave = false;
    await switching.goToPlace(router, place);
    expect(router.currentRoute.value.name).toBe("builder");
    mayLeave = true;
    await router.push("/place");
    expect(switching.takeNextPlace()).toBeNull();
  });
});

describe("when another tab went elsewhere", () => {
  it("this one goes along", async () => {
    await switching.followOtherTab(router);
    expect(router.currentRoute.value.name).toBe("place");
    expect(switching.takeNextPlace()).toBe("where-another-tab-went");
  });

  it("one that stayed for what was not saved goes along at its next step, and is free after that", async () => {
    mayLeave = false;
    await switching.followOtherTab(router);
    expect(router.currentRoute.value.name).toBe("builder");
    mayLeave = true;
    await router.push("/");
    expect(router.currentRoute.value.name).toBe("place");
    expect(switching.takeNextPlace()).toBe("where-another-tab-went");
    await router.push("/");
    expect(router.currentRoute.value.name).toBe("home");
  });

  it("signing out is no step to hold up, and leaves nothing to follow", async () => {
    mayLeave = false;
    await switching.followOtherTab(router);
    mayLeave = true;
    await router.push("/sign-in");
    expect(router.currentRoute.value.name).toBe("sign-in");
    await router.push("/");
    expect(router.currentRoute.value.name).toBe("home");
  });
});
