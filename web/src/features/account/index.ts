import type { Feature } from "../../app/feature.ts";

/** One's own account: reached from the person menu, whatever the role. */
export const account: Feature = {
  places: [{ title: "Your account", to: { name: "account" }, needs: [], words: "password second factor" }],
  routes: [{ path: "account", name: "account", component: () => import("./AccountPage.vue") }],
  staleLists: { endMySession: ["mySessions"], endMyOtherSessions: ["mySessions"] },
};
