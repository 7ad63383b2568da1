import type { Component } from "vue";

export interface SettingsTab {
  title: string;
  /** Below `/settings`. */
  path: string;
  /** Name of the route. */
  name: string;
  page: () => Promise<Component>;
}

/** The parts of the settings, in the order of the tabs. */
export const tabs: readonly SettingsTab[] = [
  { title: "Organisation", path: "", name: "settings", page: () => import("./organisation/OrganisationPage.vue") },
  { title: "Members", path: "members", name: "settings-members", page: () => import("./members/MembersPage.vue") },
  { title: "Libraries", path: "libraries", name: "settings-libraries", page: () => import("./libraries/LibrariesPage.vue") },
];
