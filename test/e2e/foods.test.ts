import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { asRole } from "../harness/database.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.application.database.owner.query(text, values)).rows;
const says = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words }).waitFor();
const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
/** The cells of a nutrient: in 100 g, in the amount chosen, percent of energy, source. */
const cells = async (page: Page, nutrient: string) => {
  const row = card(page, "Nutrients").getByRole("row").filter({ has: page.getByRole("rowheader", { name: nutrient, exact: true }) });
  return (await row.getByRole("cell").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
};

describe("a food of the knowledge base", () => {
  it("is found by keyboard, and its page tells values, sources, facts and where it is used", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.goto("/meal-plans/foods");
    await page.getByRole("region", { name: "Foods" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("lentils boiled");
    await page.getByRole("link", { name: /^Lentils, boiled/ }).waitFor();
    await expectAccessible(page, "the list of foods");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await title(page, "Lentils, boiled, without salt");

    await expect.poll(() => cells(page, "Protein")).toEqual(["9.0 g", expect.stringMatching(/ g$/), "31 %", "analysed (1)"]);
    await expect.poll(async () => (await cells(page, "Alcohol"))[0], { message: "an assumed zero is marked" }).toMatch(/a.*Assumed to be zero by the source, not measured/);
    await card(page, "About").getByText("USDA SR, version 28, NDB 16070").waitFor();
    await card(page, "Allergens").getByText("Legumes").waitFor();
    await expectAccessible(page, "a food");

    // Per serving typed, and per portion chosen.
    await card(page, "Nutrients").getByLabel("Beside 100 g, show").fill("250");
    await card(page, "Nutrients").getByLabel("Portion or unit").selectOption("g");
    await expect.poll(() => cells(page, "Energy")).toEqual(["116 kcal", "290 kcal", "", expect.any(String)]);
    await page.context().close();
  });

  it("is printed on white in either theme, the whole table across the sheet, with nothing to press", async () => {
    const page = await stage.signIn(DIETITIAN, { colorScheme: "dark" });
    const [food] = await sql("select id from app_public.foods where usda_ndb_number = '16070'");
    await page.goto(`/meal-plans/foods/${food.id}`);
    await title(page, "Lentils, boiled, without salt");
    await card(page, "Allergens").waitFor();
    await page.setViewportSize({ width: 794, height: 1123 }); // A4
    const looks = async (colorScheme: "dark" | "light") => {
      await page.emulateMedia({ media: "print", colorScheme });
      await page.locator(`.v-application.v-theme--${colorScheme}`).waitFor();
      return card(page, "Nutrients").evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]);
    };
    await expect.poll(async () => (await looks("dark"))[0]).toBe("rgb(255, 255, 255)");
    expect(await looks("dark")).toEqual(await looks("light"));
    const table = page.getByRole("table", { name: /^Nutrients of/ });
    await table.waitFor();
    /** How wide the table is and where it ends, as shares of the sheet. */
    const place = async () => {
      const [sheet, inside] = await Promise.all([page.getByRole("main").boundingBox(), table.boundingBox()]);
      return { width: inside!.width / sheet!.width, end: (inside!.x + inside!.width - sheet!.x) / sheet!.width };
    };
    await expect.poll(async () => (await place()).width).toBeGreaterThan(0.85);
    await expect.poll(async () => (await place()).end).toBeLessThan(1);
    for (const name of ["Copy with changes", "Add portion", "Review in food facts", "Foods", "Search clients, plans and foods"]) {
      await expect.poll(() => page.getByRole("button", { name }).or(page.getByRole("link", { name })).filter({ visible: true }).count(), { message: name }).toBe(0);
    }
    await page.context().close();
  });

  it("gets portions of the practice's own, changed, removed and taken back", async () => {
    const page = await stage.signIn(ASSISTANT);
    const [food] = await sql("select id from app_public.foods where usda_ndb_number = '16070'");
    await page.goto(`/meal-plans/foods/${food.id}`);
    const portions = card(page, "Portions");
    await portions.getByRole("button", { name: "Add portion" }).click();
    await page.keyboard.type("1 ladle");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await portions.getByText("Enter how many grams it weighs.").waitFor();
    await expectAccessible(page, "a portion without grams");
    await page.keyboard.type("92,5");
    await page.keyboard.press("Enter");
    await portions.getByText("92.5 g").waitFor();
    await portions.getByRole("button", { name: "Change 1 ladle" }).click();
    await portions.getByLabel("Grams").fill("95");
    await portions.getByLabel("Grams").press("Enter");
    await portions.getByText("95.0 g").waitFor();
    await portions.getByRole("button", { name: "Remove 1 ladle" }).click();
    await says(page, "“1 ladle” is not offered any more");
    await portions.getByText("1 ladle").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await portions.getByText("1 ladle").waitFor();
    await page.context().close();
  });
});

