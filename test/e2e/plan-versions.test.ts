import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { appears } from "./support/coming-back.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";
import { daysAfter, practiceToday } from "../harness/practice-dates.ts";

// What becomes of a plan after it is built: reviewed, published, compared, assigned in place of another, and given to many as a template.
const stage = await openStage();
afterAll(() => stage.close());

const page = await stage.signIn(DIETITIAN);
const today = practiceToday();
const inDays = (days: number): string => daysAfter(today, days);
const dialog = (name: string | RegExp, on: Page = page) => on.getByRole("dialog", { name });
const tab = (name: string, on: Page = page) => on.getByRole("navigation", { name: "Parts of the meal plans" }).getByRole("link", { name, exact: true });
async function openClient(client: string, part: "Overview" | "Plans", on: Page = page): Promise<void> {
  await on.getByRole("link", { name: "Clients", exact: true }).first().click();
  await on.getByRole("link", { name: new RegExp(`^${client}`) }).click();
  await on.getByRole("navigation", { name: "Parts of the record" }).getByRole("link", { name: part, exact: true }).click();
}

describe("an assistant prepares, a dietitian publishes", () => {
  it("the assistant says that a draft is ready, with a note", async () => {
    const assistant = await stage.signIn(ASSISTANT);
    await openClient("Keller, Maria", "Plans", assistant);
    await assistant.getByRole("link", { name: "New meal plan" }).first().click();
    await assistant.getByLabel("Name").fill("Fruit days");
    await assistant.getByLabel("Days").fill("2");
    await assistant.getByRole("button", { name: "Create plan" }).click();
    const builder = new PlanBuilder(assistant);
    await builder.meal("Day 1", "Breakfast").waitFor();
    await assistant.getByRole("button", { name: "Add to Day 1, Breakfast" }).click();
    await builder.search.fill("banana");
    await builder.answered("banana");
    await builder.hit(/^Banana/).first().click();
    await builder.item("Banana").waitFor();
    await assistant.getByRole("button", { name: "Ready for review", disabled: false }).click();
    await dialog("Ready for review", assistant).getByLabel("Note for the reviewer").fill("Is one banana enough?");
    await dialog("Ready for review", assistant).getByRole("button", { name: "Ready for review" }).click();
    await assistant.getByRole("status", { name: "Review" }).getByText("Is one banana enough?").waitFor();
    await expectAccessible(assistant, "a draft that waits for review");
    await assistant.context().close();
  });

  it("the dietitian finds it by the bell and under “To review”, and sends it back with a note", async () => {
    const bell = page.getByRole("button", { name: /^Notifications, [1-9]\d* unread$/ });
    await appears(bell);
    await bell.click();
    await page.getByRole("link", { name: /asks for a review of a plan for Maria Keller/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await tab("To review").click();
    const row = page.getByRole("row").filter({ hasText: "Fruit days, version 1" });
    await row.getByText("Is one banana enough?").waitFor();
    await expectAccessible(page, "the plans to review");
    await row.getByRole("link").click();
    await page.getByRole("status", { name: "Review" }).getByRole("button", { name: "Send back" }).click();
    await dialog("Send back").getByRole("button", { name: "Send back" }).click();
    await dialog("Send back").getByText("in at least five characters").waitFor();
    await dialog("Send back").getByLabel("What is to be changed").fill("Add some oats");
    await expectAccessible(page, "the dialog that sends a plan back");
    await dialog("Send back").getByRole("button", { name: "Send back" }).click();
    await page.getByRole("status", { name: "Review" }).getByText("Add some oats").waitFor();
  });

  it("the assistant hears of it, changes the plan and makes it ready again; an edit afterwards shows as changed since", async () => {
    const assistant = await stage.signIn(ASSISTANT);
    await assistant.getByRole("button", { name: /^Notifications, [1-9]\d* unread$/ }).click();
    await assistant.getByRole("link", { name: /sent back the plan/ }).click();
    const builder = new PlanBuilder(assistant);
    await builder.item("Banana").waitFor();
    await assistant.getByRole("button", { name: "Ready for review", disabled: false }).click();
    await dialog("Ready for review", assistant).getByRole("button", { name: "Ready for review" }).click();
    await assistant.getByRole("status", { name: "Review" }).getByText("says you").waitFor();
    await builder.item("Banana").waitFor();
    await assistant.getByRole("button", { name: "Add to Day 2, Breakfast" }).click();
    await builder.search.fill("oats");
    await builder.answered("oats");
    await builder.hit(/^Oats/).first().click();
    await assistant.getByRole("status", { name: "Review" }).getByText("changed since").waitFor();
    await assistant.context().close();
  });

  it("the dietitian publishes it, which closes the review", async () => {
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await tab("To review").click();
    const row = page.getByRole("row").filter({ hasText: "Fruit days, version 1" });
    await row.getByText("Changed since").waitFor();
    await row.getByRole("link").click();
    await page.getByRole("button", { name: "Publish", exact: true, disabled: false }).click();
    await page.getByLabel("What changed").fill("First version");
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Version 1 is published").waitFor();
    await page.getByRole("button", { name: "Assign" }).waitFor();
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await tab("To review").click();
    await page.getByText("Nothing waits for review").waitFor();
    await expectAccessible(page, "no plans to review");
  });
});

describe("versions", () => {
  it("a new draft is compared with what was published: side by side, day by day", async () => {
    await openClient("Keller, Maria", "Plans");
    await page.getByRole("region", { name: "Plans" }).getByRole("link", { name: "Version 1" }).first().click();
    await page.getByRole("button", { name: "Clone as new draft" }).click();
    await page.getByText("Draft v2", { exact: true }).waitFor();
    const builder = new PlanBuilder(page);
    await builder.setAmount(builder.item("Banana").first(), "2");
    await builder.add("Day 1", "Lunch", "lentils", /^Lentils/);
    await builder.panel.getByRole("tab", { name: "Versions" }).click();
    await builder.panel.getByRole("link", { name: "Compare with version 1" }).click();
    await page.getByRole("heading", { level: 1, name: "Compare versions" }).waitFor();
    await page.getByRole("status").filter({ hasText: "Items: 1 added, 1 changed" }).waitFor();
    await page.getByRole("table", { name: /side by side/ }).getByText("→").first().waitFor();
    await expectAccessible(page, "two versions side by side");
  });

  it("shows only what differs, by keyboard from one change to the next, and the other way round", async () => {
    const days = page.getByRole("table", { name: /side by side/ });
    await days.getByRole("rowheader", { name: "Day 2" }).waitFor();
    await page.getByRole("switch", { name: "Only changes" }).check();
    await days.getByRole("rowheader", { name: "Day 2" }).waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("show")).toBe("changes");
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("]");
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.replaceAll(/\s+/g, " ").trim());
    await expect.poll(() => focused()).toMatch(/^changed: Banana/);
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await expect.poll(() => focused()).toMatch(/^added: Lentils/);
    await page.getByRole("button", { name: "Swap sides" }).click();
    await page.getByRole("status").filter({ hasText: "Items: 1 removed, 1 changed" }).waitFor();
  });

  it("any other version takes one of the sides, also a template's", async () => {
    const address = page.url();
    await page.getByRole("button", { name: "Change what stands before" }).click();
    await dialog("Compare from").getByLabel("Plan or template").fill("low salt");
    await page.getByRole("option", { name: /^Low salt, three days/ }).click();
    await expectAccessible(page, "the choice of a version to compare");
    await dialog("Compare from").getByRole("button", { name: "Compare" }).click();
    await page.getByRole("table", { name: /side by side/ }).getByRole("link", { name: "Low salt, three days, version 1" }).waitFor();
    await page.goto(address);
    await page.getByRole("status").filter({ hasText: "Items: 1 removed, 1 changed" }).waitFor();
  });

  it("the history says who began, changed and published each version", async () => {
    await page.getByRole("link", { name: "Version 1", exact: true }).click();
    const builder = new PlanBuilder(page);
    await builder.panel.getByRole("tab", { name: "Versions" }).click();
    const first = builder.panel.getByRole("listitem").filter({ hasText: "First version" });
    await first.getByText(/Published .+ by /).waitFor();
    await first.getByText(/changes? by /).waitFor();
    await first.getByText(/Begun .+ by /).waitFor();
    await builder.panel.getByText("Nothing changed since.").waitFor();
    await expectAccessible(page, "the versions of a plan");
  });

  it("says which foods are known to be something else since (CLINICAL 13), and offers a draft with the values of now", async () => {
    await stage.application.database.owner.query("update app_public.food_nutrients set amount = amount + 11 where nutrient_id = 208 and food_id = (select id from app_public.foods where usda_ndb_number = '09040')");
    await page.reload();
    const builder = new PlanBuilder(page);
    await builder.panel.getByRole("tab", { name: "Versions" }).click();
    await builder.panel.getByRole("button", { name: "1 food changed since" }).click();
    await dialog("Changed since it was published").getByText("Energy per 100 g").waitFor();
    await expectAccessible(page, "what changed since a version was published");
    await dialog("Changed since it was published").getByRole("button", { name: "Open draft v2" }).click();
    await page.getByText("Draft v2", { exact: true }).waitFor();
  });
});

