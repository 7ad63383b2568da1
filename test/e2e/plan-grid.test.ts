import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { DIETITIAN, openStage } from "./support/stage.ts";

// The grid with the mouse, in a plan of twelve weeks; each test goes on where the one before stopped.
const stage = await openStage();
let builder: PlanBuilder;

beforeAll(async () => {
  const page = await stage.signIn(DIETITIAN);
  builder = new PlanBuilder(page);
  await page.getByRole("link", { name: "Keller, Maria" }).click();
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  await page.getByRole("link", { name: "New meal plan" }).click();
  await page.getByLabel("Name").fill("Twelve weeks");
  await page.getByLabel("Days").fill("84");
  await page.getByRole("button", { name: "Create plan" }).click();
  await builder.saved();
  await builder.add("Day 1", "Lunch", "rice", /^Rice/);
  await builder.add("Day 1", "Lunch", "spinach", /^Spinach, raw/);
});
afterAll(() => stage.close());

const names = (day: string, meal: string) =>
  builder.meal(day, meal).getByRole("group").evaluateAll((groups) => groups.map((group) => group.getAttribute("aria-label")?.split(",")[0]).slice(0, -1));

/** Takes something, carries it over a place, and lets it go there. */
async function drag(what: Locator, over: Locator): Promise<void> {
  const { mouse } = builder.page;
  await what.hover({ position: { x: 20, y: 8 } });
  await mouse.down();
  await over.hover();
  await over.hover({ position: { x: 20, y: 6 } });
  await mouse.up();
}

describe("what is dragged", () => {
  it("shows a line where it would stand, and is where it was when Esc is pressed", async () => {
    const { mouse, keyboard } = builder.page;
    const line = builder.grid.locator(".drop-line");
    const carry = async (over: Locator, down: number) => {
      const box = (await over.boundingBox())!;
      await mouse.move(box.x + 20, box.y + down, { steps: 6 });
      return box;
    };
    await builder.item("Spinach").hover({ position: { x: 20, y: 8 } });
    await mouse.down();
    const rice = await carry(builder.item("Rice"), 6);
    await line.waitFor();
    await expect.poll(async () => Math.abs((await line.boundingBox())!.y - rice.y), { message: "above what the pointer is on the upper half of" }).toBeLessThan(4);
    await carry(builder.line("Day 2", "Lunch"), 6);
    await expect.poll(() => builder.meal("Day 2", "Lunch").locator(".drop-line").count()).toBe(1);
    await expect.poll(() => line.count(), { message: "one place at a time" }).toBe(1);
    await keyboard.press("Escape");
    await line.waitFor({ state: "hidden" });
    await mouse.up();
    await expect.poll(() => names("Day 1", "Lunch")).toEqual(["Rice", "Spinach"]);
    await expect.poll(() => names("Day 2", "Lunch")).toEqual([]);
  });

  it("moves to where it is let go", async () => {
    await drag(builder.item("Rice"), builder.line("Day 2", "Lunch"));
    await expect.poll(() => names("Day 2", "Lunch")).toEqual(["Rice"]);
    await expect.poll(() => names("Day 1", "Lunch")).toEqual(["Spinach"]);
    await builder.saved();
  });

  it("is copied with Ctrl held", async () => {
    await builder.page.keyboard.down("Control");
    await drag(builder.item("Rice"), builder.line("Day 3", "Lunch"));
    await builder.page.keyboard.up("Control");
    await expect.poll(() => names("Day 3", "Lunch")).toEqual(["Rice"]);
    await expect.poll(() => names("Day 2", "Lunch")).toEqual(["Rice"]);
    await builder.saved();
  });

  it("may be all that a meal holds, or a day", async () => {
    await drag(builder.line("Day 1", "Lunch"), builder.line("Day 3", "Lunch"));
    await expect.poll(() => names("Day 3", "Lunch")).toEqual(["Rice", "Spinach"]);
    await expect.poll(() => names("Day 1", "Lunch")).toEqual([]);
    await drag(builder.page.getByRole("button", { name: "Day 3", exact: true }), builder.page.getByRole("button", { name: "Day 1", exact: true }));
    await expect.poll(() => names("Day 1", "Lunch")).toEqual(["Rice", "Spinach"]);
    await builder.saved();
  });
});

