import { mdiSilverwareForkKnife } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";

export const mealPlans: Feature = {
  navigation: { title: "Meal plans", icon: mdiSilverwareForkKnife, to: "/meal-plans", roles: ["org_admin", "dietitian", "assistant"] },
  routes: [],
};