describe("assigning while another plan runs", () => {
  const assigning = dialog("Assign version 1");
  const open = async () => {
    await page.getByRole("button", { name: "Assign" }).click();
    await assigning.getByLabel("First day").fill(inDays(7));
    await assigning.getByRole("group", { name: /^On .+ Week plan: .+, version 1 runs, until further notice\. What happens to it\?$/ }).waitFor();
  };

  it("asks what happens to the plan that runs, by its name and days, and takes no silence for an answer", async () => {
    await openClient("Berg, Thomas", "Plans");
    await page.getByRole("region", { name: "Plans" }).getByRole("link", { name: "Version 1" }).first().click();
    await open();
    await assigning.getByLabel("Last day").fill(inDays(3));
    await assigning.getByRole("button", { name: "Assign" }).click();
    await assigning.getByText("The last day cannot be before the first.").waitFor();
    await assigning.getByLabel("Last day").fill("");
    await assigning.getByRole("button", { name: "Assign" }).click();
    await assigning.getByText("Choose what happens to the plan that runs.").waitFor();
    await expectAccessible(page, "the dialog that assigns while another plan runs");
  });

  it("left as it is, by keyboard, nothing is assigned", async () => {
    const ends = assigning.getByRole("radio", { name: /^It ends the day before, on / });
    await expect.poll(() => ends.evaluate((radio) => radio === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => assigning.getByRole("radio", { name: "It goes on, and this plan is not assigned" }).isChecked()).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByText("Nothing was assigned: the plan that runs goes on").waitFor();
    const { rows } = await stage.application.database.owner.query("select count(*)::int as n from app_public.meal_plan_assignments a join app_public.clients c on c.id = a.client_id where c.full_name = 'Thomas Berg' and a.starts_on = $1", [inDays(7)]);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("ended the day before, the new one begins", async () => {
    await open();
    await assigning.getByRole("radio", { name: /^It ends the day before, on / }).check();
    await assigning.getByLabel("Note for the client").fill("A little less bread from now on");
    await assigning.getByRole("button", { name: "Assign" }).click();
    const toast = page.getByText(/^Assigned to Thomas Berg from/);
    const box = assigning.getByRole("region", { name: "Decisions about safety" });
    await toast.or(box).first().waitFor();
    if (await box.isVisible()) {
      for (const reason of await box.getByRole("textbox").all()) await reason.fill("Talked through with him");
      for (const seen of await box.getByRole("checkbox").all()) await seen.check();
      await assigning.getByRole("button", { name: "Assign" }).click();
      await toast.waitFor();
    }
  });

  it("the client's overview says what will change", async () => {
    await openClient("Berg, Thomas", "Overview");
    await page.getByRole("list", { name: "Coming changes" }).getByText(/^From .+: Week plan: .+, version 1; Week plan: .+, version 1 ends .+$/).waitFor();
    await page.getByText("A little less bread from now on").waitFor();
    await expectAccessible(page, "an overview with a coming change");
    await openClient("Berg, Thomas", "Plans");
    await page.getByRole("list", { name: "Coming changes" }).waitFor();
  });
});

describe("templates", () => {
  it("a client's plan is saved as a template, without the client and without notes that name them", async () => {
    await openClient("Keller, Maria", "Plans");
    await page.getByRole("region", { name: "Plans" }).getByRole("link", { name: "Version 1" }).first().click();
    const builder = new PlanBuilder(page);
    await builder.panel.getByRole("tab", { name: "Versions" }).click();
    await builder.panel.getByRole("button", { name: "Save as template" }).click();
    const saving = dialog("Save as template");
    await saving.getByLabel("Name").fill("Maria's fruit");
    await saving.getByText("This name seems to name the client.").waitFor();
    await saving.getByLabel("Name").fill("Fruit template");
    await expectAccessible(page, "the dialog that saves a template");
    await saving.getByRole("button", { name: "Save as template" }).click();
    await page.getByText("Saved as a template").waitFor();
    await builder.item("Banana").waitFor();
    await page.getByRole("button", { name: "Publish", exact: true, disabled: false }).click();
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Version 1 is published").waitFor();
  });

  it("is given to three clients: who has a breach waits for a decision, and nobody else (CLINICAL 16)", async () => {
    await stage.application.database.owner.query(
      `insert into app_public.client_allergies (org_id, client_id, allergen_id, kind, criticality)
       select c.org_id, c.id, app_private.kb_id('allergen', 'sesame'), 'allergy', 'high' from app_public.clients c where c.full_name = 'Maria Keller';
       update app_public.food_allergens set presence = 'contains', provenance = 'reviewed'
        where allergen_id = app_private.kb_id('allergen', 'sesame') and food_id = (select id from app_public.foods where usda_ndb_number = '09040');
       insert into app_public.clients (org_id, given_name, family_name, born_on) select m.org_id, n, 'Template', '1980-01-01' from unnest(array['Ada', 'Ben']) n, app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = 'dietitian@demo.test';
       insert into app_public.care_assignments (org_id, client_id, member_id, starts_on) select c.org_id, c.id, m.id, current_date - 5 from app_public.clients c join app_public.memberships m on m.org_id = c.org_id join app_public.users u on u.id = m.user_id where u.email = 'dietitian@demo.test' and c.family_name = 'Template'`,
    );
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await tab("Templates").click();
    const row = page.getByRole("row").filter({ hasText: "Fruit template" });
    await row.waitFor();
    await expectAccessible(page, "the templates");
    await row.getByRole("link", { name: "Assign Fruit template to clients" }).click();
    await page.getByRole("button", { name: "Assign to clients" }).click();
    await page.getByText("Choose at least one client.").waitFor();
    for (const client of ["Ada Template", "Maria Keller", "Ben Template"]) {
      await page.getByLabel("Add a client").fill(client);
      await page.getByRole("option", { name: new RegExp(`^${client}`) }).first().click();
      await page.getByRole("region", { name: "Clients" }).getByRole("link", { name: client }).waitFor();
    }
    await page.getByLabel("First day").fill(inDays(3));
    await page.getByRole("button", { name: "Assign to 3 clients" }).click();
    await page.getByRole("status").filter({ hasText: "3 of 3: 2 assigned, 1 waiting" }).waitFor();
    await expectAccessible(page, "a template that was given to three clients");
  });

  it("goes on with a decision, once; what was assigned stays", async () => {
    const maria = page.getByRole("region", { name: "Clients" }).getByRole("listitem").filter({ hasText: "Maria Keller" });
    await maria.getByRole("button", { name: "Decide" }).click();
    const deciding = dialog("Decide for Maria Keller");
    for (const reason of await deciding.getByRole("textbox").all()) await reason.fill("Tolerated in a challenge");
    for (const seen of await deciding.getByRole("checkbox").all()) await seen.check();
    await expectAccessible(page, "a decision for one of several clients");
    await deciding.getByRole("button", { name: "Publish and assign" }).click();
    await page.getByRole("status").filter({ hasText: "3 of 3: 3 assigned" }).waitFor();
    const { rows } = await stage.application.database.owner.query(
      "select c.given_name, count(*)::int as n from app_public.meal_plan_assignments a join app_public.clients c on c.id = a.client_id where a.starts_on = $1 group by 1 order by 1", [inDays(3)]);
    expect(rows).toEqual([{ given_name: "Ada", n: 1 }, { given_name: "Ben", n: 1 }, { given_name: "Maria", n: 1 }]);
  });

  it("an assistant prepares it for several clients: each gets a checked draft that is ready for review", async () => {
    await stage.application.database.owner.query(
      `insert into app_public.care_assignments (org_id, client_id, member_id, starts_on) select c.org_id, c.id, m.id, current_date - 5 from app_public.clients c join app_public.memberships m on m.org_id = c.org_id join app_public.users u on u.id = m.user_id where u.email = 'assistant@demo.test' and c.family_name = 'Template'`,
    );
    const assistant = await stage.signIn(ASSISTANT);
    await assistant.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await tab("Templates", assistant).click();
    await assistant.getByRole("link", { name: "Prepare Fruit template for clients" }).click();
    for (const client of ["Ada Template", "Ben Template"]) {
      await assistant.getByLabel("Add a client").fill(client);
      await assistant.getByRole("option", { name: new RegExp(`^${client}`) }).first().click();
      await assistant.getByRole("region", { name: "Clients" }).getByRole("link", { name: client }).waitFor();
    }
    await assistant.getByLabel("First day").fill(inDays(30));
    await assistant.getByLabel("Note for the reviewer").fill("For the second month");
    await assistant.getByRole("button", { name: "Prepare for 2 clients" }).click();
    await assistant.getByRole("status").filter({ hasText: "2 of 2: 2 ready for review" }).waitFor();
    await assistant.getByText("Nothing in it asks for a decision.").first().waitFor();
    await expectAccessible(assistant, "a template that was prepared for two clients");
    await assistant.context().close();
  });

  it("and a dietitian publishes and assigns them from the worklist, each with what becomes of the plan that runs", async () => {
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await tab("To review").click();
    await page.getByRole("row").filter({ hasText: "Ada Template" }).getByText("For the second month").waitFor();
    await expectAccessible(page, "plans to review that were prepared from a template");
    await tab("Templates").click();
    await page.getByRole("link", { name: "Assign Fruit template to clients" }).click();
    await page.getByRole("group", { name: "Prepared plans" }).getByText("2 plans from this template are ready for review.").waitFor();
    await expectAccessible(page, "a template that was prepared for clients");
    await page.getByRole("button", { name: "Add them" }).click();
    await page.getByRole("button", { name: "Assign to 2 clients" }).waitFor();
    await page.goBack();
    await tab("To review").click();
    await page.getByRole("link", { name: "Publish and assign what was prepared for Ada Template" }).click();
    const line = (client: string) => page.getByRole("region", { name: "Clients" }).getByRole("listitem").filter({ hasText: client });
    await line("Ada Template").getByRole("radio", { name: /^It ends the day before/ }).waitFor();
    await line("Ben Template").getByRole("radio", { name: /^It ends the day before/ }).waitFor();
    await expect.poll(() => page.getByLabel("First day").inputValue()).toBe(inDays(30));
    await line("Ada Template").getByRole("link", { name: "Compare with the template" }).waitFor();
    await page.getByRole("button", { name: "Assign to 2 clients" }).click();
    await line("Ben Template").getByText("Choose what happens to the plan that runs.").waitFor();
    await expectAccessible(page, "prepared plans, before they are assigned");
    await line("Ada Template").getByRole("radio", { name: /^It ends the day before/ }).check();
    await line("Ben Template").getByRole("radio", { name: "It goes on, and this plan is not assigned" }).check();
    await page.getByRole("button", { name: "Assign to 2 clients" }).click();
    await page.getByRole("status").filter({ hasText: "2 of 2: 1 assigned, 1 kept" }).waitFor();
    const { rows } = await stage.application.database.owner.query(
      `select c.given_name, to_char(a.starts_on, 'YYYY-MM-DD') as starts_on, to_char(a.ends_on, 'YYYY-MM-DD') as ends_on from app_public.meal_plan_assignments a join app_public.clients c on c.id = a.client_id where c.family_name = 'Template' order by 1, 2`);
    expect(rows).toEqual([
      { given_name: "Ada", starts_on: inDays(3), ends_on: inDays(30) },
      { given_name: "Ada", starts_on: inDays(30), ends_on: null },
      { given_name: "Ben", starts_on: inDays(3), ends_on: null },
    ]);
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
