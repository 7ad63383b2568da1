import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { DIETITIAN, openStage } from "./support/stage.ts";

// The main job in the browser, in order: each test goes on where the one before stopped.
const stage = await openStage();
let page: Page;
let builder: PlanBuilder;

beforeAll(async () => {
  page = await stage.signIn(DIETITIAN);
  builder = new PlanBuilder(page);
});
afterAll(() => stage.close());

describe("the dietitian opens a client", () => {
  it("and sees her clients first after signing in", async () => {
    await page.getByRole("heading", { name: "Clients", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Keller, Maria" }).waitFor();
    expect(await page.getByRole("row").filter({ hasText: "Keller, Maria" }).innerText()).toMatch(/Peanut[\s\S]*hypertension/i);
    await expectAccessible(page, "the clients");
  });

  it("and what makes her food dangerous stands above everything", async () => {
    await page.getByRole("link", { name: "Keller, Maria" }).click();
    await page.getByRole("heading", { name: "Maria Keller", level: 1 }).waitFor();
    const words = await page.getByRole("main").innerText();
    for (const word of [/Peanut/, /Hypertension/i, /Warfarin/i]) expect(words).toMatch(word);
    await expectAccessible(page, "a client's overview");
  });

  it("and starts a week plan for her", async () => {
    await page.getByRole("link", { name: "Plans", exact: true }).click();
    await page.getByRole("link", { name: "New meal plan" }).click();
    await page.getByLabel("Name").fill("Less salt, one week");
    await expectAccessible(page, "a new plan");
    await page.getByRole("button", { name: "Create plan" }).click();
    await builder.grid.waitFor();
    expect(await builder.grid.getByRole("columnheader").count()).toBe(8);
    await expectAccessible(page, "the empty builder");
  });
});

describe("the week plan", () => {
  it("takes foods by mouse, in portions or grams, a recipe and a free text", async () => {
    await builder.add("Day 1", "Breakfast", "banana", /^Banana, raw/);
    await builder.item("Banana, raw, 1 cup, mashed").waitFor();
    await builder.setAmount(builder.item("Banana, raw"), "120 g");
    await builder.item("Banana, raw, 120 g").waitFor();

    await builder.add("Day 2", "Dinner", "lentil soup", /^Red lentil soup Recipe/);
    await builder.item("Red lentil soup, 1 serving", builder.meal("Day 2", "Dinner")).waitFor();
    await builder.add("Day 3", "Snack", "Grandma's biscuits", /as text/);
    await builder.item("Grandma's biscuits", builder.meal("Day 3", "Snack")).waitFor();
  });

  it("takes foods by keyboard: /, type, arrows, Enter", async () => {
    await builder.line("Day 1", "Lunch").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("spinach");
    await builder.answered("spinach");
    await page.keyboard.press("ArrowDown");
    expect(await builder.hit(/^Spinach, boiled/).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await builder.saved();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Spinach, raw, 1 cup");
    await page.keyboard.press("Enter");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await builder.saved();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Spinach, raw, 2 × cup");
  });

  it("takes the first line of the answer when Enter comes before it", async () => {
    await builder.line("Day 4", "Lunch").focus();
    await page.keyboard.press("/");
    await page.keyboard.insertText("soy sauce");
    await page.keyboard.press("Enter");
    await builder.item("Soy sauce (shoyu), 1 tbsp", builder.meal("Day 4", "Lunch")).waitFor();
    await builder.saved();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
