import type { SectionTab } from "../../app/section.ts";

/** The parts of the medical section, in the order of the tabs. */
export const tabs: readonly SectionTab[] = [
  { title: "Alerts", path: "", name: "medical", words: "safety worklist", needs: ["open_safety_alerts"], page: () => import("./alerts/AlertsPage.vue") },
  { title: "Food facts", path: "food-facts", name: "medical-food-facts", words: "allergens review", needs: ["food_fact_worklist"], page: () => import("./food-facts/FoodFactsPage.vue") },
  { title: "Rules", path: "rules", name: "medical-rules", words: "clinical desk", needs: ["rules_in_force"], page: () => import("./rules/RulesPage.vue") },
];
