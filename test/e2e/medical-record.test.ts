import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { Keyboard } from "./support/keyboard.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

// The record that rules rest on, entered without a mouse; each test goes on where the one before stopped.
const stage = await openStage();
let keyboard: Keyboard;
let clientId = "";

const card = (name: string) => keyboard.page.getByRole("region", { name });
const dialog = () => keyboard.page.getByRole("dialog");
const closed = () => dialog().waitFor({ state: "hidden" });
const toast = (text: string) => keyboard.page.getByRole("status").filter({ hasText: text });
const idOf = async (familyName: string) => (await stage.application.database.owner.query("select id from app_public.clients where family_name = $1", [familyName])).rows[0].id as string;

/** Opens a dialog by its button, which the focus is then on. */
async function openBy(button: string): Promise<void> {
  await keyboard.page.getByRole("button", { name: button, exact: true }).focus();
  await keyboard.press("Enter");
  await dialog().waitFor();
}
/** Chooses in a field that searches while somebody types. */
async function choose(field: string, typed: string, found: string): Promise<void> {
  await keyboard.tabTo(field);
  await keyboard.type(typed);
  await keyboard.page.getByRole("listbox").getByRole("option").first().filter({ hasText: found }).waitFor(); // what Enter takes
  await keyboard.press("Enter");
}
async function fill(field: string, text: string): Promise<void> {
  await keyboard.tabTo(field);
  await keyboard.type(text);
}

beforeAll(async () => {
  clientId = await idOf("Hughes");
  const page = await stage.signIn(DIETITIAN);
  keyboard = new Keyboard(page);
  await page.goto(`/clients/${clientId}/medical`);
  await card("Laboratory values").getByText("5.3 mmol/L").waitFor();
});
afterAll(() => stage.close());

