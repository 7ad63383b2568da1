import { mdiDatabaseExportOutline } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";

export const exports: Feature = {
  navigation: { title: "Exports", icon: mdiDatabaseExportOutline, to: "/exports", needs: ["request_export", "approve_export"] },
  routes: [{ path: "exports", name: "exports", component: () => import("./pages/ExportsPage.vue") }],
  staleLists: { requestExport: ["exportRequests"] },
};
