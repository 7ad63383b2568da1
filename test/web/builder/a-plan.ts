import type { PlanDocument, PlanItem } from "../../../web/src/features/meal-plans/builder/document/plan-document.ts";

/** A small plan to edit: two days, each with a breakfast and a dinner; oats with an "or" on the first breakfast. */
export function aPlan(): PlanDocument {
  return {
    plan: { id: "plan", name: "Less salt", isTemplate: false },
    review: null,
    version: {
      id: "version",
      number: 1,
      status: "draft",
      revision: 7,
      dayMapping: "weekday",
      isRepeating: true,
      note: "",
      changeNote: "",
      publishedAt: null,
      publishedBy: null,
      contentHash: null,
      savedAt: null,
    },
    client: null,
    nutrients: [
      { id: 208, code: "energy", name: "Energy", unit: "kcal", decimals: 0 },
      { id: 307, code: "sodium", name: "Sodium", unit: "mg", decimals: 0 },
    ],
    shownNutrientIds: [208, 307],
    targets: [{ nutrientId: 307, minimum: null, maximum: 2000 }],
    days: [
      {
        id: "mon",
        dayNumber: 1,
        note: "",
        meals: [
          aMeal("mon-breakfast", "Breakfast", [anItem("oats"), { ...anItem("muesli"), alternativeOfId: "oats" }, anItem("milk")]),
          aMeal("mon-dinner", "Dinner", [anItem("rice")]),
        ],
      },
      {
        id: "tue",
        dayNumber: 2,
        note: "",
        meals: [aMeal("tue-breakfast", "Breakfast", []), aMeal("tue-dinner", "Dinner", [anItem("fish")])],
      },
    ],
    foods: { "food-oats": { name: "oats", group: null, portions: [{ id: "cup", label: "1 cup, dry", grams: 80 }], units: ["g", "oz"] } },
    recipes: {},
    versions: [],
    assignments: [],
    canEdit: true,
    canPublish: true,
    canAssign: false,
  };
}

export function anItem(name: string): PlanItem {
  return {
    id: name,
    alternativeOfId: null,
    kind: "food",
    foodId: `food-${name}`,
    recipeId: null,
    name,
    amount: 60,
    foodPortionId: null,
    unitCode: "g",
    grams: 60,
    note: "",
  };
}

function aMeal(id: string, name: string, items: PlanItem[]) {
  return { id, name, timeOfDay: null, note: "", items };
}

/** The item ids of a meal, in order. */
export function itemsOf(plan: PlanDocument, mealId: string): string[] {
  return (
    plan.days
      .flatMap((day) => day.meals)
      .find((meal) => meal.id === mealId)
      ?.items.map((item) => item.id) ?? []
  );
}