describe("an own food", () => {
  it("is made with the keyboard; what weighs more than the whole is refused at once, and unknown is not zero", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.goto("/meal-plans/foods?show=own");
    await page.getByRole("link", { name: "New food" }).first().click();
    await title(page, "New food");
    await page.getByRole("button", { name: "Create food" }).click();
    await page.getByText("Enter what it is, and in which state").waitFor();
    await expectAccessible(page, "a food without a name");
    await page.getByLabel("Name and state").fill("Protein bar, berry");
    await page.getByLabel("Source optional", { exact: true }).fill("Label");
    await page.getByRole("button", { name: "Add portion" }).click();
    await page.keyboard.type("1 bar");
    await page.getByLabel("Portion 1: grams").fill("45");
    await page.getByLabel("Energy", { exact: true }).focus();
    for (const figure of ["390", "33", "12,5", "80"]) {
      await page.keyboard.type(figure);
      await page.keyboard.press("Enter");
    }
    await page.getByText("come to 125.5 g in 100 g").waitFor();
    await page.getByRole("button", { name: "Create food" }).click();
    await title(page, "New food");
    await page.getByLabel("Carbohydrate", { exact: true }).fill("35");
    await page.getByText("come to 125.5 g").waitFor({ state: "detached" });
    await page.getByLabel("Alcohol", { exact: true }).fill("0");
    await page.getByLabel("The zero of Alcohol is assumed").check();
    await page.getByRole("button", { name: "Create food" }).click();

    await title(page, "Protein bar, berry");
    await expect.poll(() => cells(page, "Fat")).toEqual(["12.5 g", "5.6 g", "29 %", ""]);
    await expect.poll(async () => (await cells(page, "Sodium"))[0]).toBe("— Unknown: the source has no value");
    await expect.poll(async () => (await cells(page, "Alcohol"))[0]).toMatch(/Assumed to be zero/);
    await card(page, "Where it is used").getByText("Nowhere yet.").waitFor();
    await page.context().close();
  });

  it("takes a column that is pasted", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.goto("/meal-plans/foods/new");
    const protein = page.getByLabel("Protein", { exact: true });
    await protein.focus();
    await protein.evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "6\n3,5\n12\n");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => page.getByLabel("Carbohydrate", { exact: true }).inputValue()).toBe("12");
    await expect.poll(() => page.getByLabel("Fat", { exact: true }).inputValue()).toBe("3,5");
    await page.context().close();
  });

  it("is copied with changes and keeps where each value is from; somebody else's change is not overwritten unasked; it is archived and taken back", async () => {
    const page = await stage.signIn(DIETITIAN);
    const [original] = await sql("select id from app_public.foods where usda_ndb_number = '16070'");
    await page.goto(`/meal-plans/foods/${original.id}`);
    await page.getByRole("link", { name: "Copy with changes" }).click();
    await page.getByText("A copy of Lentils, boiled, without salt").waitFor();
    await expectAccessible(page, "the form of a copy");
    await page.getByLabel("Name and state").fill("Lentils, boiled, our salt");
    await page.getByLabel("Sodium", { exact: true }).fill("240");
    await page.getByRole("button", { name: "Save copy" }).click();
    await title(page, "Lentils, boiled, our salt");
    await expect.poll(async () => (await cells(page, "Protein"))[3]).toBe("USDA SR 28, analysed (1)");
    await expect.poll(async () => (await cells(page, "Sodium"))[3]).toMatch(/^your organisation, /);
    await card(page, "About").getByRole("link", { name: "Lentils, boiled, without salt" }).waitFor();

    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Brand").fill("Kitchen");
    await sql("update app_public.foods set name = 'Lentils, renamed', revision = revision + 1 where name = 'Lentils, boiled, our salt'");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Somebody else changed this food meanwhile.").waitFor();
    await expectAccessible(page, "a food that somebody else changed");
    await expect.poll(() => page.getByLabel("Brand").inputValue(), { message: "what was typed is still there" }).toBe("Kitchen");
    await page.getByRole("button", { name: "Take theirs, and begin anew" }).click();
    await expect.poll(() => page.getByLabel("Name and state").inputValue()).toBe("Lentils, renamed");
    await page.getByLabel("Brand").fill("Kitchen");
    await page.getByRole("button", { name: "Save changes" }).click();
    await title(page, "Lentils, renamed");

    await page.getByRole("button", { name: "Archive" }).click();
    await says(page, "Lentils, renamed was archived");
    await page.getByText("Archived: searches leave it out").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Archived: searches leave it out").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await says(page, "Lentils, renamed was deleted");
    await expect.poll(() => sql("select from app_public.foods where name = 'Lentils, renamed'")).toEqual([]);
    await page.context().close();
  });
});

