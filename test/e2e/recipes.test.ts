import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { Keyboard } from "./support/keyboard.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.application.database.owner.query(text, values)).rows;
const saved = async (name: string) =>
  (await sql(`select r.servings::float, r.cooked_weight_g::float as weight, r.revision,
                     (select array_agg(coalesce(f.name, d.name) || ' ' || i.amount::float || ' ' || coalesce(i.unit_code, 'portion') order by i.position)
                        from app_public.recipe_ingredients i
                        left join app_public.foods f on f.id = i.food_id left join app_public.recipes d on d.id = i.ingredient_recipe_id
                       where i.recipe_id = r.id) as ingredients
                from app_public.recipes r where r.name = $1`, [name]))[0];
const search = (page: Page) => page.getByRole("combobox", { name: "Add a food or a recipe" });
const panel = (page: Page) => page.getByRole("complementary", { name: "What the recipe comes to" });
const figure = (page: Page, nutrient: string) => panel(page).getByRole("list", { name: "Nutrients" }).getByRole("button", { name: new RegExp(`^${nutrient} `) });
const isSaved = (page: Page) => page.getByText(/saved \d/).first().waitFor();

/** Types into the search and takes the first line by Enter; then the cursor stands in the amount. */
async function add(keyboard: Keyboard, query: string, name: string, amount: string): Promise<void> {
  await keyboard.page.keyboard.type(query);
  await keyboard.page.getByRole("option", { name: new RegExp(`^${name}`) }).first().waitFor();
  await keyboard.press("Enter");
  await keyboard.arrivesAt(`Amount of ${name}`);
  await keyboard.page.keyboard.type(amount);
  await keyboard.press("Enter");
}

it("a dietitian makes a recipe with the keyboard, puts it into another, and sees what each comes to", async () => {
  const page = await stage.signIn(DIETITIAN);
  const keyboard = new Keyboard(page);
  await page.goto("/meal-plans/recipes");
  await page.getByRole("link", { name: "Vinaigrette", exact: true }).waitFor();
  await expectAccessible(page, "the list of recipes");
  await page.getByRole("link", { name: "New recipe" }).focus();
  await keyboard.press("Enter");
  await keyboard.arrivesAt("Name");
  await expectAccessible(page, "a recipe that is begun");
  await page.keyboard.type("House dressing");
  await keyboard.tabTo("Cooked weight (g) optional");
  await page.keyboard.type("130");
  await keyboard.tabTo("Add a food or a recipe");
  await add(keyboard, "olive oil", "Olive oil", "100 g");
  await expect.poll(() => figure(page, "Energy").innerText()).toContain("kcal");
  await keyboard.tabTo("Add a food or a recipe");
  await add(keyboard, "butter, salted", "Butter, salted", "30 g");
  await panel(page).getByText("Milk in it: Butter, salted").waitFor();
  await page.getByRole("cell", { name: "130.0 g" }).waitFor(); // what the ingredients weigh together

  await page.getByRole("textbox", { name: "Amount of Butter, salted" }).press("Alt+ArrowUp");
  await page.getByRole("status").filter({ hasText: "Now 1 of 2" }).waitFor();
  await keyboard.press("Control+z");
  await page.getByRole("status").filter({ hasText: "Taken back: moving an ingredient" }).waitFor();
  await page.getByText("not saved yet").waitFor();
  await keyboard.press("Control+s");
  await page.waitForURL(/recipes\/[0-9a-f-]{36}$/);
  await isSaved(page);
  await expect.poll(() => saved("House dressing")).toEqual({ servings: 4, weight: 130, revision: 1, ingredients: ["Olive oil 100 g", "Butter, salted 30 g"] });
  await expectAccessible(page, "a recipe");

  await page.goto("/meal-plans/recipes/new");
  await page.getByLabel("Name").fill("Salad of the house");
  await search(page).focus();
  await add(keyboard, "house dressing", "House dressing", "1");
  await panel(page).getByText("Milk in it: Butter, salted").waitFor(); // through the recipe inside
  await page.getByRole("button", { name: "Save recipe" }).click();
  await page.waitForURL(/recipes\/[0-9a-f-]{36}$/);
  await isSaved(page);
  await expect.poll(() => saved("Salad of the house")).toMatchObject({ ingredients: ["House dressing 1 serving"] });
  await page.context().close();
});

