import { mdiSilverwareForkKnife } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";

export const mealPlans: Feature = {
  navigation: { title: "Meal plans", icon: mdiSilverwareForkKnife, to: "/meal-plans", needs: ["edit_meal_plan_version"] },
  create: { title: "Meal plan", icon: mdiSilverwareForkKnife, to: "/meal-plans/new", needs: ["create_meal_plan"] },
  routes: [
    { path: "meal-plans", name: "meal-plans", component: () => import("./list/MealPlansPage.vue") },
    { path: "meal-plans/new", name: "new-meal-plan", component: () => import("./create/NewMealPlanPage.vue") },
    {
      path: "meal-plans/:planId/versions/:versionId",
      name: "plan-builder",
      component: () => import("./builder/PlanBuilderPage.vue"),
      props: true,
      meta: { needsWidth: true },
    },
  ],
  staleLists: {
    createMealPlan: ["mealPlans"],
    createMealPlanFromVersion: ["mealPlans"],
    cloneMealPlanVersion: ["mealPlans", "mealPlanVersions"],
    publishMealPlanVersion: ["mealPlans", "mealPlanVersions"],
    assignMealPlanVersion: ["mealPlanAssignments"],
  },
};
