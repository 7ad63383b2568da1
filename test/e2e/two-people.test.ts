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

/** What coming back to a window does: it tells the server who is there, and asks what has changed. */
const focus = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));
/** Comes back, and has the server's answer: what is only asked for here may arrive after what a colleague asks next. */
async function comeBack(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().postData()?.includes("BuilderVisit") ?? false);
  await focus(page);
  await answered;
}
const visitors = (page: Page) => page.getByRole("status", { name: "Who else is here" });
const savedBy = (builder: PlanBuilder) => builder.page.getByRole("status").filter({ hasText: /^\s*saved \d\d:\d\d/ }).waitFor();

describe("two people on one draft", () => {
  it("notice each other: who has the draft open", async () => {
    const page = await stage.signIn(ASSISTANT);
    his = new PlanBuilder(page);
    await page.goto(address);
    await visitors(page).getByText(/has it open|edits it too/).waitFor();
    await comeBack(hers.page);
    await visitors(hers.page).getByText(/has it open/).waitFor();
  });

  it("see what the other saved, where nothing of their own is on its way, and that the other edits", async () => {
    const heSaves = async () => {
      await his.page.getByRole("button", { name: "Add to Day 2, Lunch" }).click();
      await his.search.fill("banana");
      await his.hit(/^Banana, raw/).first().click();
      await savedBy(his);
      await comeBack(his.page);
      await comeBack(hers.page);
    };
    // Waited for from before: her page asks by itself too, and what it then says goes by itself.
    await Promise.all([hers.page.getByText(/changed the plan; you see it as it is now/).waitFor(), heSaves()]);
    await hers.item("Banana, raw", hers.meal("Day 2", "Lunch")).waitFor();
    await visitors(hers.page).getByText(/edits it too/).waitFor();
    await expectAccessible(hers.page, "the builder with a colleague in it");
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
    const words = async () => (await rice.innerText()).replaceAll(/\s+/g, " ");
    await expect.poll(words).toMatch(/Set Rice.* to 120 g/);
    for (const amount of ["100 g", "150 g", "120 g"]) await expect.poll(words).toContain(`${amount} (Day 1, Lunch)`);
    await expect.poll(() => conflict.getByRole("button", { name: "Save this choice" }).isDisabled(), { message: "nobody chose yet" }).toBe(true);
    await expectAccessible(hers.page, "a conflict, place by place");

    await rice.getByRole("radio", { name: /^Keep .*150 g/ }).check();
    await expect.poll(() => rice.getByRole("cell").filter({ hasText: "Save what you did" }).getAttribute("class"), { message: "what is left out looks so" }).toBe("left-out");
    await expectAccessible(hers.page, "a conflict with a choice");
    await conflict.getByRole("button", { name: "Save this choice" }).click();
    await hers.saved();
    await hers.item("Rice, cooked, 150 g").or(hers.item("Rice").filter({ hasText: "150 g" })).first().waitFor();
    await hers.item("Banana, raw, 90 g").waitFor();
    await expect.poll(() => hers.page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  it("are told of a food that was changed elsewhere, and see its values when they refresh", async () => {
    const energy = hers.grid.getByRole("gridcell", { name: /^Day 1, Energy: / });
    const before = await energy.getAttribute("aria-label");
    await stage.application.database.owner.query(
      `update app_public.food_nutrients n set amount = n.amount * 2 from app_public.foods f
        where (f.org_id, f.id) = (n.org_id, n.food_id) and f.name like 'Rice%' and n.nutrient_id = (select id from app_public.nutrients where code = 'energy')`,
    );
    await comeBack(hers.page);
    const notice = hers.page.getByRole("status", { name: "Changed in the library" });
    await notice.getByText(/^Rice.* was changed since you opened this plan/).waitFor();
    await expectAccessible(hers.page, "the builder of a plan with a food that was changed");
    await expect.poll(() => energy.getAttribute("aria-label"), { message: "nothing moves unasked" }).toBe(before);
    await notice.getByRole("button", { name: "Refresh" }).click();
    await notice.waitFor({ state: "hidden" });
    await expect.poll(() => energy.getAttribute("aria-label")).not.toBe(before);
    await comeBack(hers.page);
    await hers.setAmount(hers.item("Spinach, raw"), "100 g");
    await expect.poll(() => notice.count(), { message: "it is said once" }).toBe(0);
  });

  it("are told when the other publishes it, and see it published", async () => {
    await comeBack(his.page);
    await his.item("Banana, raw, 90 g").waitFor();
    await Promise.all([his.page.getByText(/published this version/).waitFor(), publish(1).then(() => focus(his.page))]);
    await his.page.getByText("Published v1").waitFor();
  });

  it("go on with one click on a new draft where the other published before they had saved: nothing typed is lost", async () => {
    await hers.page.getByRole("button", { name: "Clone as new draft" }).click();
    await hers.page.getByText("Draft v2").waitFor();
    await his.page.goto(hers.page.url());
    await his.item("Rice").waitFor();
    await his.page.context().setOffline(true);
    await setAmount(his, "Banana, raw", "70 g");
    await his.page.getByText("offline, 1 change kept here").waitFor();
    await publish(2);
    await his.page.context().setOffline(false);
    const notice = his.page.getByRole("alert", { name: "Published meanwhile" });
    await notice.getByText(/published this version before your last change was saved/).waitFor();
    await notice.getByText(/Set Banana.* to 70 g/).waitFor();
    await expectAccessible(his.page, "what was not saved when a colleague published");

    await his.page.reload(); // also whoever comes back later finds it
    await notice.getByText(/Set Banana.* to 70 g/).waitFor();
    await notice.getByRole("button", { name: "Put it on a new draft" }).click();
    await his.page.getByText("Draft v3").waitFor();
    await his.item("Banana, raw, 70 g").waitFor();
    await expect.poll(() => notice.count()).toBe(0);
    await his.page.reload();
    await his.item("Banana, raw, 70 g").waitFor();
    await expect.poll(() => his.page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  it("go on with the draft that the other has begun already: what is free there goes on it, and where both did something one chooses", async () => {
    await hers.page.goto(his.page.url());
    await hers.item("Banana, raw, 70 g").waitFor();
    await his.page.context().setOffline(true);
    await setAmount(his, "Banana, raw", "60 g");
    await setAmount(his, "Rice", "90 g");
    await his.page.getByText("offline, 2 changes kept here").waitFor();
    await publish(3);
    await hers.page.getByRole("button", { name: "Clone as new draft" }).click();
    await hers.page.getByText("Draft v4").waitFor();
    await hers.setAmount(hers.item("Rice"), "110 g");
    await his.page.context().setOffline(false);
    const notice = his.page.getByRole("alert", { name: "Published meanwhile" });
    await notice.getByText("A colleague has begun draft 4 already.").waitFor();
    await expectAccessible(his.page, "what was not saved when a colleague has begun the next draft");
    await notice.getByRole("button", { name: "Put them on draft 4" }).click();
    const conflict = his.page.getByRole("alert", { name: "Conflict" });
    await conflict.getByText(/Rice.* 110 g/).waitFor();
    await conflict.getByText(/Rice.* 90 g/).first().waitFor();
    await conflict.getByRole("button", { name: "All mine" }).click();
    await conflict.getByRole("button", { name: "Save this choice" }).click();
    await conflict.waitFor({ state: "hidden" });
    await his.page.getByRole("status").filter({ hasText: /^\s*saved \d\d:\d\d/ }).waitFor();
    await his.page.reload();
    await his.page.getByText("Draft v4").waitFor();
    await his.item("Banana, raw, 60 g").waitFor();
    await his.item("Rice").filter({ hasText: "90 g" }).waitFor();
  });
});

/** She publishes what she has open. */
async function publish(version: number): Promise<void> {
  await hers.page.getByRole("button", { name: "Publish", exact: true, disabled: false }).click();
  const dialog = hers.page.getByRole("dialog", { name: `Publish version ${version}?` });
  await dialog.getByLabel("What changed").fill("Built by two");
  for (const box of await dialog.getByRole("checkbox").all()) await box.check();
  for (const reason of await dialog.getByRole("region", { name: "Decisions about safety" }).getByRole("textbox").all()) await reason.fill("Looked at together.");
  await dialog.getByRole("button", { name: `Publish version ${version}` }).click();
  await hers.page.getByText(`Version ${version} is published`).waitFor();
}

async function setAmount(builder: PlanBuilder, name: string, amount: string): Promise<void> {
  await builder.item(name).getByRole("button", { name: /change the amount/i }).click();
  await builder.page.getByLabel("Amount", { exact: true }).fill(amount);
  await builder.page.keyboard.press("Enter");
}

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