describe("a plan of 84 days", () => {
  const pager = () => builder.page.getByRole("navigation", { name: "Days shown" });

  it("shows seven at a time, and goes on with the pager, the arrows and a key", async () => {
    await expect.poll(() => builder.grid.getByRole("columnheader").count()).toBe(8);
    await pager().getByRole("button", { name: "Seven days on" }).click();
    await builder.line("Day 8", "Lunch").waitFor();
    await builder.line("Day 14", "Lunch").focus();
    await builder.page.keyboard.press("ArrowRight");
    await expect.poll(() => builder.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Day 15, Lunch, 0 items");
    await builder.page.keyboard.press("PageUp");
    await expect.poll(() => builder.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Day 8, Lunch, 0 items");
    await expectAccessible(builder.page, "a plan of twelve weeks");
    await pager().getByRole("combobox").selectOption({ index: 0 });
  });

  it("takes a day into all others at once, and back with one undo", async () => {
    const items = async () =>
      (await stage.application.database.owner.query("select count(*)::integer as n from app_public.meal_plan_items i join app_public.meal_plan_versions v on v.id = i.meal_plan_version_id join app_public.meal_plans p on p.id = v.meal_plan_id where p.name = 'Twelve weeks'")).rows[0].n as number;
    const before = await items();
    await builder.page.getByRole("button", { name: "Day 1: more" }).click();
    await builder.page.getByText("Copy this day to…").click();
    const dialog = builder.page.getByRole("dialog", { name: "Copy Day 1" });
    await dialog.getByRole("checkbox", { name: /all of them/ }).check();
    await expectAccessible(builder.page, "the dialog that copies a day");
    await dialog.getByRole("button", { name: "Copy" }).click();
    await builder.saved();
    await expect.poll(items).toBe(before + 83 * 2);
    await builder.page.getByRole("button", { name: "Undo", exact: true }).click();
    await builder.saved();
    await expect.poll(items).toBe(before);

    // Or into those that lie a week apart.
    await builder.page.getByRole("button", { name: "Day 1: more" }).click();
    await builder.page.getByText("Copy this day to…").click();
    await dialog.getByRole("checkbox", { name: "A week apart: Day 8, Day 15, …, Day 78" }).check();
    await dialog.getByRole("button", { name: "Copy" }).click();
    await builder.saved();
    await expect.poll(items).toBe(before + 11 * 2);
    await builder.page.getByRole("button", { name: "Undo", exact: true }).click();
    await builder.saved();
    await expect.poll(items).toBe(before);
  });
});

it("the strip shows everything that counts, also where it is much and the screen is small", async () => {
  await stage.application.database.owner.query(
    `with maria as (select c.org_id, c.id, set_config('app.org_id', c.org_id::text, true) from app_public.clients c where c.full_name = 'Maria Keller')
     insert into app_public.client_conditions (org_id, client_id, condition_org_id, condition_id, started_on)
     select m.org_id, m.id, c.org_id, c.id, current_date - 10 from maria m, app_public.conditions c
      where not exists (select from app_public.client_conditions d where (d.org_id, d.client_id, d.condition_id) = (m.org_id, m.id, c.id))
      order by c.code limit 12`,
  );
  const { page } = builder;
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.reload();
  const strip = page.getByRole("region", { name: "About Maria Keller" });
  await strip.waitFor();
  for (const word of [/Peanut/, /Hypertension/i, /Warfarin/i]) await expect.poll(() => strip.innerText()).toMatch(word);
  await builder.line("Day 1", "Lunch").waitFor();
  await expect.poll(() => strip.evaluate((element) => element.scrollWidth - element.clientWidth), { message: "nothing runs out of it" }).toBeLessThanOrEqual(0);
  await expect.poll(() => strip.evaluate((element) => element.getBoundingClientRect().bottom), { message: "and the plan keeps its room" }).toBeLessThan(300);
  await expect.poll(async () => (await page.getByRole("grid").boundingBox())!.height).toBeGreaterThan(200);
  await expectAccessible(page, "a long strip");
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