it("it stands on a plan, tells there how it is made, and says what changing it would change", async () => {
  const page = await stage.signIn(DIETITIAN);
  const plan = "00000000-0000-4000-8000-0000000000aa";
  await sql(`insert into app_public.meal_plans (org_id, id, name) select org_id, $1, 'Template with salad' from app_public.recipes where name = 'Salad of the house'`, [plan]);
  for (const table of ["meal_plan_versions (org_id, id, meal_plan_id, number) select org_id, $1, $1, 1", "meal_plan_days (org_id, id, meal_plan_version_id, day_number) select org_id, $1, $1, 1",
    "meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name) select org_id, $1, $1, $1, 1, 'Lunch'"]) {
    await sql(`insert into app_public.${table} from app_public.meal_plans where id = $1`, [plan]);
  }
  await page.goto(`/meal-plans/${plan}/versions/${plan}`);
  const builder = new PlanBuilder(page);
  await builder.add("Day 1", "Lunch", "salad of the house", /Salad of the house/);
  const item = builder.item("Salad of the house");
  await item.click({ button: "right" });
  await page.getByText("Show the recipe…").click();
  const dialog = page.getByRole("dialog", { name: "Salad of the house" });
  await dialog.getByText("House dressing").waitFor();
  await dialog.getByText("1 serving", { exact: true }).waitFor();
  await expectAccessible(page, "a recipe on a plan");
  await dialog.getByRole("link", { name: "Open the recipe" }).click();
  await page.getByRole("heading", { level: 1, name: "Salad of the house" }).waitFor();
  await panel(page).getByText("Template with salad").waitFor();

  await page.getByRole("row", { name: /House dressing/ }).getByRole("link", { name: "House dressing" }).click();
  await page.getByRole("heading", { level: 1, name: "House dressing" }).waitFor();
  await panel(page).getByRole("link", { name: "Salad of the house" }).waitFor();
  await page.getByRole("button", { name: "Remove Butter, salted" }).click();
  const changes = page.getByRole("region", { name: "What saving changes" });
  await changes.getByText("It changes 1 template and 1 recipe that use it.").waitFor();
  await changes.getByRole("row", { name: /^Energy .* −\d+ kcal$/ }).waitFor();
  await changes.getByText(/^Milk: in it →/).waitFor();
  await expectAccessible(page, "what saving changes");

  // Scaled, a serving stays what it is.
  await page.getByRole("button", { name: "Scale…" }).click();
  await page.getByRole("dialog").getByLabel("To", { exact: true }).fill("8");
  await expectAccessible(page, "scaling");
  await page.getByRole("dialog").getByRole("button", { name: "Scale" }).click();
  await expect.poll(() => page.getByRole("textbox", { name: "Amount of Olive oil" }).inputValue()).toBe("200");

  // Leaving asks.
  await page.getByRole("link", { name: "Recipes" }).first().click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
  await expectAccessible(page, "leaving");
  await page.getByRole("button", { name: "Stay here" }).click();
  await page.getByRole("button", { name: "Save recipe" }).click();
  await isSaved(page);
  await expect.poll(() => saved("House dressing")).toEqual({ servings: 8, weight: 260, revision: 2, ingredients: ["Olive oil 200 g"] });
  await page.context().close();
});

