import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { ADMIN, ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.application.database.owner.query(text, values)).rows;
const says = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words }).waitFor();
const openRule = async (page: Page, code: string, title: string) => {
  await page.goto(`/medical/rules/${code}`);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
};
/** Presses a button as somebody does who has no mouse. */
const press = async (page: Page, name: string) => {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
};
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const events = (page: Page) => page.getByRole("list", { name: "History of the rule" }).getByRole("listitem");

describe("an administrator", () => {
  it("finds a rule by keyboard and tightens it, and what is looser is refused at once", async () => {
    const page = await stage.signIn(ADMIN);
    await page.goto("/medical/rules");
    await page.getByRole("table", { name: "Rules by conditions" }).waitFor();
    await expectAccessible(page, "the rules in force");

    await page.keyboard.press("/");
    await page.keyboard.type("hypertension.sodium_day");
    await page.getByText(/^1 of \d+ rules in force/).waitFor();
    expect(page.url()).toContain("q=hypertension.sodium_day");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Hypertension – sodium a day" }).waitFor();
    await card(page, "In this practice").getByText("It holds as it was published").waitFor();
    await expectAccessible(page, "a rule");

    await press(page, "Tighten");
    const dialog = page.getByRole("dialog", { name: "Tighten this rule" });
    await dialog.getByLabel("Most allowed, in mg").fill("2500");
    await dialog.getByText("More than 2,000 mg is looser than the rule").waitFor();
    await expectAccessible(page, "a bound that would be looser");
    await dialog.getByLabel("Most allowed, in mg").fill("1500");
    await dialog.getByLabel("Reason").fill("Most of our patients have had a stroke");
    await dialog.getByLabel("Most allowed, in mg").press("Enter");
    await says(page, "The bound is tightened");
    await card(page, "In this practice").getByText("Tightened to ≤ 1,500 mg").waitFor();
    await expect.poll(() => events(page).first().innerText()).toMatch(/Tightened to ≤ 1,500\smg by Oliver Brandt/);
    await expectAccessible(page, "a rule that is tightened");

    await page.getByRole("link", { name: "Rules" }).first().click();
    await page.getByRole("combobox", { name: "In this practice" }).selectOption("adjusted");
    await page.getByText("Tightened: ≤ 1,500 mg").waitFor();
    await expect.poll(() => sql("select maximum::text, unit, reason from app_public.rule_adjustments where ended_at is null")).toEqual([
      { maximum: "1500", unit: "mg", reason: "Most of our patients have had a stroke" },
    ]);
    await page.context().close();
  });

  it("switches a caution off and takes it back; a contraindication has no such button and says why", async () => {
    const page = await stage.signIn(ADMIN);
    await openRule(page, "hypertension.sodium_item", "Hypertension – sodium an item");
    await press(page, "Switch off");
    const dialog = page.getByRole("dialog", { name: "Switch this rule off" });
    await dialog.getByText("will not be shown any more").waitFor();
    await dialog.getByRole("button", { name: "Switch off" }).click();
    await dialog.getByText("Say in a few words why").waitFor();
    await expectAccessible(page, "the dialog that switches a rule off");
    await dialog.getByLabel("Reason").fill("Nobody here acts on it");
    await dialog.getByRole("button", { name: "Switch off" }).click();
    await says(page, "The rule is switched off");
    await card(page, "In this practice").getByText("Switched off").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await card(page, "In this practice").getByText("It holds as it was published").waitFor();
    await expect.poll(() => events(page).first().innerText()).toContain("Switch-off of version 1 ended");

    const [{ code }] = await sql("select code from app_public.contraindication_rules where retired_at is null and severity = 'contraindicated' and maximum is not null order by code limit 1");
    await page.goto(`/medical/rules/${code}`);
    await card(page, "In this practice").getByText("A contraindication is never switched off").waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Switch off" }).count()).toBe(0);
    await expect.poll(() => page.getByRole("button", { name: "Tighten" }).count()).toBe(1);
    await page.goto("/medical/rules/nothing.at_all");
    await page.getByText("There is no such rule").waitFor();
    await page.context().close();
  });

  it("is told which switch-off a new version ended", async () => {
    const [org] = await sql("select org_id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = $1", [ADMIN]);
    const ship = (version: number) =>
      sql(
        `select app_private.define_rule(code => 'shipped.sodium_day', version => $1, severity => 'caution', condition => 'hypertension', nutrient => 'sodium', per => 'day', maximum => $2, unit => 'mg',
           message => 'A rule of this test.', rationale => 'It belongs to this test alone.', citation => 'The test of the desk of rules, 2026')`,
        [version, 2000 - version],
      );
    await ship(1);
    await sql("insert into app_public.rule_adjustments (org_id, rule_id, kind, reason) select $1, id, 'switch_off', 'Nobody acts on it' from app_public.contraindication_rules where code = 'shipped.sodium_day'", [org.org_id]);
    await ship(2);
    await expect.poll(() => sql("select from app_public.notifications where kind = 'rule_adjustment_lapsed'")).not.toEqual([]);
    const page = await stage.signIn(ADMIN);
    await page.getByRole("button", { name: /^Notifications/ }).click();
    await page.getByText(/^The rule .* has changed: that your organisation switched it off counts no more/).click();
    await page.getByRole("heading", { level: 1, name: "Shipped – sodium a day" }).waitFor();
    await page.getByText("The switch-off of version 1 lapsed. Version 2 of the rule took its place, and is in force.").waitFor();
    await expectAccessible(page, "a rule whose switch-off lapsed");
    await page.context().close();
  });
});