describe("without a mouse", () => {
  it("a laboratory value is entered as it was printed, and stored in the test's unit", async () => {
    await openBy("Add laboratory value");
    await choose("Test", "ldl", "LDL cholesterol");
    await fill("Value", "130");
    await keyboard.tabTo("Unit");
    await keyboard.select("mg/dL");
    await dialog().getByText("That is 3.4 mmol/L.").waitFor();
    await expectAccessible(keyboard.page, "the dialog of a laboratory value");
    await keyboard.tabTo("Save");
    await keyboard.press("Enter");
    await closed();
    await card("Laboratory values").getByText("3.4 mmol/L").waitFor();
    await card("Laboratory values").getByText("printed as 130 mg/dL").waitFor();
    await keyboard.arrivesAt("Add laboratory value");
  });

  it("a typo is refused with a sentence, and what was typed stays", async () => {
    await openBy("Add laboratory value");
    await choose("Test", "potas", "Potassium");
    await fill("Value", "< 5");
    await dialog().getByText("is only a bound").waitFor();
    await keyboard.press("Control+A");
    await keyboard.type("53");
    await keyboard.press("Enter");
    await dialog().getByText("Potassium of 53 mmol/L cannot be right").waitFor();
    await expectAccessible(keyboard.page, "a refused laboratory value");
    await expect.poll(() => dialog().getByLabel("Value").inputValue()).toBe("53");
    await keyboard.press("Escape");
    await closed();
  });

  it("all values of a test are listed, and one is deleted and comes back", async () => {
    await openBy("All values of Potassium");
    await dialog().getByRole("row").nth(2).waitFor();
    await expectAccessible(keyboard.page, "all values of a test");
    const last = dialog().getByRole("button", { name: /^Delete the value of/ }).first();
    await last.focus();
    await keyboard.page.keyboard.press("Enter");
    await expect.poll(() => dialog().getByRole("row").count()).toBe(2);
    await toast("is deleted").getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => dialog().getByRole("row").count()).toBe(3);
    await dialog().getByRole("button", { name: "Close" }).click();
    await closed();
    await card("Laboratory values").getByText("5.3 mmol/L").waitFor();
  });

  it("CLINICAL 23: a physician's order takes the place of the one before, is shown in the strip, and is undone", async () => {
    await openBy("Add physician's limit");
    await choose("Nutrient", "potas", "Potassium");
    await fill("At most optional", "1.5");
    await keyboard.tabTo("Unit");
    await keyboard.type("g");
    await dialog().getByText("Potassium: at most 1,500 mg a day.").waitFor();
    await fill("Ordered by", "Dr. Ito");
    await dialog().getByText("Takes the place of the order by Dr. Lee").waitFor();
    await expectAccessible(keyboard.page, "the dialog of a physician's limit");
    await keyboard.tabTo("Save");
    await keyboard.press("Enter");
    await closed();
    const strip = keyboard.page.getByText("Potassium ≤ 1,500");
    await strip.waitFor();
    await card("Physicians' limits").getByText("Dr. Ito").waitFor();
    await card("Physicians' limits").getByText("Show 2 that are over").waitFor();
    await toast("The limit on potassium is recorded").getByRole("button", { name: "Undo" }).click();
    await keyboard.page.getByText("Potassium ≤ 2,000").waitFor();
    await card("Physicians' limits").getByText("at most 2,000 mg a day").waitFor();
    await card("Physicians' limits").getByRole("button", { name: /that are over/ }).click();
    await card("Physicians' limits").getByText("taken back").waitFor();
  });

  it("an order ends, stays listed, and holds again by undo", async () => {
    await card("Physicians' limits").getByRole("button", { name: "End the limit on Potassium" }).click();
    await keyboard.page.getByText("none ordered").waitFor();
    await toast("The limit on potassium has ended").getByRole("button", { name: "Undo" }).click();
    await keyboard.page.getByText("Potassium ≤ 2,000").waitFor();
  });

  it("a diet and a dislike are preferences, and say that they never block", async () => {
    await card("Preferences").getByText("never block").waitFor();
    await openBy("Add preference");
    await choose("Diet", "veget", "Vegetarian");
    await keyboard.tabTo("Save");
    await keyboard.press("Enter");
    await closed();
    await card("Preferences").getByText("Vegetarian", { exact: true }).waitFor();
    await openBy("Add preference");
    await keyboard.tabTo("Kind");
    await keyboard.select("Dislike");
    await choose("Dislikes", "banana", "Banana, raw");
    await expectAccessible(keyboard.page, "the dialog of a preference");
    await keyboard.tabTo("Save");
    await keyboard.press("Enter");
    await closed();
    await card("Preferences").getByText("Dislikes banana, raw").waitFor();
    await card("Preferences").getByRole("button", { name: "Remove Vegetarian" }).click();
    await toast("Vegetarian is removed").getByRole("button", { name: "Undo" }).click();
    await card("Preferences").getByRole("button", { name: "Remove Vegetarian" }).waitFor();
  });

  it("a dry weight is recorded beside the actual one", async () => {
    await openBy("Record a weight");
    await keyboard.tabTo("Which weight");
    await keyboard.select("Dry");
    await fill("Weight in kg", "78.2");
    await expectAccessible(keyboard.page, "the dialog of a weight");
    await keyboard.tabTo("Save");
    await keyboard.press("Enter");
    await closed();
    await card("Weights that limits count with").getByText("78.2 kg").waitFor();
    await keyboard.page.getByText("dry 78.2 kg").waitFor();
    await expect.poll(() => card("Pregnancy and breastfeeding").count()).toBe(0);
  });

  it("what history says of it can be read", async () => {
    await card("Physicians' limits").getByRole("button", { name: "History of physicians' limits" }).click();
    await dialog().getByText("Dr. Ito").first().waitFor();
    await expectAccessible(keyboard.page, "the history of physicians' limits");
    await dialog().getByRole("button", { name: "Close" }).click();
    await closed();
    await expectAccessible(keyboard.page, "the medical profile");
  });

  it("the overview shows what matters of it", async () => {
    await keyboard.page.getByRole("link", { name: "Overview" }).click();
    const glance = card("Medical profile at a glance");
    await glance.getByText("Potassium at most 2,000 mg a day").waitFor();
    await glance.getByText("Vegetarian").waitFor();
    await glance.getByText("eGFR 24 mL/min/1.73m²").waitFor();
    await expectAccessible(keyboard.page, "the overview of a client");
  });
});

