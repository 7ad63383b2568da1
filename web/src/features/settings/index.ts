import { mdiCogOutline } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";
import { sectionRoute, tabPlaces } from "../../app/section.ts";
import { tabs } from "./tabs.ts";

export const settings: Feature = {
  navigation: { title: "Settings", icon: mdiCogOutline, to: "/settings", needs: tabs.flatMap(({ needs }) => needs) },
  places: tabPlaces(tabs),
  routes: [sectionRoute("settings", () => import("./SettingsPage.vue"), tabs)],
  staleLists: { createTeam: ["teams"], inviteMember: ["openInvitations"], revokeInvitation: ["openInvitations"] },
};
