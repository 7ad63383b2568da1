import { describe, expect, it } from "vitest";
import { emptyRecipe, isSameRecipe, scaled, toLines, typedAbove0, withIngredient, withMoved, withNewIngredient, withoutIngredient, type EditedRecipe } from "../../web/src/features/library/recipes/editor/edited-recipe.ts";
import { emptyHistory, redo, remember, undo } from "../../web/src/features/library/recipes/editor/recipe-history.ts";
import { measuredIn, unitChoices, unitOf } from "../../web/src/features/library/recipes/editor/unit-choices.ts";
import { standingOf, usesWords } from "../../web/src/features/library/recipes/recipe-words.ts";

const line = (id: string, amount = 100) => ({ id, foodId: id, recipeId: null, amount, foodPortionId: null, unitCode: "g", discardedShare: 0 });
const soup: EditedRecipe = { name: "Soup", servings: "4", cookedWeight: "1200", preparation: "Stir.", ingredients: [line("carrot"), line("onion", 50), line("water", 800)] };
const order = (recipe: EditedRecipe) => recipe.ingredients.map(({ id }) => id);

describe("a recipe that is written", () => {
  it("takes, changes, moves and drops ingredients, and never in place", () => {
    const added = withNewIngredient(soup, { foodId: "salt", recipeId: null, amount: 5, foodPortionId: null, unitCode: "g", discardedShare: 0 });
    expect(added.recipe.ingredients.at(-1)).toMatchObject({ id: added.id, foodId: "salt" });
    expect(withIngredient(soup, "onion", { amount: 75 }).ingredients[1]?.amount).toBe(75);
    expect(order(withMoved(soup, "water", 0))).toEqual(["water", "carrot", "onion"]);
    expect(order(withMoved(soup, "carrot", 99))).toEqual(["onion", "water", "carrot"]);
    expect(withMoved(soup, "nothing", 0)).toBe(soup);
    expect(order(withoutIngredient(soup, "onion"))).toEqual(["carrot", "water"]);
    expect(order(soup)).toEqual(["carrot", "onion", "water"]);
  });

  it("is scaled with its servings and its cooked weight, so that a serving stays what it is", () => {
    expect(scaled(soup, 1.5)).toMatchObject({ servings: "6", cookedWeight: "1800", ingredients: [{ amount: 150 }, { amount: 75 }, { amount: 1200 }] });
    expect(scaled({ ...soup, cookedWeight: "" }, 2)).toMatchObject({ cookedWeight: "" });
    expect(scaled({ ...soup, servings: "some" }, 2)).toMatchObject({ servings: "some" });
  });

  it("reads what is typed: nothing is nothing, and what is no number above 0 is no number", () => {
    expect([typedAbove0("1,5"), typedAbove0(" 2.25 "), typedAbove0("")]).toEqual([1.5, 2.25, null]);
    for (const wrong of ["0", "-1", "x"]) expect(typedAbove0(wrong), wrong).toBeNaN();
  });

  it("goes to the API with decimals as text, which keep every digit", () => {
    expect(toLines([{ ...line("oil", 0.1), discardedShare: 0.4 }])).toEqual([
      { rowId: "oil", foodId: "oil", recipeId: null, amount: "0.1", foodPortionId: null, unitCode: "g", discardedShare: "0.4" },
    ]);
  });
});

describe("the way back", () => {
  it("takes steps back and does them again, a typed word as one", () => {
    let history = emptyHistory;
    let now = emptyRecipe;
    const step = (next: EditedRecipe, label: string, field: string | null = null) => {
      history = remember(history, now, label, field);
      now = next;
    };
    step({ ...now, name: "S" }, "the name", "name");
    step({ ...now, name: "So" }, "the name", "name");
    step({ ...now, ingredients: [line("carrot")] }, "adding carrot");
    const first = undo(history, now)!;
    expect(first).toMatchObject({ label: "adding carrot", recipe: { name: "So", ingredients: [] } });
    const second = undo(first.history, first.recipe)!;
    expect(isSameRecipe(second.recipe, emptyRecipe)).toBe(true);
    expect(undo(second.history, second.recipe)).toBeNull();
    const again = redo(second.history)!;
    expect(again.recipe.name).toBe("So");
    expect(redo(redo(again.history)!.history)).toBeNull();
    // What is done anew after taking back forgets what could be done again.
    expect(redo(remember(again.history, again.recipe, "the name", "name"))).toBeNull();
  });
});

it("an amount counts portions of its food and units, or servings, and grams once the dish is weighed", () => {
  const foods = { carrot: { name: "Carrot", group: null, portions: [{ id: "p", label: "1 carrot", grams: 60 }], units: ["g", "oz"] } };
  expect(unitChoices(line("carrot"), foods, {}).map(({ units }) => units.map(({ value }) => value))).toEqual([["portion:p"], ["unit:g", "unit:oz"]]);
  const dish = { foodId: null, recipeId: "dough", unitCode: "serving" };
  expect(unitChoices(dish, {}, { dough: { name: "Dough", hasCookedWeight: false } })[0]?.units.map(({ value }) => value)).toEqual(["unit:serving"]);
  expect(unitChoices(dish, {}, { dough: { name: "Dough", hasCookedWeight: true } })[0]?.units.map(({ value }) => value)).toEqual(["unit:serving", "unit:g"]);
  expect(measuredIn(unitOf({ foodPortionId: "p", unitCode: null }))).toEqual({ foodPortionId: "p", unitCode: null });
});

it("CLINICAL 21: what is only inferred to be there warns, what is only inferred to be free clears nobody", () => {
  expect(standingOf({ answer: "contains", provenance: "reviewed" })).toBe("there");
  expect(standingOf({ answer: "contains", provenance: "inferred" })).toBe("doubtful");
  expect(standingOf({ answer: "free", provenance: "declared" })).toBe("clear");
  expect(standingOf({ answer: "free", provenance: "inferred" })).toBe("unknown");
  expect(standingOf({ answer: null, provenance: null })).toBe("unknown");
});

it("says where saving reaches", () => {
  expect(usesWords({ recipes: [{ id: "a", name: "A", isDirect: true }], drafts: 2, templates: 1, published: 5, active: 1 })).toBe("2 drafts, 1 template and 1 recipe");
  expect(usesWords({ recipes: [], drafts: 0, templates: 0, published: 5, active: 1 })).toBeNull();
});
