import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Keyboard } from "./support/keyboard.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { DIETITIAN, openStage, PASSWORD } from "./support/stage.ts";

// A full week for a client with two conditions and an allergy, from an empty plan to an assignment: nobody touches a mouse, and the
// focus is never on the page itself. Each test goes on where the one before stopped.
const stage = await openStage();
let keyboard: Keyboard;
let builder: PlanBuilder;
const days = [1, 2, 3, 4, 5, 6, 7].map((day) => `Day ${day}`);

beforeAll(async () => {
  await stage.application.database.owner.query(
    `with maria as (select c.org_id, c.id, set_config('app.org_id', c.org_id::text, true) from app_public.clients c where c.full_name = 'Maria Keller'),
     gone as (delete from app_public.client_conditions d using maria m where (d.org_id, d.client_id) = (m.org_id, m.id))
     insert into app_public.client_conditions (org_id, client_id, condition_org_id, condition_id, started_on)
     select m.org_id, m.id, c.org_id, c.id, current_date - 400 from maria m, app_public.conditions c where c.code in ('hypertension', 'type_2_diabetes')`,
  );
  const page = await stage.open();
  keyboard = new Keyboard(page);
  builder = new PlanBuilder(page);
});
afterAll(() => stage.close());

const { press, type } = { press: (key: string) => keyboard.press(key), type: (text: string) => keyboard.type(text) };

/** On a meal's line: Enter, what is looked for, Enter, and Esc to the food that was added. */
async function add(query: string, name: string): Promise<void> {
  await press("Enter");
  await type(query);
  await builder.answered(query);
  await press("Enter");
  await press("Escape");
  await keyboard.arrivesAt(name);
}

/** Goes down from an item to its meal's own line. */
async function toMealLine(): Promise<void> {
  for (let steps = 0; steps < 12 && !/, \d+ items?/.test(await keyboard.focus()); steps += 1) await press("ArrowDown");
}

async function setAmount(amount: string): Promise<void> {
  await press("Enter");
  await type(amount);
  await press("Enter");
}

const names = (day: string, meal: string) =>
  builder.meal(day, meal).getByRole("group").evaluateAll((groups) => groups.map((group) => group.getAttribute("aria-label") ?? "").slice(0, -1));

