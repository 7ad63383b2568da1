import { afterAll, describe, expect, it } from "vitest";
import { practiceToday } from "../harness/practice-dates.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { appears } from "./support/coming-back.ts";
import { signInOnPhone } from "./support/mobile-app.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

// What changes after a plan is assigned reaches the people who care: with the real worker, in a real browser.
const stage = await openStage();
afterAll(() => stage.close());

const page = await stage.signIn(DIETITIAN);
const today = practiceToday();
const reasonFor = "She eats half a segment, agreed with her cardiologist.";

const tab = (name: string) => page.getByRole("navigation", { name: "Parts of the record" }).getByRole("link", { name, exact: true });
async function openRecord(part: "Overview" | "Medical profile" | "Plans"): Promise<void> {
  await page.getByRole("link", { name: "Clients", exact: true }).first().click();
  await page.getByRole("link", { name: /^Keller, Maria/ }).click();
  await tab(part).click();
}
async function addMedication(name: string): Promise<void> {
  await openRecord("Medical profile");
  await page.getByRole("region", { name: /^Medications/ }).getByRole("button", { name: "Add" }).click();
  const dialog = page.getByRole("dialog", { name: /medication/i });
  await dialog.getByLabel("Medication").fill(name);
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).first().click();
  await dialog.getByRole("button", { name: /^(Add|Save)/ }).click();
  await dialog.waitFor({ state: "hidden" });
}
const alertsCard = () => page.getByRole("region", { name: "Safety alerts" });
const dialog = () => page.getByRole("dialog", { name: "Alert about Maria Keller" });

describe("a plan that is safe when it is assigned", () => {
  it("is published and assigned without anything to decide", async () => {
    await openRecord("Plans");
    await page.getByRole("link", { name: "New meal plan" }).first().click();
    await page.getByLabel("Name").fill("Fruit and cheese");
    await page.getByLabel("Days").fill("1");
    await page.getByRole("button", { name: "Create plan" }).click();
    const builder = new PlanBuilder(page);
    await builder.add("Day 1", "Breakfast", "grapefruit", /^Grapefruit, raw/);
    await builder.add("Day 1", "Dinner", "roquefort", /^Roquefort/);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByRole("button", { name: "Assign" }).click();
    const assigning = page.getByRole("dialog", { name: "Assign version 1" });
    await assigning.getByLabel("First day").fill(today);
    await assigning.getByRole("button", { name: "Assign" }).click();
    await page.getByText("Assigned to Maria Keller from").waitFor();
    await openRecord("Overview");
    await alertsCard().getByText("Nothing is open").waitFor();
    await expectAccessible(page, "an overview without alerts");
  });
});

describe("a medicine that makes it dangerous", () => {
  it("rings the bell within a minute (CLINICAL 28), without saying more than that there is something to look at", async () => {
    await addMedication("Simvastatin");
    await appears(page.getByRole("button", { name: /^Notifications, [1-9]\d* unread$/ }));
    await page.getByRole("button", { name: /^Notifications/ }).click();
    const line = page.getByRole("link", { name: /new safety alert.* about the plan that Maria Keller follows/i });
    await line.waitFor();
    await expect.poll(() => line.innerText()).not.toMatch(/simvastatin|grapefruit/i);
    await expectAccessible(page, "the bell with an alert");
    await line.click();
  });

  it("stands in the worklist with what, where, after what and since when", async () => {
    await page.getByRole("heading", { level: 1, name: "Medical" }).waitFor();
    const row = page.getByRole("row").filter({ hasText: "No grapefruit with simvastatin" });
    await row.waitFor();
    const words = async () => (await row.innerText()).replaceAll(/\s+/g, " ");
    for (const said of ["Breach", "Day 1 · Grapefruit, raw", "Fruit and cheese, version 1", "Medication: Simvastatin"]) await expect.poll(words).toContain(said);
    await expectAccessible(page, "the worklist of alerts");
  });

  it("is found again by filters that stand in the address", async () => {
    await page.getByLabel("Severity").selectOption("Info");
    await page.getByText("No alert matches these filters").waitFor();
    await page.reload();
    await page.getByText("No alert matches these filters").waitFor();
    await expectAccessible(page, "a worklist without a match");
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("row").filter({ hasText: "No grapefruit with simvastatin" }).waitFor();
    await page.getByLabel("Found after").selectOption("Medical profile");
    await page.getByRole("row").filter({ hasText: "No grapefruit with simvastatin" }).waitFor();
    expect(new URL(page.url()).searchParams.get("cause")).toBe("profile");
  });

  it("stands in the list of clients and on the overview", async () => {
    await page.getByRole("link", { name: "Clients", exact: true }).first().click();
    await page.getByRole("link", { name: /^Keller, Maria\s+1 alert$/ }).waitFor();
    await openRecord("Overview");
    await alertsCard().getByRole("button", { name: /Breach.*No grapefruit with simvastatin/ }).waitFor();
    await openRecord("Plans");
    await page.getByRole("link", { name: /^Open alerts:.*1.*Breach/ }).waitFor();
    await expectAccessible(page, "the plans of a client with an alert");
  });
});