it("a dietitian signs a rule that she has read, sees it in the list, and withdraws it", async () => {
  const page = await stage.signIn(DIETITIAN);
  await openRule(page, "hypertension.liquorice", "Hypertension – liquorice");
  await card(page, "Clinical review").getByText("Not clinically reviewed").waitFor();
  await page.getByText(/^Holds today for/).waitFor();
  await expect.poll(() => page.getByRole("button", { name: /^(Tighten|Switch off)$/ }).count()).toBe(0);
  await press(page, "Sign this version");
  const dialog = page.getByRole("dialog", { name: "Sign this version" });
  await dialog.getByLabel("Qualification").fill("Registered dietitian");
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
  await dialog.getByText("Only who has read the source signs").waitFor();
  await expectAccessible(page, "the dialog that signs a rule");
  await dialog.getByRole("checkbox").press("Space");
  await dialog.getByLabel("Qualification").press("Enter");
  await says(page, "The rule is signed");
  await card(page, "Clinical review").getByText("Signed by Hannah Vogel").waitFor();
  await expectAccessible(page, "a rule that is signed");

  await page.goto("/medical/rules?state=reviewed");
  await page.getByRole("row", { name: /liquorice/i }).getByText("Hannah Vogel").waitFor();
  await page.goBack();
  await press(page, "Withdraw the signature of Hannah Vogel");
  const withdrawing = page.getByRole("dialog", { name: "Withdraw the signature" });
  await withdrawing.getByLabel("Reason").fill("The regulation was replaced");
  await withdrawing.getByLabel("Reason").press("Tab");
  await withdrawing.getByRole("button", { name: "Withdraw" }).click();
  await card(page, "Clinical review").getByText("Not clinically reviewed").waitFor();
  await page.context().close();
});

it("an assistant reads the rules and decides nothing", async () => {
  const page = await stage.signIn(ASSISTANT);
  await openRule(page, "hypertension.sodium_day", "Hypertension – sodium a day");
  await card(page, "In this practice").getByText("Tightened to ≤ 1,500 mg").waitFor();
  await expect.poll(() => page.getByRole("main").getByRole("button").count()).toBe(0);
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
