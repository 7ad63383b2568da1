import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ADMIN, DIETITIAN, openStage } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.application.database.owner.query(text, values)).rows;
const openSettings = async (page: Page, tab = "Organisation") => {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name: tab }).click();
};
const says = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words }).waitFor();

describe("an administrator", () => {
  it("sets how the practice works, is told what makes no sense, and takes it back", async () => {
    const page = await stage.signIn(ADMIN);
    await openSettings(page);
    await page.getByLabel("Name", { exact: true }).waitFor();
    await expectAccessible(page, "the organisation's settings");

    await page.getByLabel("Days until a client’s next review").fill("0");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Enter a number of days between 1 and 730").waitFor();
    await expectAccessible(page, "settings that make no sense");

    await page.getByLabel("Days until a client’s next review").fill("42");
    await page.getByLabel("Name", { exact: true }).fill("Practice at the lake");
    await page.getByRole("group", { name: "Nutrition panel" }).getByRole("checkbox", { name: /^Caffeine/ }).uncheck();
    await page.getByText("Shown in plans: 36 of 37").waitFor();
    await page.getByRole("switch", { name: "“May contain” is a breach" }).press("Space");
    await page.getByRole("button", { name: "Save changes" }).click();
    await says(page, "Settings saved");
    const [saved] = await sql("select review_interval_days, cardinality(panel_nutrient_ids) as shown, may_contain_is_breach as strict from app_public.organizations where name = 'Practice at the lake'");
    expect(saved).toEqual({ review_interval_days: 42, shown: 36, strict: true });

    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByLabel("Name", { exact: true }).inputValue()).toBe("Demo practice");
    await expect.poll(() => sql("select review_interval_days, panel_nutrient_ids, may_contain_is_breach as strict from app_public.organizations where name = 'Demo practice'")).toEqual([
      { review_interval_days: 28, panel_nutrient_ids: null, strict: false },
    ]);
    await page.context().close();
  });

  it("invites somebody, sees what became of it, and takes it back", async () => {
    const page = await stage.signIn(ADMIN);
    await openSettings(page, "Members");
    await page.getByRole("table", { name: "Members" }).getByText("Hannah Vogel").waitFor();
    await page.getByText("Nobody is invited at the moment").waitFor();
    await expectAccessible(page, "the members");

    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Invite to the staff" });
    await dialog.getByRole("button", { name: "Invite" }).click();
    await dialog.getByText("Enter an email address").waitFor();
    await expectAccessible(page, "the dialog that invites");
    await dialog.getByLabel("Email").fill("dietitian@demo.test");
    await dialog.getByLabel("Role").selectOption({ label: "Dietitian" });
    await dialog.getByRole("button", { name: "Invite" }).click();
    await dialog.getByText("This person is an active member already").waitFor();
    await dialog.getByLabel("Email").fill("nadia@example.test");
    await dialog.getByLabel("Title").fill("Nutritionist");
    await dialog.getByRole("button", { name: "Invite" }).click();
    await says(page, "nadia@example.test is invited");
    const invitations = page.getByRole("table", { name: "Open invitations" });
    await invitations.getByText("Dietitian, Nutritionist").waitFor();
    await expectAccessible(page, "an open invitation");

    await page.getByRole("button", { name: "Revoke the invitation to nadia@example.test" }).click();
    await page.getByText("Nobody is invited at the moment").waitFor();
    await page.context().close();
  });

  it("gives a member another role and title, deactivates one and lets them in again", async () => {
    const page = await stage.signIn(ADMIN);
    await openSettings(page, "Members");
    await page.getByRole("button", { name: "Change Ben Carter" }).click();
    const dialog = page.getByRole("dialog", { name: "Change Ben Carter" });
    await dialog.getByLabel("Role").selectOption({ label: "Dietitian" });
    await dialog.getByLabel("Title").fill("Nutritionist");
    await expectAccessible(page, "the dialog that changes a member");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: /^Ben Carter.*Dietitian Nutritionist Active/ }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("row", { name: /^Ben Carter.*Assistant Practice assistant Active/ }).waitFor();

    await page.getByRole("button", { name: "Deactivate Ben Carter" }).click();
    await page.getByText("Ben Carter loses access at once").waitFor();
    await expectAccessible(page, "the dialog that deactivates");
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    await page.getByRole("row", { name: /^Ben Carter.*Deactivated/ }).waitFor();
    await page.getByRole("button", { name: "Reactivate Ben Carter" }).click();
    await page.getByRole("row", { name: /^Ben Carter.*Active/ }).waitFor();

    await page.getByRole("button", { name: "Change Oliver Brandt" }).click();
    await expect.poll(() => page.getByRole("dialog").getByLabel("Role").isDisabled(), { message: "nobody changes their own role" }).toBe(true);
    await expect.poll(() => page.getByRole("button", { name: "Deactivate Oliver Brandt" }).count(), { message: "or deactivates themselves" }).toBe(0);
    await page.context().close();
  });

  it("leaves a library out of the practice's searches", async () => {
    const page = await stage.signIn(ADMIN);
    await openSettings(page, "Libraries");
    await page.getByText("they hold for every organisation").waitFor();
    await expectAccessible(page, "the libraries");
    await page.getByRole("switch", { name: /^Starter recipes/ }).uncheck();
    await says(page, "Starter recipes is left out of searches");
    await expect.poll(() => sql("select library_code, is_used from app_public.organization_libraries")).toEqual([{ library_code: "starter_recipes", is_used: false }]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByRole("switch", { name: /^Starter recipes/ }).isChecked()).toBe(true);
    await page.context().close();
  });
});

