import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { daysAfter, practiceToday } from "../harness/practice-dates.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { type MobileApp, signInOnPhone } from "./support/mobile-app.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ADMIN, DIETITIAN, openStage } from "./support/stage.ts";

// The main job in the browser, in order: each test goes on where the one before stopped.
const stage = await openStage();
let page: Page;
let builder: PlanBuilder;

/** The plan begins a week ago, so that its first day can be logged in every time zone. */
const firstDay = daysAfter(practiceToday(), -7);

beforeAll(async () => {
  page = await stage.signIn(DIETITIAN);
  builder = new PlanBuilder(page);
});
afterAll(() => stage.close());

const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
const openPartOfRecord = async (name: string) => {
  await page.getByRole("region", { name: "About Maria Keller" }).getByRole("link", { name: "Maria Keller" }).click();
  await page.getByRole("link", { name, exact: true }).click();
};

describe("the dietitian opens a client", () => {
  it("whom she finds in the list that she sees first", async () => {
    await page.getByRole("heading", { name: "Clients", level: 1 }).waitFor();
    const line = page.getByRole("row").filter({ has: page.getByRole("link", { name: "Keller, Maria" }) });
    await expect.poll(() => line.innerText()).toMatch(/Peanut[\s\S]*hypertension/i);
    await expectAccessible(page, "the clients");
  });

  it("and reads first what makes food dangerous for her", async () => {
    await page.getByRole("link", { name: "Keller, Maria" }).click();
    await page.getByRole("heading", { name: "Maria Keller", level: 1 }).waitFor();
    for (const word of [/Peanut/, /Hypertension/i, /Warfarin/i]) await expect.poll(() => page.getByRole("main").innerText()).toMatch(word);
    await expectAccessible(page, "a client's overview");
  });

  it("and starts a week plan for her", async () => {
    await page.getByRole("link", { name: "Plans", exact: true }).click();
    await page.getByRole("link", { name: "New meal plan" }).click();
    await page.getByLabel("Name").fill("Less salt, one week");
    await expectAccessible(page, "a new plan");
    await page.getByRole("button", { name: "Create plan" }).click();
    await builder.line("Day 7", "Snack").waitFor();
    await builder.saved();
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
    const raw = builder.hit(/^Spinach, raw/).first();
    for (let steps = 0; steps < 8 && (await raw.getAttribute("aria-selected")) !== "true"; steps += 1) await page.keyboard.press("ArrowDown");
    await expect.poll(() => raw.getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await builder.saved();
    await expect.poll(() => focused()).toBe("Spinach, raw, 1 cup");
    await page.keyboard.press("Enter");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await builder.saved();
    await expect.poll(() => focused()).toBe("Spinach, raw, 2 × cup");
  });

  it("takes the first line of the answer when Enter comes before it", async () => {
    await builder.line("Day 1", "Lunch").focus();
    await page.keyboard.press("/");
    await page.keyboard.insertText("olive oil");
    await page.keyboard.press("Enter");
    await builder.item("Olive oil", builder.meal("Day 1", "Lunch")).waitFor();
    await builder.saved();
  });

  it("is reordered by keyboard, and what is removed comes back with Undo", async () => {
    const lunch = builder.meal("Day 1", "Lunch");
    const names = () => lunch.getByRole("group").evaluateAll((groups) => groups.map((group) => group.getAttribute("aria-label")?.split(",")[0]));
    await builder.item("Olive oil", lunch).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => names()).toEqual(["Olive oil", "Spinach", "Day 1"]);
    await expect.poll(() => focused()).toMatch(/^Olive oil/);

    await page.keyboard.press("Delete");
    await expect.poll(() => names()).toEqual(["Spinach", "Day 1"]);
    await expect.poll(() => focused()).toMatch(/^Spinach/);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => names()).toEqual(["Olive oil", "Spinach", "Day 1"]);
    await builder.item("Olive oil", lunch).focus();
    await page.keyboard.press("Delete");
    await builder.saved();
  });

  it("shows what it adds up to for an item, a meal, a day and the average day", async () => {
    await builder.item("Banana, raw").focus();
    for (const [scope, energy] of [["Item", "107 kcal"], ["Meal", "107 kcal"], ["Day", "121 kcal"]] as const) {
      await builder.scope(scope);
      await expect.poll(() => builder.nutrient("Energy").innerText(), { message: scope }).toContain(energy);
    }
    await builder.scope("Average");
    await expect.poll(() => builder.nutrient("Energy").innerText()).toMatch(/≥ \d+ kcal[\s\S]*1 food unknown/);
    await expect.poll(() => builder.grid.getByRole("gridcell", { name: "Day 1, Energy: 121 kcal" }).count()).toBe(1);
  });

  it("answers each change of an amount with new totals and warnings at once", async () => {
    await builder.show("Warnings");
    await builder.add("Day 4", "Lunch", "soy sauce", /^Soy sauce/);
    await builder.grid.getByRole("gridcell", { name: "Day 4, Sodium: 879 mg" }).waitFor();
    const sodium = builder.finding(/The day has more sodium than 2 g/).filter({ hasText: "Day 4" });
    await expect.poll(() => sodium.count()).toBe(0);
    await builder.setAmount(builder.item("Soy sauce"), "60 g");
    await builder.grid.getByRole("gridcell", { name: "Day 4, Sodium: 3,296 mg" }).waitFor();
    await sodium.waitFor();
  });
});

