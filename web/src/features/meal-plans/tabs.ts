import type { SectionTab } from "../../app/section.ts";

/** What a practice plans meals with, in the order of the tabs. */
export const tabs: readonly SectionTab[] = [
  { title: "Plans", path: "", name: "meal-plans", needs: ["edit_meal_plan_version"], page: () => import("./list/PlansTab.vue") },
];
