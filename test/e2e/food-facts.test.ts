import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { Keyboard } from "./support/keyboard.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.application.database.owner.query(text, values)).rows;
const practice = "(select id from app_public.organizations where name = 'Demo practice')";
const factOf = async (food: string, allergen: string) =>
  (await sql(`select a.presence, a.provenance from app_public.food_allergens a join app_public.allergens l on l.id = a.allergen_id join app_public.foods f on f.id = a.food_id
               where a.org_id = ${practice} and f.name = $1 and l.code = $2`, [food, allergen]))[0];
const openFacts = async (page: Page) => {
  await page.goto("/medical/food-facts");
  await page.getByRole("heading", { level: 1, name: "Medical" }).waitFor();
  await page.getByRole("grid", { name: "Foods and what is known of them" }).waitFor();
};
const cell = (page: Page, food: string, column: string) => page.getByRole("gridcell", { name: new RegExp(`^${food}, ${column}: `) });
const says = (page: Page, food: string, column: string, words: string) =>
  page.getByRole("gridcell", { name: new RegExp(`^${food}, ${column}: ${words}`) }).waitFor();

// Foods of the practice's own, of which the second is told by its name.
await sql(`insert into app_public.foods (org_id, name, food_group_code) select ${practice}, n, g
             from (values ('House dressing', '0600'), ('Bananas, raw', '0900'), ('Pears, raw', '0900')) f(n, g)`);
await sql(`insert into app_public.recipes (org_id, name, servings) values (${practice}, 'Salad of the house', 1)`);
await sql(`insert into app_public.recipe_ingredients (org_id, recipe_id, position, food_id, grams)
           select r.org_id, r.id, row_number() over (order by f.name), f.id, 50 from app_public.recipes r join app_public.foods f on f.org_id = r.org_id
            where r.name = 'Salad of the house'`);

describe("a dietitian", () => {
  it("sees what nobody knows of the foods in use, and says it with the keyboard", async () => {
    const page = await stage.signIn(DIETITIAN);
    await openFacts(page);
    await says(page, "House dressing", "Milk", "not known");
    await says(page, "Bananas, raw", "Peanut", "free of it, only inferred");
    await expectAccessible(page, "the food facts");

    const keyboard = new Keyboard(page);
    await cell(page, "House dressing", "Gluten.*").focus();
    for (let step = 0; step < 6; step += 1) await keyboard.press("ArrowRight");
    await expect.poll(() => keyboard.focus()).toBe("House dressing, Milk: not known");
    await keyboard.press("c");
    await says(page, "House dressing", "Milk", "contains it, reviewed, your organisation’s word");
    await keyboard.press("ArrowRight");
    await keyboard.press("m");
    await says(page, "House dressing", "Tree nuts", "may contain it, reviewed");
    await keyboard.press("ArrowRight");
    await keyboard.press("f");
    await says(page, "House dressing", "Celery", "free of it, reviewed");
    await expect.poll(() => factOf("House dressing", "celery")).toEqual({ presence: "free", provenance: "reviewed" });
    await expect.poll(() => factOf("House dressing", "milk")).toEqual({ presence: "contains", provenance: "reviewed" });

    await keyboard.press("u");
    await says(page, "House dressing", "Celery", "not known");
    await keyboard.press("Control+z");
    await says(page, "House dressing", "Celery", "free of it, reviewed");
    await keyboard.press("Control+z");
    await says(page, "House dressing", "Celery", "not known");
    await expect.poll(() => factOf("House dressing", "celery")).toBeUndefined();
    await page.context().close();
  });

  it("confirms what is inferred, of one fact and of many foods, and takes it back", async () => {
    const page = await stage.signIn(DIETITIAN);
    await openFacts(page);
    await cell(page, "Pears, raw", "Peanut").focus();
    await page.getByRole("group", { name: "The chosen fact" }).getByText("It is free of legumes, which it belongs to.").waitFor();
    await page.keyboard.press("Space");
    await says(page, "Pears, raw", "Peanut", "free of it, reviewed");
    await expect.poll(() => factOf("Pears, raw", "peanut")).toEqual({ presence: "free", provenance: "reviewed" });

    await page.getByRole("checkbox", { name: "Choose Bananas, raw" }).check();
    await page.getByRole("checkbox", { name: "Choose Pears, raw" }).check();
    await expectAccessible(page, "foods that are chosen");
    await page.getByRole("button", { name: /^Confirm 27 inferred facts$/ }).click();
    await says(page, "Bananas, raw", "Milk", "free of it, reviewed");
    await page.getByRole("status").filter({ hasText: "Confirmed 27 facts of 2 foods" }).waitFor();
    await expect.poll(() => factOf("Bananas, raw", "milk")).toEqual({ presence: "free", provenance: "reviewed" });
    await page.getByRole("button", { name: "Undo" }).click();
    await says(page, "Bananas, raw", "Milk", "free of it, only inferred");
    await page.context().close();
  });

  it("reviews properties, filters, and finds foods that nobody uses", async () => {
    const page = await stage.signIn(DIETITIAN);
    await openFacts(page);
    await page.getByRole("radio", { name: "Properties" }).check();
    await says(page, "House dressing", "Alcohol", "not known");
    await expectAccessible(page, "the properties of foods");
    await cell(page, "House dressing", "Alcohol").focus();
    await page.keyboard.press("y");
    await says(page, "House dressing", "Alcohol", "yes, reviewed");

    await page.getByRole("radio", { name: "Allergens" }).check();
    await page.getByLabel("Allergen", { exact: true }).selectOption({ label: "Milk" });
    await page.getByLabel("Which foods").selectOption({ label: "All foods" });
    await page.getByRole("searchbox", { name: "Search foods" }).fill("nothing of this name");
    await page.getByText("No food fits").waitFor();
    await expectAccessible(page, "no food");
    await page.getByRole("button", { name: "Show all that is open" }).click();
    await page.getByRole("grid", { name: "Foods and what is known of them" }).waitFor();
    expect(new URL(page.url()).searchParams.get("foods")).toBe("all");
    await page.context().close();
  });

  it("is told when it could not be saved, and nothing looks saved", async () => {
    const page = await stage.signIn(DIETITIAN);
    await openFacts(page);
    await page.context().setOffline(true);
    await cell(page, "House dressing", "Fish").focus();
    await page.keyboard.press("c");
    await page.getByRole("alert").filter({ hasText: "Nothing was changed" }).waitFor();
    await says(page, "House dressing", "Fish", "not known");
    await page.context().setOffline(false);
    await page.keyboard.press("c");
    await says(page, "House dressing", "Fish", "contains it, reviewed");
    await page.context().close();
  });
});

it("an assistant sees what is open, and confirms nothing", async () => {
  const page = await stage.signIn(ASSISTANT);
  await openFacts(page);
  await page.getByText("Dietitians and administrators confirm facts").waitFor();
  await expect.poll(() => page.getByRole("checkbox").count()).toBe(0);
  await cell(page, "House dressing", "Eggs").focus();
  await page.keyboard.press("f");
  await page.getByRole("group", { name: "The chosen fact" }).getByText("Eggs").waitFor();
  await expect.poll(() => factOf("House dressing", "eggs")).toBeUndefined();
  await expectAccessible(page, "the food facts of an assistant");
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
