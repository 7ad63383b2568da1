import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { DIETITIAN, openStage } from "./support/stage.ts";

// The library beside the plan, in order: each test goes on where the one before stopped. Maria is allergic to peanut.
const stage = await openStage();
let page: Page;
let builder: PlanBuilder;

const options = () => page.getByRole("listbox", { name: "Foods and recipes" }).getByRole("option");
const filters = () => page.getByRole("group", { name: "Add a filter" });
const chip = (name: string) => page.getByRole("button", { name: `Remove the filter ${name}` });
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

beforeAll(async () => {
  page = await stage.signIn(DIETITIAN);
  builder = new PlanBuilder(page);
  await page.getByRole("link", { name: "Keller, Maria" }).click();
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  await page.getByRole("link", { name: "New meal plan" }).click();
  await page.getByLabel("Name").fill("Found in the library");
  await page.getByRole("button", { name: "Create plan" }).click();
  await builder.line("Day 7", "Snack").waitFor();
  await builder.saved();
});
afterAll(() => stage.close());

describe("the library", () => {
  it("puts what is typed on the meal: type, arrow, Enter", async () => {
    await builder.line("Day 1", "Breakfast").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("milk");
    await builder.answered("milk");
    await expect.poll(() => options().first().innerText()).toMatch(/^Milk,/);
    await expect.poll(() => options().first().locator("b").first().innerText()).toBe("Milk");
    await page.keyboard.press("ArrowDown");
    const second = await options().nth(1).innerText();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await builder.item(second.split("\n")[0]!, builder.meal("Day 1", "Breakfast")).waitFor();
    await expect.poll(() => focused()).toContain(second.split("\n")[0]!);
    await builder.saved();
  });

  it("takes an Enter that comes before the answer for the first line of that answer", async () => {
    await builder.line("Day 2", "Breakfast").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("peanut butter smooth");
    await page.keyboard.press("Enter");
    await builder.item("Peanut butter, smooth", builder.meal("Day 2", "Breakfast")).waitFor();
    await builder.saved();
  });

  it("says what is wrong with a hit for this client", async () => {
    await expect.poll(() => builder.hit(/^Peanut butter, smooth/).innerText()).toMatch(/allerg/i);
  });

  it("finds in spite of a typing error, and says that it is only alike", async () => {
    await builder.search.fill("brocoli");
    await builder.answered("brocoli");
    await page.getByText("Nothing is called that. Written alike:").waitFor();
    await expect.poll(() => options().first().innerText()).toMatch(/^Broccoli/);
  });

  it("takes a number from a scanner for a barcode, never for words", async () => {
    await builder.search.fill("4006381333931");
    await page.getByText("No food has this barcode.").waitFor();
    await expect.poll(() => options().count()).toBe(0);
    await expectAccessible(page, "a barcode that nobody knows");
  });

  it("offers before a word what was used, and what stands in the client's plans", async () => {
    await builder.search.fill("");
    await page.getByText("Used lately").waitFor();
    await builder.hit(/^Peanut butter, smooth/).waitFor();
    await expectAccessible(page, "what was used lately");
  });

  it("filters by group, by what is known to be free, and by nutrients, each filter a chip", async () => {
    await page.getByRole("button", { name: "Filters" }).click();
    await filters().getByLabel("Only foods of the group").selectOption("Vegetables and Vegetable Products");
    await chip("Vegetables and Vegetable Products").waitFor();
    await filters().getByLabel("Only foods rich or low in").selectOption("High in iron");
    await expect.poll(() => options().first().innerText()).toMatch(/Iron [\d.]+.mg/);
    await filters().getByLabel("Only foods known to be free of").selectOption("Free of peanut");
    await chip("Free of peanut").waitFor();
    await filters().getByLabel("Order by a nutrient").selectOption("Least potassium");
    await chip("Least potassium first").waitFor();
    await expect.poll(() => options().first().innerText()).toMatch(/Potassium [\d,.]+.mg/);
    await page.getByRole("button", { name: "Filters (4)" }).waitFor();
    await expectAccessible(page, "the filters of the library");
  });

  it("keeps the filters for this plan, and lets go of each by keyboard", async () => {
    await page.reload();
    await chip("High in iron").focus();
    await page.keyboard.press("Enter");
    await chip("High in iron").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Clear all" }).click();
    await page.getByRole("button", { name: "Filters", exact: true }).waitFor();
    await expect.poll(() => chip("Free of peanut").count()).toBe(0);
  });

  it("says what to do where nothing fits", async () => {
    await page.getByRole("button", { name: "Filters", exact: true }).click();
    await filters().getByLabel("Only of the kind").selectOption("Sip feeds");
    await builder.search.fill("milk");
    await page.getByText("Nothing fits, or it is not known to").waitFor();
    await page.getByRole("button", { name: "Search without filters" }).click();
    await builder.hit(/^Milk,/).first().waitFor();
    await builder.search.fill("");
  });
});

