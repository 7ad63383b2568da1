import type { SectionTab } from "../../app/section.ts";

/** What a practice plans meals with, in the order of the tabs. */
export const tabs: readonly SectionTab[] = [
  { title: "Plans", path: "", name: "meal-plans", words: "meal", needs: ["edit_meal_plan_version"], page: () => import("./list/PlansTab.vue") },
  { title: "Templates", path: "templates", name: "templates", needs: ["edit_meal_plan_version"], page: () => import("./templates/TemplatesTab.vue") },
  { title: "To review", path: "review", name: "plans-to-review", words: "plans ready worklist", needs: ["meal_plans_to_review"], page: () => import("./review/ReviewTab.vue") },
  { title: "Foods", path: "foods", name: "foods", needs: ["own_foods"], page: () => import("../library/foods/FoodsTab.vue") },
  { title: "Recipes", path: "recipes", name: "recipes", needs: ["recipe_list"], page: () => import("../library/recipes/list/RecipesTab.vue") },
];