describe("an assistant", () => {
  it("sees the alert, and leaves the decision to a dietitian", async () => {
    const assistant = await stage.signIn(ASSISTANT);
    await assistant.getByRole("link", { name: "Medical", exact: true }).click();
    await assistant.getByRole("link", { name: /No grapefruit with simvastatin/ }).click();
    await assistant.getByRole("dialog").getByText("A dietitian of the care team decides about this").waitFor();
    await expect.poll(() => assistant.getByRole("dialog").getByRole("textbox").count()).toBe(0);
    await assistant.getByRole("dialog").getByRole("button", { name: "Suspend plan" }).waitFor();
    await assistant.context().close();
  });
});

describe("the dietitian", () => {
  it("reads why, and goes to the place in the plan", async () => {
    await openRecord("Overview");
    await alertsCard().getByRole("button", { name: /No grapefruit with simvastatin/ }).click();
    const inPlan = dialog().getByRole("link", { name: "Day 1 · Breakfast · Grapefruit, raw" });
    await inPlan.waitFor();
    const words = async () => (await dialog().innerText()).replaceAll(/\s+/g, " ");
    for (const said of ["prescribing information", "Not clinically reviewed", "simvastatin.grapefruit, version 1"]) await expect.poll(words).toContain(said);
    await expectAccessible(page, "an alert");
    await inPlan.click();
    const builder = new PlanBuilder(page);
    await builder.item("Grapefruit, raw").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-line"))).toMatch(/^item:/);
    await builder.finding(/No grapefruit with simvastatin/).waitFor();
  });

  it("decides with a reason; the alert closes and stays listed with it", async () => {
    await openRecord("Overview");
    await alertsCard().getByRole("button", { name: /No grapefruit with simvastatin/ }).click();
    await dialog().getByRole("button", { name: "Override with this reason" }).click();
    await dialog().getByText("Write a reason of at least five characters.").waitFor();
    await dialog().getByRole("textbox").fill(reasonFor);
    await dialog().getByRole("button", { name: "Override with this reason" }).click();
    await dialog().waitFor({ state: "hidden" });
    await alertsCard().getByText("Nothing is open").waitFor();
    await alertsCard().getByRole("button", { name: "1 closed" }).click();
    await alertsCard().getByRole("button", { name: /No grapefruit with simvastatin.*Decided/ }).click();
    await dialog().getByText(reasonFor).waitFor();
    await expect.poll(() => dialog().getByRole("textbox").count(), { message: "there is nothing more to decide" }).toBe(0);
    await expectAccessible(page, "a closed alert");
    await dialog().getByRole("button", { name: "Close" }).click();
  });
});