describe("a dietitian of a practice that reads kJ, lb and in, and shows few nutrients", () => {
  const set = (text: string) => sql(`update app_public.organizations set ${text} where name = 'Demo practice'`);

  it("sees them everywhere with their unit, and types in them", async () => {
    await set("energy_unit = 'kJ', unit_system = 'us', panel_nutrient_ids = array[208, 291]");
    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Keller, Maria" }).click();
    await page.getByText(/\d+\.\d lb \(/).waitFor();
    await page.getByRole("button", { name: "Record" }).click();
    await page.getByLabel("Weight in lb").fill("150");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => sql("select value from app_public.body_metrics order by created_at desc limit 1")).toEqual([{ value: "68.039" }]);
    await page.getByText(/^150\slb$/).first().waitFor();

    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Height in in").waitFor();
    const [before] = await sql("select height_cm from app_public.clients where family_name = 'Keller'");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("heading", { level: 1, name: "Maria Keller" }).waitFor();
    await expect.poll(() => sql("select height_cm from app_public.clients where family_name = 'Keller'"), { message: "what nobody touched is not rounded" }).toEqual([before]);

    await page.goto("/meal-plans");
    await page.getByRole("link", { name: /^Week plan/ }).first().click();
    const builder = new PlanBuilder(page);
    await builder.show("Nutrition");
    await builder.nutrient("Energy").getByText(/kJ$/).first().waitFor();
    await expect.poll(() => builder.panel.getByText(/kcal\b/).filter({ hasNotText: "per g" }).count()).toBe(0);
    await builder.nutrient("Fibre").waitFor();
    await expect.poll(() => builder.nutrient("Caffeine").count(), { message: "what is not chosen and has no target is not shown" }).toBe(0);
    await expectAccessible(page, "a plan in kJ");
    await set("energy_unit = 'kcal', unit_system = 'metric', panel_nutrient_ids = null");
    await page.context().close();
  });
});

describe("a dietitian", () => {
  it("gives a client a code for the app, and a guardian one to act for them", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Demir, Aylin" }).click();
    await page.getByRole("button", { name: "Invite to the app" }).click();
    await expectAccessible(page, "the dialog that invites a client");
    await page.getByRole("button", { name: "Make a code" }).click();
    const code = page.getByRole("dialog").getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    await code.waitFor();
    await expectAccessible(page, "a code");
    const [{ is_kept: isKept }] = await sql("select exists (select from app_private.invitation_secrets where token_hash = app_private.invitation_code_hash($1)) as is_kept", [await code.innerText()]);
    expect(isKept).toBe(true);
    await page.getByRole("button", { name: "Done" }).click();
    const open = page.getByRole("list", { name: "Open invitations" });
    await open.getByText("App: code").waitFor();

    await page.getByRole("button", { name: "Invite a guardian" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByText("Say what the guardian is to the client").waitFor();
    await expectAccessible(page, "the dialog that invites a guardian");
    await page.getByLabel("Relationship").fill("Husband");
    await page.getByRole("dialog").getByRole("button", { name: "Invite", exact: true }).click();
    await code.waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Revoke: Husband, code" }).click();
    await page.getByRole("button", { name: "Revoke: App, code" }).click();
    await open.waitFor({ state: "hidden" });
    await page.context().close();
  });

  it("says that a client was seen, which proposes the next review, and takes it back", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Demir, Aylin" }).click();
    const due = () => sql("select next_review_on - (now() at time zone 'Europe/Berlin')::date as days from app_public.clients where family_name = 'Demir'");
    const [before] = await due();
    await page.getByRole("button", { name: "Seen today" }).click();
    await says(page, "Next review:");
    await expect.poll(() => due()).toEqual([{ days: 28 }]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(due).toEqual([before]);
    await page.context().close();
  });
});

it("a dietitian is offered no settings, and does not reach them by their address", async () => {
  const page = await stage.signIn(DIETITIAN);
  await expect.poll(() => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).count()).toBe(0);
  await page.goto("/settings/members");
  await page.getByRole("heading", { level: 1, name: "Clients" }).waitFor();
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