describe("in the plan builder", () => {
  it("the strip tells the order and its last day, and what is disliked is marked in the library and goes on the plan all the same", async () => {
    const { page } = keyboard;
    await page.goto(`/meal-plans/new?client=${clientId}`);
    await page.getByLabel("Name").fill("As he likes it");
    await page.getByRole("button", { name: "Create plan" }).click();
    const builder = new PlanBuilder(page);
    await builder.line("Day 1", "Breakfast").waitFor();
    const strip = page.getByRole("region", { name: "About George Hughes" });
    await strip.getByText(/Potassium ≤ 2,000.mg\/day until .+ · Dr\. Lee/).waitFor();
    await strip.getByText("dry 78.2").waitFor();
    await page.getByRole("button", { name: "Add to Day 1, Breakfast" }).click();
    await builder.search.fill("banana, raw");
    const hit = builder.hit(/^Banana, raw/);
    await hit.getByText("Dislikes it").waitFor();
    await hit.click();
    await builder.item("Banana, raw").waitFor();
    await builder.saved();
  });
});

describe("of a client who is pregnant", () => {
  it("the week stands in the strip; it ends, and breastfeeding begins", async () => {
    await keyboard.page.goto(`/clients/${await idOf("Demir")}/medical`);
    const stages = card("Pregnancy and breastfeeding");
    await stages.getByText("Pregnant, week 22").waitFor();
    await keyboard.page.getByText(/, Pregnant, week 22/).waitFor();
    await stages.getByRole("button", { name: "End Pregnancy" }).click();
    await stages.getByText("Show 1 that is over").waitFor();
    await openBy("Add pregnancy or breastfeeding");
    await expectAccessible(keyboard.page, "the dialog of a pregnancy");
    await dialog().getByLabel("Stage").selectOption("Breastfeeding");
    await dialog().getByLabel("Since").fill(new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10));
    await dialog().getByRole("button", { name: "Save" }).click();
    await closed();
    await stages.getByText("Breastfeeding since").waitFor();
    await expectAccessible(keyboard.page, "the medical profile of a client who breastfeeds");
  });

  it("an allergy's criticality is changed, and changed back by undo", async () => {
    await keyboard.page.goto(`/clients/${await idOf("Keller")}/medical`);
    const allergies = card("Allergies and intolerances");
    await allergies.getByText("High criticality").waitFor();
    await allergies.getByRole("button", { name: "Change Peanut" }).click();
    await keyboard.page.getByRole("listitem").filter({ hasText: "Low criticality" }).click();
    await allergies.getByText("Low criticality").waitFor();
    await toast("Peanut is of low criticality now").getByRole("button", { name: "Undo" }).click();
    await allergies.getByText("High criticality").waitFor();
  });
});

describe("an assistant", () => {
  it("enters values and orders, and is offered no deleting", async () => {
    const page = await stage.signIn(ASSISTANT);
    await page.goto(`/clients/${clientId}/medical`);
    await page.getByRole("button", { name: "All values of eGFR" }).click();
    const values = page.getByRole("dialog", { name: "eGFR" });
    await values.getByRole("button", { name: /^Correct the value of/ }).first().waitFor();
    await expect.poll(() => values.getByRole("button", { name: /^Delete/ }).count()).toBe(0);
    await values.getByRole("button", { name: /^Correct the value of/ }).first().click();
    const correction = page.getByRole("dialog", { name: /^Correct eGFR/ });
    await correction.getByLabel("Value").fill("23");
    await correction.getByRole("button", { name: "Save" }).click();
    await correction.waitFor({ state: "hidden" });
    await page.getByRole("region", { name: "Laboratory values" }).getByText("23 mL/min/1.73m²").waitFor();
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
