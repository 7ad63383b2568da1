import type { SectionTab } from "../../app/section.ts";

/** The parts of the settings, in the order of the tabs. */
export const tabs: readonly SectionTab[] = [
  { title: "Organisation", path: "", name: "settings", needs: ["update_organization"], page: () => import("./organisation/OrganisationPage.vue") },
  { title: "Members", path: "members", name: "settings-members", needs: ["invite_member"], page: () => import("./members/MembersPage.vue") },
  { title: "Teams", path: "teams", name: "settings-teams", needs: ["create_team"], page: () => import("./teams/TeamsPage.vue") },
  { title: "Libraries", path: "libraries", name: "settings-libraries", needs: ["use_library"], page: () => import("./libraries/LibrariesPage.vue") },
  { title: "Permissions", path: "permissions", name: "settings-permissions", needs: ["permissions"], page: () => import("./permissions/PermissionsPage.vue") },
  { title: "Audit", path: "audit", name: "settings-audit", needs: ["audit_trail"], page: () => import("./audit/AuditPage.vue") },
];