describe("a second medicine", () => {
  it("opens an alert that closes by itself when the drug is ended, and stays listed (CLINICAL 28)", async () => {
    await addMedication("Phenelzine");
    await openRecord("Overview");
    await appears(alertsCard().getByRole("button", { name: /Tyramine with an MAO inhibitor/ }));
    await tab("Medical profile").click();
    await page.getByRole("button", { name: "End Phenelzine" }).click();
    await tab("Overview").click();
    await appears(alertsCard().getByText("Nothing is open"));
    await page.getByRole("link", { name: "All alerts" }).click();
    await page.getByLabel("State").selectOption("Closed");
    const row = (words: RegExp) => page.getByRole("row").filter({ hasText: words });
    await expect.poll(() => row(/Tyramine with an MAO inhibitor/).innerText()).toContain("No longer the case");
    await expect.poll(() => row(/No grapefruit with simvastatin/).innerText()).toContain("Decided");
    await expectAccessible(page, "closed alerts");
  });

  it("opens a new one when it comes back; the plan is suspended with one click and a reason (CLINICAL 17)", async () => {
    await openRecord("Medical profile");
    await page.getByRole("region", { name: /^Medications/ }).getByRole("button", { name: "Show 1 that is over" }).click();
    await page.getByRole("button", { name: "Reopen Phenelzine" }).click();
    await tab("Overview").click();
    const alert = alertsCard().getByRole("button", { name: /Tyramine with an MAO inhibitor/ });
    await appears(alert);
    await alert.first().click();
    await dialog().getByRole("button", { name: "Suspend plan" }).click();
    const suspending = page.getByRole("dialog", { name: "Suspend this plan" });
    await suspending.getByText("stopped, contact the clinic").waitFor();
    await suspending.getByLabel("Reason").fill("Roquefort with phenelzine");
    await suspending.getByRole("button", { name: "Suspend" }).click();
    await dialog().getByText("Plan suspended").waitFor();
    await dialog().getByRole("button", { name: "Close" }).click();
    const phone = await signInOnPhone(stage.url);
    await expect.poll(() => phone.prescribedDay(today)).toMatchObject({ status: "stopped" });
    await openRecord("Overview");
    const plan = page.getByRole("region", { name: "Meal plan" });
    await plan.getByText("Roquefort with phenelzine").waitFor();
    await plan.getByText("The client’s app shows “stopped, contact the clinic” instead.").waitFor();
    await expectAccessible(page, "an overview with a suspended plan");
  });

  it("has to be decided before the plan is resumed", async () => {
    await openRecord("Plans");
    await page.getByRole("button", { name: "Resume" }).click();
    const resuming = page.getByRole("dialog", { name: "Resume this plan" });
    await resuming.getByLabel("Reason").fill("The psychiatrist stops it next week");
    await resuming.getByRole("button", { name: "Resume" }).click();
    const decisions = resuming.getByRole("region", { name: "Decisions about safety" });
    await decisions.getByText("Tyramine with an MAO inhibitor").waitFor();
    await expect.poll(() => decisions.getByText("No grapefruit").count(), { message: "what is decided holds while its evidence stays (CLINICAL 27)" }).toBe(0);
    await expectAccessible(page, "resuming with decisions");
    await decisions.getByRole("textbox").fill("Only 5 g of cheese, he agreed.");
    await expect.poll(() => resuming.getByLabel("Reason", { exact: true }).inputValue()).toBe("The psychiatrist stops it next week");
    await resuming.getByRole("button", { name: "Resume" }).click();
    await resuming.waitFor({ state: "hidden" });
    const phone = await signInOnPhone(stage.url);
    await expect.poll(() => phone.prescribedDay(today)).toMatchObject({ status: "prescribed" });
  });
});

