import { mdiStethoscope } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";
import { sectionRoute, tabPlaces } from "../../app/section.ts";
import { staleBy } from "../../graphql/cache.ts";
import { tabs } from "./tabs.ts";

export const medical: Feature = {
  navigation: { title: "Medical", icon: mdiStethoscope, to: "/medical", needs: tabs.flatMap(({ needs }) => needs) },
  places: tabPlaces(tabs),
  routes: [
    sectionRoute("medical", () => import("./MedicalPage.vue"), tabs),
    { path: "medical/rules/:code", name: "medical-rule", component: () => import("./rules/RulePage.vue") },
  ],
  staleLists: {
    ...staleBy(["rulesInForce"], "tightenRule", "switchOffRule", "endRuleAdjustment", "signRule", "withdrawRuleReview"),
    ...staleBy(["openSafetyAlerts", "closedSafetyAlerts"], "decideSafetyAlert", "suspendMealPlanAssignment", "endMealPlanAssignment", "cancelMealPlanAssignment"),
  },
};