it("a published plan tells of a recipe as it was published", async () => {
  const page = await stage.signIn(DIETITIAN);
  await page.goto("/meal-plans");
  await page.getByRole("link", { name: /^Week plan: steady/ }).click();
  const item = new PlanBuilder(page).item("Banana porridge with walnuts").first();
  await item.click({ button: "right" });
  await page.getByText("Show the recipe…").click();
  const dialog = page.getByRole("dialog", { name: "Banana porridge with walnuts" });
  await dialog.getByText("In one serving, as it was published").waitFor();
  await dialog.getByRole("listitem").filter({ hasText: "Milk, semi-skimmed, 2 % fat" }).getByText("250.0 g").waitFor();
  await dialog.getByText("Simmer the oats in the milk").waitFor();
  await expectAccessible(page, "a recipe as it was published");
  await page.context().close();
});

it("two people save one recipe: both are shown, and one is chosen", async () => {
  const [page, other] = [await stage.signIn(DIETITIAN), await stage.signIn(ASSISTANT)];
  const [recipe] = await sql("select id from app_public.recipes where name = 'House dressing'");
  for (const window of [page, other]) {
    await window.goto(`/meal-plans/recipes/${recipe!.id}`);
    await window.getByRole("heading", { level: 1, name: "House dressing" }).waitFor();
  }
  await other.getByLabel("Servings").fill("10");
  await other.getByRole("button", { name: "Save recipe" }).click();
  await isSaved(other);
  await page.getByLabel("Servings").fill("12");
  await page.getByRole("button", { name: "Save recipe" }).click();
  const dialog = page.getByRole("dialog", { name: "Somebody else saved this recipe" });
  await dialog.getByRole("row", { name: "Servings 12 10" }).waitFor();
  await expectAccessible(page, "two who saved one recipe");
  await dialog.getByRole("button", { name: "Save mine over it" }).click();
  await isSaved(page);
  await expect.poll(async () => (await saved("House dressing"))?.servings).toBe(12);
  await page.context().close();
  await other.context().close();
});

it("offline nothing is lost, a shared recipe is copied to be edited, and an own one is put away and deleted with a way back", async () => {
  const page = await stage.signIn(DIETITIAN);
  await page.goto("/meal-plans/recipes");
  await page.getByRole("link", { name: "Red lentil soup" }).click();
  await page.getByRole("heading", { level: 1, name: "Red lentil soup" }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Save recipe" }).count()).toBe(0);
  await expectAccessible(page, "a shared recipe");
  await page.getByRole("button", { name: "Copy to edit" }).click();
  await page.getByRole("heading", { level: 1, name: "Red lentil soup (copy)" }).waitFor();
  await page.getByText("Began as a copy of").waitFor();

  await page.getByLabel("How it is made").fill("Simmer, then season.");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save recipe" }).click();
  await page.getByRole("alert").filter({ hasText: "What you wrote is kept here." }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Save recipe" }).click();
  await isSaved(page);

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByText("Delete", { exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Red lentil soup (copy) was deleted" }).waitFor();
  await expect.poll(() => saved("Red lentil soup (copy)")).toBeUndefined();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { level: 1, name: "Red lentil soup (copy)" }).waitFor();
  await expect.poll(async () => (await saved("Red lentil soup (copy)"))?.ingredients).toHaveLength(8);

  await page.goto("/meal-plans/recipes?shown=own");
  await page.getByRole("button", { name: "Put Red lentil soup (copy) away" }).click();
  await page.getByRole("link", { name: "Red lentil soup (copy)" }).waitFor({ state: "detached" });
  await page.getByLabel("Which recipes").selectOption("archived");
  await page.getByRole("button", { name: "Use Red lentil soup (copy) again" }).waitFor();
  await page.getByRole("searchbox", { name: "Search recipes" }).fill("nothing of this name");
  await page.getByText("No recipe matches").waitFor();
  await expectAccessible(page, "no recipe");
  await page.goto("/meal-plans/recipes/00000000-0000-4000-8000-000000000000");
  await page.getByText("There is no such recipe").waitFor();
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