describe("an amount that cannot be converted", () => {
  /** A draft with 100 g of the food, in the builder, and the form of that amount. */
  async function editAmount(page: Page, planName: string, foodName: string) {
    const [planId, itemId] = [randomUUID(), randomUUID()];
    await asRole(stage.application.database, DIETITIAN, async (session) => {
      await session.query("select app_public.create_meal_plan($1, $2, null, 1, array['Lunch'])", [planId, planName]);
      await session.query(
        `select app_public.edit_meal_plan_version(v.id, v.revision, array[jsonb_populate_record(null::app_public.meal_plan_edit, jsonb_build_object(
                  'op', 'add_item', 'id', $2::text, 'meal_id', m.id, 'food_id', f.id, 'amount', 100, 'unit_code', 'g'))])
           from app_public.meal_plan_versions v join app_public.meal_plan_meals m on m.meal_plan_version_id = v.id
          cross join app_public.foods f where v.meal_plan_id = $1 and f.name = $3`,
        [planId, itemId, foodName],
      );
    });
    const [draft] = await sql("select v.id from app_public.meal_plan_items i join app_public.meal_plan_versions v on v.id = i.meal_plan_version_id where i.id = $1", [itemId]);
    await page.goto(`/meal-plans/${planId}/versions/${draft.id}`);
    const amount = page.locator(`[data-line="item:${itemId}"]`).getByRole("button", { name: /change the amount/ });
    await amount.click();
    const grams = async () => (await sql("select trim_scale(grams)::text as grams from app_public.meal_plan_items where id = $1", [itemId]))[0].grams;
    return { amount, form: page.getByRole("form", { name: `Amount of ${foodName}` }), grams };
  }

  it("is named, and a portion is added on the spot without losing what was typed (CLINICAL 9)", async () => {
    const page = await stage.signIn(DIETITIAN);
    const { amount, form, grams } = await editAmount(page, "With spoons", "Bread, wholemeal");
    await form.getByLabel("Amount").fill("2 tbsp");
    await page.keyboard.press("Enter");
    await page.getByText("Bread, wholemeal has no density: 1 tbsp (15 ml) cannot be converted to grams.").waitFor();
    await expectAccessible(page, "a conversion that is missing");
    await expect.poll(() => form.getByLabel("Amount").inputValue()).toBe("2");
    await page.getByLabel("Grams").fill("18");
    await page.keyboard.press("Enter");
    await expect.poll(() => amount.innerText()).toBe("2 × tbsp (15 ml)");
    await expect.poll(grams).toBe("36");
    await expect.poll(() => sql("select label, trim_scale(grams)::text as grams from app_public.food_portions where label = '1 tbsp (15 ml)'")).toEqual([{ label: "1 tbsp (15 ml)", grams: "18" }]);
    await page.context().close();
    expect(stage.faults).toEqual([]);
  });

  it("of an own food takes its density on the spot: what was typed stays, and every volume of it converts (CLINICAL 9)", async () => {
    const page = await stage.signIn(DIETITIAN);
    await asRole(stage.application.database, DIETITIAN, (session) => session.query("select app_public.create_food($1, jsonb_populate_record(null::app_public.food_content, $2))", [randomUUID(), { name: "Barley drink of ours", kind: "food" }]));
    const { amount, form, grams } = await editAmount(page, "With millilitres", "Barley drink of ours");
    await form.getByLabel("Amount").fill("200 ml");
    await page.keyboard.press("Enter");
    await page.getByText("Barley drink of ours has no density: 1 ml cannot be converted to grams.").waitFor();
    await expect.poll(() => form.getByLabel("Amount").inputValue(), { message: "what was typed stays" }).toBe("200");
    await expect.poll(() => grams(), { message: "nothing is weighed by guessing" }).toBe("100");
    await page.getByLabel("Grams").fill("1.03");
    await page.keyboard.press("Enter");
    await expect.poll(() => amount.innerText()).toBe("200 ml");
    await expect.poll(grams).toBe("206");
    await expect.poll(() => sql("select trim_scale(density_g_per_ml)::text as density from app_public.foods where name = 'Barley drink of ours'")).toEqual([{ density: "1.03" }]);
    await expect.poll(() => sql("select p.label from app_public.food_portions p join app_public.foods f on f.id = p.food_id where f.name = 'Barley drink of ours'"), { message: "which is no portion" }).toEqual([]);
    const visit = page.waitForResponse((response) => response.request().postData()?.includes("BuilderVisit") ?? false);
    await page.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
    expect((await (await visit).json()).data.visitDraft.result.libraryChanged, "one's own change is not told as a change elsewhere").toEqual([]);

    // Another volume asks nothing any more.
    await amount.click();
    await form.getByLabel("Amount").fill("2 tbsp");
    await page.keyboard.press("Enter");
    await expect.poll(() => amount.innerText()).toBe("2 tbsp (15 ml)");
    await expect.poll(grams).toBe("30.9");
    await page.context().close();
    expect(stage.faults).toEqual([]);
  });
});
