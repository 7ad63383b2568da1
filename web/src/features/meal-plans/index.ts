import { mdiSilverwareForkKnife } from "@mdi/js";

import type { Feature } from "../../app/feature.ts";
import { sectionRoute, tabPlaces } from "../../app/section.ts";
import { staleBy } from "../../graphql/cache.ts";
import { askForDocumentAhead, forgetDocumentAhead } from "./builder/saving/document-query.ts";
import { tabs } from "./tabs.ts";

export const mealPlans: Feature = {
  navigation: { title: "Meal plans", icon: mdiSilverwareForkKnife, to: "/meal-plans", needs: tabs.flatMap(({ needs }) => needs) },
  create: { title: "Meal plan", icon: mdiSilverwareForkKnife, to: "/meal-plans/new", needs: ["create_meal_plan"] },
  places: [
    ...tabPlaces(tabs),
    { title: "Compare versions", to: { name: "compare-versions" }, needs: ["compare_meal_plan_versions"], words: "plans differences" },
    { title: "New template", to: { name: "new-meal-plan", query: { template: "1" } }, needs: ["create_meal_plan"] },
    { title: "New recipe", to: { name: "new-recipe" }, needs: ["save_recipe"] },
    { title: "New food", to: { name: "new-food" }, needs: ["create_food"] },
  ],
  routes: [
    sectionRoute("meal-plans", () => import("./MealPlansPage.vue"), tabs),
    { path: "meal-plans/new", name: "new-meal-plan", component: () => import("./create/NewMealPlanPage.vue") },
    { path: "meal-plans/compare", name: "compare-versions", component: () => import("./compare/ComparePage.vue") },
    { path: "meal-plans/templates/:versionId/assign", name: "assign-template", props: true, component: () => import("./templates/AssignTemplatePage.vue") },
    { path: "meal-plans/recipes/new", name: "new-recipe", component: () => import("../library/recipes/RecipeEditor.vue"), props: { opened: null } },
    { path: "meal-plans/recipes/:recipeId", name: "recipe", component: () => import("../library/recipes/RecipePage.vue"), props: true },
    { path: "meal-plans/foods/new", name: "new-food", component: () => import("../library/foods/NewFoodPage.vue") },
    { path: "meal-plans/foods/:foodId", name: "food", component: () => import("../library/foods/FoodPage.vue"), props: true },
    { path: "meal-plans/foods/:foodId/edit", name: "edit-food", component: () => import("../library/foods/EditFoodPage.vue"), props: true },
    {
      path: "meal-plans/:planId/versions/:versionId",
      name: "plan-builder",
      component: () => import("./builder/PlanBuilderPage.vue"),
      props: true,
      meta: { needsWidth: true, ask: (client, { params }) => askForDocumentAhead(client, String(params.versionId)), forget: forgetDocumentAhead },
    },
    {
      path: "meal-plans/:planId/versions/:versionId/print",
      name: "print-plan",
      component: () => import("./print/PrintPlanPage.vue"),
      props: true,
      meta: { needsWidth: true },
    },
  ],
  staleLists: {
    saveRecipe: ["recipeList", "recipeDocument"],
    copyRecipe: ["recipeList"],
    archiveRecipe: ["recipeList"],
    deleteRecipe: ["recipeList"],
    ...staleBy(["ownFoods", "searchFoods", "foodDocument", "foodPlaces", "foodFactWorklist"], "createFood", "changeFood", "archiveFood", "restoreFood", "deleteFood", "stateFoodDensity"),
    ...staleBy(["searchFoods", "foodDocument"], "addFoodPortion", "changeFoodPortion", "removeFoodPortion"),
    createMealPlan: ["mealPlans"],
    createMealPlanFromVersion: ["mealPlans"],
    cloneMealPlanVersion: ["mealPlans", "mealPlanVersions"],
    makeMealPlanTemplate: ["mealPlans"],
    publishMealPlanVersion: ["mealPlans", "mealPlanVersions", "mealPlansToReview"],
    requestMealPlanReview: ["mealPlansToReview"],
    withdrawMealPlanReview: ["mealPlansToReview"],
    returnMealPlanVersion: ["mealPlansToReview"],
    assignTemplate: ["mealPlans", "mealPlanVersions", "mealPlanAssignments", "mealPlansToReview"],
    prepareTemplate: ["mealPlans", "mealPlanVersions", "mealPlansToReview"],
    assignMealPlanVersion: ["mealPlanAssignments"],
  },
};
