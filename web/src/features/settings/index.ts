import { mdiCogOutline } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";
import { tabs } from "./tabs.ts";

export const settings: Feature = {
  navigation: { title: "Settings", icon: mdiCogOutline, to: "/settings", needs: tabs.map(({ needs }) => needs) },
  routes: [
    {
      path: "settings",
      component: () => import("./SettingsPage.vue"),
      children: tabs.map(({ path, name, page }) => ({ path, name, component: page })),
    },
  ],
  staleLists: { createTeam: ["teams"], inviteMember: ["openInvitations"], revokeInvitation: ["openInvitations"] },
};