describe("the warnings", () => {
  /** Opens what a warning rests on; answers what reads the whole card. */
  const facts = async (card: Locator) => {
    await card.getByRole("button", { name: /^Why/ }).click();
    return async () => (await card.innerText()).replaceAll(/\s+/g, " ");
  };

  it("say that a day has too much sodium: rule, place, observed value and limit", async () => {
    const card = builder.finding(/The day has more sodium than 2 g/).filter({ hasText: "Day 4" });
    const words = await facts(card);
    for (const said of ["3,296 mg, limit at most 2,000 mg", "hypertension.sodium_day, version 1", "World Health Organization"]) await expect.poll(words).toContain(said);
    // What the value is made of is asked for now, and no sooner.
    await card.getByRole("list", { name: "What brings most of it" }).getByRole("button", { name: /^Soy sauce/ }).waitFor();
  });

  it("say which food contains peanut, and which may", async () => {
    await builder.add("Day 5", "Snack", "peanut butter", /^Peanut butter, smooth/);
    await builder.add("Day 6", "Snack", "granola", /^Granola, home-made/);
    const contains = await facts(builder.finding(/The client is allergic to peanut/).filter({ hasText: "Day 5" }));
    for (const said of ["Day 5 · Snack · Peanut butter, smooth", "Needs a reason to publish", "allergy.peanut"]) await expect.poll(contains).toContain(said);
    await expect.poll(await facts(builder.finding(/The food may contain it/))).toContain("Day 6 · Snack · Granola, home-made");
  });

  it("say that vitamin K varies under warfarin, because there is spinach on one day only", async () => {
    const words = await facts(builder.finding(/Vitamin K varies from day to day/).filter({ hasText: "Day 4" }));
    await expect.poll(words).toMatch(/Day 4 0 µg, limit between \d+ µg and \d+ µg/);
    await expect.poll(words).toContain("warfarin");
  });

  it("name the foods of which nothing is known, and never call that safe", async () => {
    const words = await facts(builder.finding(/It is not known of every food whether it contains it/).filter({ hasText: "allergic" }));
    await expect.poll(words).toMatch(/Unknown: .*Grandma's biscuits/);
    await expect.poll(words).toContain("Needs an acknowledgement to publish");
    await expect.poll(() => builder.grid.getByRole("gridcell", { name: /^Day 3, Energy: —/ }).count(), { message: "unknown is not 0" }).toBe(1);
    await expectAccessible(page, "the builder with warnings");
  });
});

describe("two windows on one draft", () => {
  it("refuse the stale write, keep its words, and put them on top when she says so", async () => {
    const second = await page.context().newPage();
    await second.goto(page.url());
    const stale = new PlanBuilder(second);
    await stale.saved();
    await builder.add("Day 7", "Dinner", "rice", /^Rice/);

    await second.getByRole("button", { name: "Add to Day 7, Breakfast" }).click();
    await stale.search.fill("Her own rye bread");
    await stale.hit(/as text/).click();
    const conflict = second.getByRole("alert", { name: "Conflict" });
    await conflict.waitFor();
    await expect.poll(() => conflict.innerText()).toContain("Add Her own rye bread");
    await second.getByText("changed elsewhere, yours is kept").waitFor();
    await stale.item("Her own rye bread").waitFor();
    await expectAccessible(second, "a conflict");

    await conflict.getByRole("button", { name: "Save this choice" }).click();
    await stale.saved();
    await stale.item("Rice", stale.meal("Day 7", "Dinner")).waitFor();
    await second.close();

    await page.reload();
    await builder.item("Her own rye bread", builder.meal("Day 7", "Breakfast")).waitFor();
  });
});

describe("publishing", () => {
  const dialog = () => page.getByRole("dialog", { name: "Publish version 1?" });

  it("is blocked until there is a reason for the breach and an acknowledgement of what is not known", async () => {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog().getByLabel("What changed").fill("First week");
    await dialog().getByRole("button", { name: "Publish version 1" }).click();
    await dialog().getByText("Write a reason of at least five characters.").first().waitFor();
    await dialog().getByText("Acknowledge this to go on.").first().waitFor();
    await expectAccessible(page, "the dialog that publishes");

    for (const box of await dialog().getByRole("checkbox").all()) await box.check();
    await dialog().getByRole("button", { name: "Publish version 1" }).click();
    await dialog().getByText("Write a reason of at least five characters.").first().waitFor();
    for (const reason of await dialog().getByRole("region", { name: "Decisions about safety" }).getByRole("textbox").all()) {
      await reason.fill("The allergist has cleared this amount.");
    }
    await dialog().getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Version 1 is published").waitFor();
  });

  it("leaves nothing to change on the screen", async () => {
    await page.getByText("Published v1").waitFor();
    await page.getByRole("button", { name: "Assign" }).waitFor();
    await expect.poll(() => builder.grid.getAttribute("aria-readonly")).toBe("true");
    await expect.poll(() => builder.grid.getByRole("button", { name: /^Add|change the amount/i }).count()).toBe(0);
    await expect.poll(() => page.getByRole("complementary", { name: "Library" }).count()).toBe(0);
    await builder.item("Banana, raw, 120 g").focus();
    for (const key of ["Delete", "Enter", "/", "Alt+ArrowDown"]) await page.keyboard.press(key);
    await builder.item("Banana, raw, 120 g", builder.meal("Day 1", "Breakfast")).waitFor();
    await expect.poll(() => page.getByLabel("Amount", { exact: true }).count()).toBe(0);

    await builder.show("Versions");
    await builder.panel.getByText("Fingerprint", { exact: true }).waitFor();
    await expectAccessible(page, "a published version");
  });

  it("lets her assign it from a date", async () => {
    await page.getByRole("button", { name: "Assign" }).click();
    const assigning = page.getByRole("dialog", { name: "Assign version 1" });
    await assigning.getByLabel("First day").fill(firstDay);
    await expectAccessible(page, "the dialog that assigns");
    await assigning.getByRole("button", { name: "Assign" }).click();
    await page.getByText("Assigned to Maria Keller from").waitFor();
    await builder.show("Versions");
    await builder.panel.getByText(/^\s*Assigned\s+from .+ until further notice/).waitFor();
  });

  it("assigns no second plan for the same days before she says what happens to the one that is there", async () => {
    await openPartOfRecord("Plans");
    await page.getByText("Followed now").waitFor();
    await expectAccessible(page, "a client's plans");
    await page.getByRole("link", { name: "New meal plan" }).click();
    await page.getByLabel("Name").fill("Travelling");
    await page.getByLabel("Days").fill("1");
    await page.getByRole("button", { name: "Create plan" }).click();
    await builder.add("Day 1", "Breakfast", "banana", /^Banana, raw/);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog().getByRole("button", { name: "Publish version 1" }).click();
    await page.getByRole("button", { name: "Assign" }).click();
    const assigning = page.getByRole("dialog", { name: "Assign version 1" });
    await assigning.getByRole("group", { name: /^On .+ Less salt, one week, version 1 runs, until further notice\. What happens to it\?$/ }).waitFor();
    await assigning.getByRole("button", { name: "Assign" }).click();
    await assigning.getByText("Choose what happens to the plan that runs.").waitFor();
    await assigning.getByRole("button", { name: "Cancel" }).click();
  });
});

describe("the client's phone", () => {
  let phone: MobileApp;
  let logs: Record<string, unknown>[];

  it("reads the day that was prescribed", async () => {
    phone = await signInOnPhone(stage.url);
    const day = await phone.prescribedDay(firstDay);
    expect(day).toMatchObject({ status: "prescribed", dayNumber: 1 });
    expect(day["meals"].map((meal: any) => meal.items.map((item: any) => item.name))).toEqual([["Banana, raw"], ["Spinach, raw"], [], []]);
    const event = (meal: { id: string; name: string }) => ({
      type: "meal_log", id: randomUUID(), loggedOn: firstDay, occurredAt: `${firstDay}T${meal.name === "Lunch" ? 12 : "08"}:30:00Z`, utcOffsetMinutes: 60,
      mealId: meal.id, mealName: meal.name, outcome: "eaten", items: [],
    });
    logs = day["meals"].slice(0, 2).map(event);
  });

  it("logs two meals, and sending the same batch again changes nothing", async () => {
    expect((await phone.log(logs)).map(({ status }) => status)).toEqual(["created", "created"]);
    expect((await phone.log(logs)).map(({ status, revision }) => [status, revision])).toEqual([["unchanged", 1], ["unchanged", 1]]);
  });

  it("is told of a conflict event by event, and amends by naming the revision that it saw", async () => {
    const other = { ...logs[1]!, outcome: "skipped" };
    expect(await phone.log([logs[0]!, other])).toMatchObject([{ status: "unchanged" }, { status: "conflict", code: "TF050", revision: 1 }]);
    expect(await phone.log([{ ...other, revision: 1 }])).toMatchObject([{ status: "amended", revision: 2 }]);
  });
});

describe("the dietitian follows up", () => {
  it("and sees adherence and compliance beside the days that they rest on", async () => {
    await openPartOfRecord("Progress");
    await page.getByText("Days logged", { exact: true }).waitFor();
    const figures = async () => (await page.getByRole("main").innerText()).replaceAll(/\s+/g, " ");
    await expect.poll(figures).toMatch(/Days logged 1 of 28/);
    await expect.poll(figures).toMatch(/Adherence 50 % 1 of 2 prescribed meals, on 1 day logged/);
    await expect.poll(figures).toMatch(/Energy compliance \d+ %/);
    await expect.poll(figures).toMatch(/1 of 2 eaten, 1 skipped/);
    await expectAccessible(page, "a client's progress");
  });

  const ask = async (reason: string) => {
    await page.getByRole("button", { name: "Request an export" }).click();
    const dialog = page.getByRole("dialog", { name: "Request an export" });
    await dialog.getByLabel("Reason").fill(reason);
    if (reason === "INR letter") await expectAccessible(page, "the dialog that requests an export");
    await dialog.getByRole("button", { name: "Request", exact: true }).click();
    await line(page, reason).getByText(/for approval/).first().waitFor();
  };
  const line = (on: Page, reason: string) => on.getByRole("row").filter({ hasText: reason });
  const decide = async (on: Page, reason: string, verb: "Approve" | "Reject", note = "") => {
    await line(on, reason).getByRole("button", { name: "Decide" }).click();
    const dialog = on.getByRole("dialog", { name: "Decide about this export" });
    await dialog.getByLabel("Note").fill(note);
    if (verb === "Approve") await expectAccessible(on, "the dialog that decides about an export");
    await dialog.getByRole("button", { name: verb }).click();
    await dialog.waitFor({ state: "hidden" });
  };

  it("and asks for exports of the logs, about which somebody else decides", async () => {
    await page.getByRole("link", { name: "Exports", exact: true }).last().click();
    await ask("INR letter");
    await ask("Curiosity about the lunches");
    await expect.poll(() => page.getByRole("button", { name: "Decide" }).count()).toBe(0);

    const admin = await stage.signIn(ADMIN);
    await admin.getByRole("link", { name: "Exports" }).click();
    await decide(admin, "INR letter", "Approve");
    await decide(admin, "Curiosity", "Reject", "The letter holds it already.");
    await line(admin, "INR letter").getByText("Ready").waitFor();
    await expect.poll(() => admin.getByRole("button", { name: "Download" }).count(), { message: "only who asked downloads" }).toBe(0);
    await expectAccessible(admin, "the exports of an administrator");
    await admin.context().close();
  });

  it("and reads why one was rejected, and downloads the other", async () => {
    await page.reload();
    await line(page, "Curiosity").getByText(/by Oliver Brandt: The letter holds it already\./).waitFor();
    await expectAccessible(page, "a client's exports");
    const [download] = await Promise.all([page.waitForEvent("download"), line(page, "INR letter").getByRole("button", { name: "Download" }).click()]);
    expect(download.suggestedFilename()).toMatch(/^client-logs-.+\.csv$/);
    const rows = parse(await readFile(await download.path()), { columns: true, bom: true });
    expect(rows).toMatchObject([
      { logged_on: firstDay, meal: "Breakfast", outcome: "eaten" },
      { logged_on: firstDay, meal: "Lunch", outcome: "skipped" },
    ]);
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