describe("a flagged item", () => {
  it("is offered substitutes that are known to be safe, from the warning beside it", async () => {
    await builder.show("Warnings");
    await page.getByRole("button", { name: "Find a substitute for Peanut butter, smooth" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Instead of Peanut butter, smooth" });
    await dialog.getByRole("option").first().waitFor();
    await expect.poll(() => dialog.innerText()).not.toMatch(/peanut butter, (?!smooth)/i);
    await expect.poll(() => dialog.getByRole("option").first().innerText()).toMatch(/energy|kcal/);
    await expectAccessible(page, "substitutes for an item");
    await page.keyboard.press("ArrowDown");
    const name = (await dialog.getByRole("option", { selected: true }).innerText()).split("\n")[0]!;
    await page.keyboard.press("Enter");
    await builder.item(name, builder.meal("Day 2", "Breakfast")).waitFor();
    await expect.poll(focused).toContain(name);
    await builder.saved();
    await expect.poll(() => page.getByRole("button", { name: "Find a substitute for Peanut butter, smooth" }).count()).toBe(0);
    await page.keyboard.press("Control+Z");
    await builder.item("Peanut butter, smooth", builder.meal("Day 2", "Breakfast")).waitFor();
    await builder.saved();
  });

  it("is replaced everywhere in one step, which one undo takes back", async () => {
    await builder.add("Day 3", "Lunch", "peanut butter smooth", /^Peanut butter, smooth/);
    await builder.add("Day 5", "Snack", "peanut butter smooth", /^Peanut butter, smooth/);
    await builder.setAmount(builder.item("Peanut butter, smooth", builder.meal("Day 5", "Snack")), "30 g");
    await builder.item("Peanut butter, smooth", builder.meal("Day 2", "Breakfast")).focus();
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog", { name: "Instead of Peanut butter, smooth" });
    await dialog.getByRole("option").first().waitFor();
    const name = (await dialog.getByRole("option").first().innerText()).split("\n")[0]!;
    await page.keyboard.press("Shift+Enter");
    const preview = page.getByRole("dialog", { name: "Replace Peanut butter, smooth" });
    await preview.getByRole("checkbox").nth(2).waitFor();
    await expect.poll(() => preview.getByRole("listitem").last().innerText()).toMatch(/30 g → \d+ g/);
    await expectAccessible(page, "a food replaced everywhere");
    await preview.getByRole("button", { name: "Replace in 3 places" }).click();
    await expect.poll(() => builder.item(name).count()).toBe(3);
    await expect.poll(() => builder.item("Peanut butter, smooth").count()).toBe(0);
    await builder.saved();
    await page.keyboard.press("Control+Z");
    await expect.poll(() => builder.item("Peanut butter, smooth").count()).toBe(3);
    await builder.saved();
    await page.reload();
    await builder.item("Peanut butter, smooth").first().waitFor();
    await expect.poll(() => builder.item("Peanut butter, smooth").count()).toBe(3);
  });

  it("is replaced everywhere by whatever the library has, with the amounts kept", async () => {
    await builder.item("Peanut butter, smooth", builder.meal("Day 5", "Snack")).focus();
    await page.keyboard.press("Shift+R");
    await page.getByText("Replaces everywhere").waitFor();
    await page.keyboard.type("tahini");
    await builder.hit(/tahini/i).first().waitFor();
    await page.keyboard.press("Enter");
    const preview = page.getByRole("dialog", { name: "Replace Peanut butter, smooth" });
    await expect.poll(() => preview.getByRole("listitem").last().innerText()).toContain("30 g → 30 g");
    await preview.getByRole("checkbox").first().uncheck();
    await preview.getByRole("button", { name: "Replace in 2 places" }).click();
    await expect.poll(() => builder.item("Peanut butter, smooth").count()).toBe(1);
    await builder.saved();
  });
});

it("foods and recipes are found from anywhere, and lead to their page", async () => {
  const search = page.getByRole("combobox", { name: "Name of a client, a plan or a food" });
  for (const [typed, kind, name] of [["cheddar", "Foods", "Cheddar"], ["lentil soup", "Recipes", "Red lentil soup"]] as const) {
    await page.keyboard.press("Control+K");
    await search.fill(typed);
    const found = page.getByRole("listbox", { name: "Found" });
    await found.getByText(kind, { exact: true }).waitFor();
    await found.getByRole("option", { name: new RegExp(`^${name}`) }).first().click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  }
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