describe("a record that changes while the dialog is open", () => {
  it("is what publishing decides on: the new finding is shown, and what was written is kept", async () => {
    await openRecord("Plans");
    await page.getByRole("link", { name: "New meal plan" }).first().click();
    await page.getByLabel("Name").fill("Nuts");
    await page.getByLabel("Days").fill("1");
    await page.getByRole("button", { name: "Create plan" }).click();
    const builder = new PlanBuilder(page);
    await builder.add("Day 1", "Breakfast", "peanut butter", /^Peanut butter, smooth/);
    await builder.add("Day 1", "Dinner", "almonds", /^Almonds/);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const publishing = page.getByRole("dialog", { name: "Publish version 1?" });
    const decisions = publishing.getByRole("region", { name: "Decisions about safety" });
    await decisions.getByRole("textbox").fill("The allergist has cleared it.");
    await stage.application.database.owner.query(
      `insert into app_public.client_allergies (org_id, client_id, allergen_id, criticality)
       select c.org_id, c.id, md5('allergen:tree_nuts')::uuid, 'high' from app_public.clients c where c.family_name = 'Keller'`,
    );
    await publishing.getByRole("button", { name: "Publish version 1" }).click();
    await decisions.getByText("A rule, the record or a food changed while this was open").waitFor();
    const added = decisions.getByRole("article").filter({ hasText: "New" });
    await expect.poll(() => added.innerText()).toMatch(/allergic to tree nuts/i);
    await expect.poll(() => decisions.getByRole("article").filter({ hasText: "allergic to peanut" }).getByRole("textbox").inputValue()).toBe("The allergist has cleared it.");
    await expectAccessible(page, "decisions that changed");
    await added.getByRole("textbox").fill("Tolerated in a challenge.");
    await publishing.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Version 1 is published").waitFor();
  });
});

describe("what a new allergy finds in many places of a plan", () => {
  const line = () => alertsCard().getByRole("button", { name: /Breach.*The client is allergic to milk\..*Day 1 · .*more places/s });

  it("is one line on the overview, with its places", async () => {
    await stage.application.database.owner.query(
      `insert into app_public.client_allergies (org_id, client_id, allergen_id, kind, criticality)
       select c.org_id, c.id, app_private.kb_id('allergen', 'milk'), 'allergy', 'high' from app_public.clients c where c.full_name = 'Thomas Berg'`,
    );
    await page.getByRole("link", { name: "Clients", exact: true }).first().click();
    await page.getByRole("link", { name: /^Berg, Thomas/ }).click();
    await appears(line());
    await expect.poll(() => line().count()).toBe(1);
    await expectAccessible(page, "an overview with an alert in many places");
  });

  it("and is decided with one reason where that holds for all of them, each kept by itself", async () => {
    await line().click();
    const deciding = page.getByRole("dialog", { name: "Alert about Thomas Berg" });
    const everywhere = deciding.getByRole("checkbox", { name: /^The same for the other \d+ places/ });
    await everywhere.check();
    await expectAccessible(page, "an alert in many places");
    await deciding.getByRole("textbox").fill("Lactose-free products, agreed with his allergologist");
    await deciding.getByRole("button", { name: "Override with this reason" }).click();
    await page.getByText(/^The decision is recorded, and \d+ alerts are closed$/).waitFor();
    await expect.poll(() => line().count()).toBe(0);
    await deciding.waitFor({ state: "hidden" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), { message: "the line that opened it is gone, the focus is not" }).toBe("H1");
    const { rows } = await stage.application.database.owner.query(
      `select count(*) filter (where a.closed_at is null)::int as open, count(distinct o.id)::int as overrides, count(*)::int as alerts
         from app_public.safety_alerts a join app_public.clients c on (c.org_id, c.id) = (a.org_id, a.client_id)
         left join app_public.safety_overrides o on (o.org_id, o.id) = (a.org_id, a.safety_override_id)
        where c.full_name = 'Thomas Berg' and a.rule_code = 'allergy.milk' and a.outcome = 'breach'`,
    );
    expect(rows[0].open).toBe(0);
    expect(rows[0].alerts).toBeGreaterThan(2);
    expect(rows[0].overrides).toBe(rows[0].alerts);
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
