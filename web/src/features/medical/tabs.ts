import type { Component } from "vue";

import type { Capability } from "../../graphql/capability.d.ts";

export interface MedicalTab {
  title: string;
  /** Below `/medical`. */
  path: string;
  /** Name of the route. */
  name: string;
  /** It is there for whose role may do any of these. */
  needs: readonly Capability[];
  page: () => Promise<Component>;
}

/** The parts of the medical section, in the order of the tabs. */
export const tabs: readonly MedicalTab[] = [
  { title: "Alerts", path: "", name: "medical", needs: ["open_safety_alerts"], page: () => import("./alerts/AlertsPage.vue") },
  { title: "Food facts", path: "food-facts", name: "medical-food-facts", needs: ["food_fact_worklist"], page: () => import("./food-facts/FoodFactsPage.vue") },
  { title: "Rules", path: "rules", name: "medical-rules", needs: ["rules_in_force"], page: () => import("./rules/RulesPage.vue") },
];
