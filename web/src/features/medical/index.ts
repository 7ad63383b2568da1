import { mdiStethoscope } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";
import { session } from "../../auth/session.ts";
import type { StaleLists } from "../../graphql/cache.ts";
import { tabs } from "./tabs.ts";

/** Where somebody goes whose role may not use a part: the first one that it may. */
const firstTab = () => ({ name: tabs.find(({ needs }) => session.can(...needs))?.name ?? "home" });

const staleBy = (lists: string[], ...mutations: string[]): StaleLists => Object.fromEntries(mutations.map((mutation) => [mutation, lists]));

export const medical: Feature = {
  navigation: { title: "Medical", icon: mdiStethoscope, to: "/medical", needs: tabs.flatMap(({ needs }) => needs) },
  routes: [
    {
      path: "medical",
      component: () => import("./MedicalPage.vue"),
      children: tabs.map(({ path, name, page, needs }) => ({
        path,
        name,
        component: page,
        beforeEnter: () => session.can(...needs) || firstTab(),
      })),
    },
    { path: "medical/rules/:code", name: "medical-rule", component: () => import("./rules/RulePage.vue") },
  ],
  staleLists: {
    ...staleBy(["rulesInForce"], "tightenRule", "switchOffRule", "endRuleAdjustment", "signRule", "withdrawRuleReview"),
    ...staleBy(["openSafetyAlerts", "closedSafetyAlerts"], "decideSafetyAlert", "suspendMealPlanAssignment", "endMealPlanAssignment", "cancelMealPlanAssignment"),
  },
};
