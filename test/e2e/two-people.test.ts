import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

// A dietitian and her assistant have one draft open; each test goes on where the one before stopped.
const stage = await openStage();
let hers: PlanBuilder;
let his: PlanBuilder;
let address: string;

beforeAll(async () => {
  const page = await stage.signIn(DIETITIAN);
  hers = new PlanBuilder(page);
  await page.getByRole("link", { name: "Keller, Maria" }).click();
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  await page.getByRole("link", { name: "New meal plan" }).click();
  await page.getByLabel("Name").fill("Built by two");
  await page.getByRole("button", { name: "Create plan" }).click();
  await hers.saved();
  await hers.add("Day 1", "Lunch", "rice", /^Rice/);
  await hers.setAmount(hers.item("Rice"), "100 g");
  address = page.url();
});
afterAll(() => stage.close());

/** What coming back to a window does: it asks who is there and what has changed. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));
const visitors = (page: Page) => page.getByRole("status", { name: "Who else is here" });
const savedBy = (builder: PlanBuilder) => builder.page.getByRole("status").filter({ hasText: /^\s*saved \d\d:\d\d/ }).waitFor();

describe("two people on one draft", () => {
  it("notice each other: who has it open, and who is editing", async () => {
    const page = await stage.signIn(ASSISTANT);
    his = new PlanBuilder(page);
    await page.goto(address);
    await visitors(page).getByText(/has it open|edits it too/).waitFor();
    await comeBack(hers.page);
    await visitors(hers.page).getByText(/has it open/).waitFor();
    await his.page.getByRole("button", { name: "Add to Day 2, Lunch" }).click();
    await his.search.fill("banana");
    await his.hit(/^Banana, raw/).first().click();
    await savedBy(his);
    await comeBack(his.page);
    await comeBack(hers.page);
    await visitors(hers.page).getByText(/edits it too/).waitFor();
    await expectAccessible(hers.page, "the builder with a colleague in it");
  });

  it("see what the other saved, where nothing of their own is on its way", async () => {
    await hers.item("Banana, raw", hers.meal("Day 2", "Lunch")).waitFor();
    await hers.page.getByText(/changed the plan; you see it as it is now/).waitFor();
    await hers.add("Day 2", "Lunch", "spinach", /^Spinach, raw/); // and no conflict follows
  });

  it("choose, place by place, where both changed the same: both are shown", async () => {
    await comeBack(his.page);
    await his.item("Spinach, raw").waitFor();
    await hers.page.context().setOffline(true);
    await setAmount(hers, "Rice", "120 g");
    await setAmount(hers, "Banana, raw", "90 g");
    await hers.page.getByText("offline, 2 changes kept here").waitFor();
    await expectAccessible(hers.page, "the builder offline");
    await setAmount(his, "Rice", "150 g");
    await savedBy(his);
    await hers.page.context().setOffline(false);
    const conflict = hers.page.getByRole("alert", { name: "Conflict" });
    const rice = conflict.getByRole("row").filter({ hasText: "Rice" });
    await rice.waitFor();
    const words = (await rice.innerText()).replaceAll(/\s+/g, " ");
    expect(words).toMatch(/Set Rice.* to 120 g/);
    for (const amount of ["100 g", "150 g", "120 g"]) expect(words).toContain(`${amount} (Day 1, Lunch)`);
    expect(await conflict.getByRole("button", { name: "Save this choice" }).isDisabled(), "nobody chose yet").toBe(true);
    await expectAccessible(hers.page, "a conflict, place by place");

    await rice.getByRole("radio", { name: /150 g/ }).check();
    await conflict.getByRole("button", { name: "Save this choice" }).click();
    await hers.saved();
    await hers.item("Rice, cooked, 150 g").or(hers.item("Rice").filter({ hasText: "150 g" })).first().waitFor();
    await hers.item("Banana, raw, 90 g").waitFor();
    expect(await hers.page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  it("are told when the other publishes it, and see it published", async () => {
    await comeBack(his.page);
    await his.item("Banana, raw, 90 g").waitFor();
    await hers.page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = hers.page.getByRole("dialog", { name: "Publish version 1?" });
    await dialog.getByLabel("What changed").fill("Built by two");
    for (const box of await dialog.getByRole("checkbox").all()) await box.check();
    for (const reason of await dialog.getByRole("region", { name: "Decisions about safety" }).getByRole("textbox").all()) await reason.fill("Looked at together.");
    await dialog.getByRole("button", { name: "Publish version 1" }).click();
    await hers.page.getByText("Version 1 is published").waitFor();
    await comeBack(his.page);
    await his.page.getByText(/published this version/).waitFor();
    await his.page.getByText("Published v1").waitFor();
  });
});

async function setAmount(builder: PlanBuilder, name: string, amount: string): Promise<void> {
  await builder.item(name).getByRole("button", { name: /change the amount/i }).click();
  await builder.page.getByLabel("Amount", { exact: true }).fill(amount);
  await builder.page.keyboard.press("Enter");
}

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
