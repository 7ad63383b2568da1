import { mdiAccountMultipleOutline, mdiAccountPlusOutline } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";

export const clients: Feature = {
  navigation: { title: "Clients", icon: mdiAccountMultipleOutline, to: "/clients", needs: ["clients.change"] },
  create: { title: "Client", icon: mdiAccountPlusOutline, to: "/clients/new", needs: ["create_client"] },
  places: [{ title: "Diaries to review", to: { name: "diaries" }, needs: ["diaries_to_review"], words: "worklist logs" }],
  routes: [
    { path: "clients", name: "clients", component: () => import("./pages/ClientsPage.vue") },
    { path: "clients/diaries", name: "diaries", component: () => import("./pages/DiariesPage.vue") },
    { path: "clients/new", name: "new-client", component: () => import("./pages/NewClientPage.vue") },
    { path: "clients/:clientId/edit", name: "edit-client", props: true, component: () => import("./pages/EditClientPage.vue") },
    {
      path: "clients/:clientId",
      props: true,
      component: () => import("./pages/ClientPage.vue"),
      children: [
        { path: "", name: "client", props: true, component: () => import("./pages/ClientOverview.vue") },
        { path: "medical", name: "client-medical", props: true, component: () => import("./pages/ClientMedical.vue") },
        { path: "plans", name: "client-plans", props: true, component: () => import("./pages/ClientPlans.vue") },
        { path: "diary", name: "client-diary", props: true, component: () => import("./pages/ClientDiary.vue") },
        { path: "progress", name: "client-progress", props: true, component: () => import("./pages/ClientProgress.vue") },
        { path: "exports", name: "client-exports", props: true, component: () => import("./pages/ClientExports.vue") },
      ],
    },
  ],
  staleLists: {
    writeDiaryComment: ["mealDiary"],
    editDiaryComment: ["mealDiary"],
    removeDiaryComment: ["mealDiary"],
    restoreDiaryComment: ["mealDiary"],
    reviewDiaryDays: ["mealDiary", "diariesToReview"],
    withdrawDiaryReviews: ["mealDiary", "diariesToReview"],
    createClient: ["clients", "clientsInCareOf"],
    assignCare: ["clients", "clientsInCareOf"],
    endCare: ["clients", "clientsInCareOf"],
    handOverClient: ["clients", "clientsInCareOf"],
    handOverAllClients: ["clients", "clientsInCareOf"],
    takeOverClient: ["clients", "clientsInCareOf"],
    inviteClient: ["openInvitations"],
    inviteGuardian: ["openInvitations"],
  },
};