describe("without a mouse, a dietitian", () => {
  it("finds her client and starts an empty week", async () => {
    await keyboard.arrivesAt("Email");
    await type(DIETITIAN);
    await keyboard.tabTo("Password");
    await type(PASSWORD);
    await press("Enter");
    await keyboard.arrivesAt("Clients");
    await keyboard.page.getByRole("link", { name: "Keller, Maria" }).waitFor();
    await press("/");
    await type("kell");
    await expect.poll(() => keyboard.page.getByRole("row").count()).toBe(2);
    await press("ArrowDown");
    await press("Enter");
    await keyboard.arrivesAt("Maria Keller");
    await keyboard.tabTo("Plans");
    await press("Enter");
    await keyboard.page.getByRole("link", { name: "New meal plan" }).waitFor();
    await keyboard.tabTo("New meal plan");
    await press("Enter");
    await keyboard.arrivesAt("New meal plan");
    await keyboard.tabTo("Name");
    await type("A full week");
    await press("Enter");
    await keyboard.arrivesAt("A full week, version 1");
  });

  it("reads above the plan what makes food dangerous for her: two conditions, an allergy", async () => {
    const strip = keyboard.page.getByRole("region", { name: "About Maria Keller" });
    for (const word of [/Peanut/, /hypertension/i, /diabetes/i, /Warfarin/i]) await expect.poll(() => strip.innerText()).toMatch(word);
  });

  it("fills the first day by typing what she looks for", async () => {
    await keyboard.tabTo(/^Day 1, Breakfast/);
    await add("rolled oats", "Oats");
    await setAmount("60 g");
    await toMealLine();
    await add("milk", "Milk");
    await setAmount("200 ml");
    await toMealLine();
    await press("ArrowDown");
    await toMealLine();
    await expect.poll(() => keyboard.focus()).toMatch(/^Day 1, Lunch/);
    await add("lentil soup", "Red lentil soup");
    await press("ArrowDown");
    await press("ArrowDown");
    await expect.poll(() => keyboard.focus()).toMatch(/^Day 1, Dinner/);
    await add("rice", "Rice");
    await setAmount("150 g");
    await toMealLine();
    await add("spinach", "Spinach");
    await setAmount("100 g");
    await builder.saved();
  });

  it("says “or”: another food instead of one, which counts, and changes her mind about which", async () => {
    await press("ArrowUp");
    await expect.poll(() => keyboard.focus()).toMatch(/^Rice/);
    await press("o");
    await type("potato");
    await builder.answered("potato");
    await press("Enter");
    await keyboard.arrivesAt("or Potato");
    await press("Shift+F");
    await expect.poll(async () => (await names("Day 1", "Dinner")).map((name) => name.split(",")[0])).toEqual(["Potatoes", "or Rice", "Spinach"].map((name) => expect.stringContaining(name.slice(0, 6)) as unknown as string));
    await press("Control+Z");
    await press("ArrowDown");
    await press("Shift+O"); // spinach, as an "or" of rice
    await expect.poll(async () => (await names("Day 1", "Dinner")).filter((name) => name.startsWith("or "))).toHaveLength(2);
    await press("Shift+O"); // and back
    await expect.poll(async () => (await names("Day 1", "Dinner")).filter((name) => name.startsWith("or "))).toHaveLength(1);
    await builder.saved();
  });

  it("writes a free text, and notes for an item, a meal and a day", async () => {
    await toMealLine();
    await press("ArrowDown");
    await expect.poll(() => keyboard.focus()).toMatch(/^Day 1, Snack/);
    await press("t");
    await keyboard.arrivesAt("Text");
    await type("a handful of berries");
    await press("Enter");
    await keyboard.arrivesAt("a handful of berries");
    await press("n");
    await keyboard.arrivesAt("Note");
    await type("fresh or frozen");
    await keyboard.tabTo("Save");
    await press("Enter");
    await keyboard.arrivesAt("a handful of berries, note: fresh or frozen");
    await toMealLine();
    await press("n");
    await keyboard.arrivesAt("Name");
    await keyboard.tabTo(/^Note/);
    await type("not late");
    await keyboard.tabTo("Save");
    await press("Enter");
    await keyboard.arrivesAt("Day 1, Snack, 1 item, note: not late");
    for (let steps = 0; steps < 20 && (await keyboard.focus()) !== "Day 1"; steps += 1) await press("ArrowUp");
    await expect.poll(() => keyboard.focus(), { message: "above the first meal stands the day" }).toBe("Day 1");
    await press("n");
    await keyboard.arrivesAt("Note");
    await type("shopping day");
    await keyboard.tabTo("Save");
    await press("Enter");
    await keyboard.arrivesAt("Day 1, note: shopping day");
    await builder.saved();
  });

  it("copies a meal with Ctrl+C and Ctrl+V, and the day to all others", async () => {
    await press("ArrowDown");
    await toMealLine();
    await press("Control+C");
    await press("ArrowRight");
    await press("Control+V");
    await expect.poll(async () => (await names("Day 2", "Breakfast")).length).toBe(2);
    await press("Control+Z");
    await expect.poll(async () => (await names("Day 2", "Breakfast")).length).toBe(0);
    await press("[");
    await press("ArrowUp");
    for (let steps = 0; steps < 20 && !/^Day 1, note/.test(await keyboard.focus()); steps += 1) await press("ArrowUp");
    await keyboard.choose(/^Copy this day to/);
    await keyboard.arrivesAt("");
    await keyboard.tabTo(/all of them$/);
    await press("Space");
    await keyboard.tabTo("Copy");
    await press("Enter");
    for (const day of days) for (const meal of ["Breakfast", "Lunch", "Dinner"]) await expect.poll(async () => (await names(day, meal)).length).toBeGreaterThan(0);
    await builder.saved();
  });

  it("moves a food to the next day with Alt and an arrow, cuts and pastes another", async () => {
    await keyboard.arrivesAt("Day 1, note");
    await press("ArrowDown");
    await expect.poll(() => keyboard.focus()).toMatch(/^Oats/);
    await press("ArrowDown");
    await press("Alt+ArrowRight");
    await expect.poll(async () => (await names("Day 2", "Breakfast")).length).toBe(3);
    await press("Control+X");
    await press("[");
    await toMealLine();
    await press("Control+V");
    await expect.poll(async () => (await names("Day 1", "Breakfast")).length).toBe(2);
    await expect.poll(async () => (await names("Day 2", "Breakfast")).length).toBe(2);
    await expect.poll(() => keyboard.focus()).toMatch(/^Milk/);
    await builder.saved();
  });

  it("adds a meal to every day, moves it up, and gives a day another place", async () => {
    await press("a");
    await keyboard.arrivesAt("Name");
    await type("Elevenses");
    await press("Enter");
    await keyboard.arrivesAt("Day 1, Elevenses");
    await builder.line("Day 7", "Elevenses").waitFor();
    await press("Alt+ArrowUp");
    await expect.poll(() => builder.grid.getByRole("rowheader").allInnerTexts()).toEqual(expect.arrayContaining(["Elevenses", "Breakfast"]));
    await expect.poll(async () => (await builder.grid.getByRole("rowheader").allInnerTexts())[0]).toBe("Elevenses");
    await press("Control+Z");
    await press("Delete");
    await builder.saved();
    await press("Control+Z");
    await builder.line("Day 1", "Elevenses").waitFor();
    for (let steps = 0; steps < 20 && !/^Day \d(, note.*)?$/.test(await keyboard.focus()); steps += 1) await press("ArrowUp");
    await press("Alt+ArrowRight");
    await keyboard.arrivesAt("Day 2, note: shopping day");
    await press("Alt+ArrowLeft");
    await keyboard.arrivesAt("Day 1, note: shopping day");
    await builder.saved();
  });

  it("sees what is wrong beside the food, goes to what the warnings say, and mends it", async () => {
    await press("]");
    await press("ArrowDown");
    await toMealLine();
    await expect.poll(() => keyboard.focus()).toMatch(/^Day 2, Breakfast/);
    await add("peanut butter", "Peanut butter");
    await builder.saved();
    await press("w");
    await keyboard.arrivesAt("Day 2 · Breakfast · Peanut butter");
    await builder.finding(/allergic to peanut/).first().waitFor();
    await press("Enter");
    await keyboard.arrivesAt("Peanut butter");
    await keyboard.choose(/^What the warnings say/); // the menu leads there, too
    await keyboard.arrivesAt("Day 2 · Breakfast · Peanut butter");
    await press("Enter");
    await keyboard.arrivesAt("Peanut butter");
    await press("r");
    await type("apple");
    await builder.answered("apple");
    await press("Enter");
    await keyboard.arrivesAt("Apple");
    await builder.saved();
    await expect.poll(() => builder.item("Peanut butter").count()).toBe(0);
    await expect.poll(() => builder.finding(/contains it/).filter({ hasText: "Peanut butter" }).count()).toBe(0);
  });

  it("sets a target in the panel", async () => {
    await keyboard.tabTo(/^Warnings/);
    await press("ArrowLeft");
    await expect.poll(() => keyboard.focus()).toMatch(/^Nutrition/);
    await keyboard.tabTo(/target of Energy$/);
    await press("Enter");
    await keyboard.arrivesAt("At least");
    await type("1800");
    await keyboard.tabTo("At most");
    await type("2200");
    await press("Enter");
    await builder.saved();
    await builder.nutrient("Energy").getByText(/2,200/).first().waitFor();
  });

  it("finds every key in the list", async () => {
    await press("?");
    const help = keyboard.page.getByRole("dialog", { name: "Keyboard" });
    for (const line of ["Paste here", "Count this alternative instead", "Add a free text", "Go to the warnings"]) await help.getByText(line).first().waitFor();
    await press("Escape");
    await help.waitFor({ state: "hidden" });
  });

  it("publishes with a decision for each finding, and assigns it", async () => {
    await keyboard.tabTo("Publish", "Shift+Tab");
    await press("Enter");
    await keyboard.page.getByRole("dialog", { name: "Publish version 1?" }).waitFor();
    await keyboard.tabTo(/^What changed/);
    await type("A full week");
    await decideUntil("Publish version 1");
    await press("Enter");
    await keyboard.page.getByText("Published v1").waitFor();
    await keyboard.arrivesAt("A full week, version 1");
    await keyboard.tabTo("Assign");
    await press("Enter");
    await keyboard.page.getByRole("dialog", { name: /^Assign/ }).waitFor();
    await decideUntil("Assign");
    await press("Enter");
    await expect
      .poll(async () => (await stage.application.database.owner.query("select from app_public.meal_plan_assignments a join app_public.meal_plan_versions v on v.id = a.meal_plan_version_id join app_public.meal_plans p on p.id = v.meal_plan_id where p.name = 'A full week'")).rowCount)
      .toBe(1);
  });

  it("left a week of at least three meals a day", async () => {
    const { rows } = await stage.application.database.owner.query<{ meals: number; version: string }>(
      `select count(distinct m.id)::integer as meals from app_public.meal_plans p
         join app_public.meal_plan_versions v on v.meal_plan_id = p.id and v.status = 'published'
         join app_public.meal_plan_days d on d.meal_plan_version_id = v.id
         join app_public.meal_plan_meals m on m.meal_plan_day_id = d.id
         join app_public.meal_plan_items i on i.meal_plan_meal_id = m.id
        where p.name = 'A full week' group by d.id`,
    );
    expect(rows).toHaveLength(7);
    for (const { meals } of rows) expect(meals).toBeGreaterThanOrEqual(3);
  });
});

/** Tabs through a dialog to its button: boxes are ticked and reasons written on the way. */
async function decideUntil(button: string): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await press("Tab");
    const kind = await keyboard.page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      if (element.type === "checkbox" && !element.checked) return "box";
      return element.tagName === "TEXTAREA" && element.value === "" ? "reason" : "";
    });
    if (kind === "box") await press("Space");
    if (kind === "reason") await type("Looked at, and well so.");
    if ((await keyboard.focus()) === button) return;
  }
  expect.fail(`Tab does not reach "${button}".`);
}

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
