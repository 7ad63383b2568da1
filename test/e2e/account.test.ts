import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { fillIn, heading, openAccount, openMenu } from "./support/sign-in.ts";
import { ASSISTANT, CLIENT, DIETITIAN, openStage, PASSWORD } from "./support/stage.ts";
import { expectNothingKept } from "./support/what-is-kept.ts";

// Signing in and one's own account, each part with a person of its own.
const stage = await openStage();
afterAll(() => stage.close());


describe("somebody who works in two practices", () => {
  let page: Page;

  beforeAll(async () => {
    await stage.application.database.owner.query(
      `insert into app_public.memberships (org_id, user_id, role, title)
       select o.id, u.id, 'assistant', 'locum' from app_public.organizations o, app_public.users u where o.name = 'Other practice' and u.email = $1`,
      [DIETITIAN],
    );
    page = await stage.open();
  });

  it("chooses at sign-in where to work", async () => {
    await fillIn(page, DIETITIAN);
    await heading(page, "Where do you want to work?");
    await expectAccessible(page, "the choice of a place");
    await page.getByRole("button", { name: /^Demo practice/ }).click();
    await heading(page, "Clients");
    await page.getByRole("link", { name: "Keller, Maria" }).waitFor();
    await expectNothingKept(page);
  });

  it("goes to the other one without signing out, and every tab goes along", async () => {
    const second = await page.context().newPage();
    await second.goto("/meal-plans");
    await second.getByRole("link", { name: /^Week plan: steady/ }).waitFor();
    await openMenu(page);
    await expectAccessible(page, "the menu with two places");
    await page.getByRole("listitem").filter({ hasText: "Other practice" }).click();
    await page.getByText("You are now in Other practice").waitFor();
    await heading(page, "Clients");
    await expect.poll(() => page.getByRole("link", { name: "Keller, Maria" }).count()).toBe(0);
    await second.getByText("Another tab opened Other practice").waitFor();
    await heading(second, "Clients");
    await expect.poll(() => second.getByRole("link", { name: "Keller, Maria" }).count()).toBe(0);
    await openMenu(second);
    await second.getByText("locum, Other practice").waitFor();
    await second.keyboard.press("Escape");
    await expectNothingKept(second);
    await second.close();
  });

  it("finds the same place after a reload, and returns", async () => {
    await page.reload();
    await openMenu(page);
    await page.getByText("locum, Other practice").waitFor();
    await page.getByRole("listitem").filter({ hasText: "Demo practice" }).click();
    await page.getByRole("link", { name: "Keller, Maria" }).waitFor();
  });

  it("is asked first when a change could not be saved yet", async () => {
    await page.getByRole("link", { name: "Keller, Maria" }).click();
    await page.getByRole("link", { name: "Plans", exact: true }).click();
    await page.getByRole("link", { name: "New meal plan" }).click();
    await page.getByLabel("Name").fill("Not saved yet");
    await page.getByRole("button", { name: "Create plan" }).click();
    const builder = new PlanBuilder(page);
    await builder.line("Day 1", "Breakfast").waitFor();
    await page.getByRole("button", { name: "Add to Day 1, Breakfast" }).click();
    await builder.search.fill("banana");
    await builder.hit(/^Banana, raw/).waitFor();
    await page.route("**/api/v1/graphql", (route) => (route.request().postData()?.includes("BuilderEdit") ? route.abort() : route.continue()));
    await builder.hit(/^Banana, raw/).click();
    await builder.item("Banana, raw").waitFor();
    await openMenu(page);
    await page.getByRole("listitem").filter({ hasText: "Other practice" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay here" }).click();
    await openMenu(page);
    await page.getByText("Registered dietitian, Demo practice").waitFor();
    await page.keyboard.press("Escape");

    // Nor does another tab take the change away: this one follows when it is saved and the person goes on.
    const second = await page.context().newPage();
    await second.goto("/meal-plans");
    await openMenu(second);
    await second.getByRole("listitem").filter({ hasText: "Other practice" }).click();
    await second.getByText("You are now in Other practice").waitFor();
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay here" }).click();
    await page.unroute("**/api/v1/graphql");
    await builder.saved();
    await page.getByRole("link", { name: "Meal plans" }).click();
    await page.getByText("Another tab opened Other practice").waitFor();
    await openMenu(page);
    await page.getByText("locum, Other practice").waitFor();
    await page.context().close();
  });
});

describe("somebody's own account", () => {
  it("lists where they are signed in, and signs one device out, then all others", async () => {
    const page = await stage.signIn(ASSISTANT);
    const [second, third] = [await stage.signIn(ASSISTANT), await stage.signIn(ASSISTANT)];
    await openAccount(page);
    const lines = page.getByRole("table", { name: "Where you are signed in" }).getByRole("row");
    await expect.poll(() => lines.count()).toBe(4);
    await expect.poll(() => lines.filter({ hasText: "This one" }).count()).toBe(1);
    await expectAccessible(page, "the account");

    await lines.getByRole("button", { name: /^Sign out/ }).first().click();
    await expect.poll(() => lines.count()).toBe(3);
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await expect.poll(() => lines.count()).toBe(2);
    for (const other of [second, third]) {
      await other.getByRole("link", { name: "Meal plans" }).click();
      await heading(other, "Sign in to your practice");
      await other.getByText("Your session has ended. Sign in again.").waitFor();
      await expectNothingKept(other);
      await other.context().close();
    }
    await page.reload();
    await heading(page, "Your account");
    await page.context().close();
  });
});

describe("a role that is changed while somebody works", () => {
  it("holds at the next thing they do, and shows the pages of the new one", async () => {
    const page = await stage.signIn("assistant@other.test");
    await heading(page, "Clients");
    await stage.application.database.owner.query(
      `update app_public.memberships m set role = 'researcher'
         from app_public.organizations o, app_public.users u
        where m.org_id = o.id and m.user_id = u.id and o.name = 'Other practice' and u.email = 'assistant@other.test'`,
    );
    await page.getByRole("link", { name: "Meal plans" }).click();
    await page.getByText("Your role has no pages here yet").waitFor();
    await expect.poll(() => page.getByRole("navigation", { name: "Main" }).getByRole("link").count()).toBe(0);
    await page.context().close();
  });
});

describe("changing the password", () => {
  it("asks for the present one, says why a new one will not do, and signs out everywhere else", async () => {
    const page = await stage.signIn(CLIENT);
    const other = await stage.signIn(CLIENT);
    await openAccount(page);
    await page.getByRole("button", { name: "Change password" }).click();
    const dialog = page.getByRole("dialog", { name: "Change password" });
    const [present, wanted] = [dialog.getByRole("textbox", { name: "Present password" }), dialog.getByRole("textbox", { name: "New password" })];
    const save = dialog.getByRole("button", { name: "Change password" });
    await save.click();
    await dialog.getByText("Enter your present password").waitFor();
    await expectAccessible(page, "the dialog that changes the password");
    await present.fill("not the present one");
    await wanted.fill("a few words on food");
    await save.click();
    await dialog.getByText("The password is wrong.").waitFor();
    await present.fill(PASSWORD);
    for (const [unfit, words] of [["short", "Use at least 12"], ["password1234", "tried first"], [`${CLIENT} 2026`, "address out of"]] as const) {
      await wanted.fill(unfit);
      await save.click();
      await dialog.getByText(words).waitFor();
    }
    const chosen = "porridge before sunrise";
    await wanted.fill(chosen);
    await save.click();
    await page.getByText("Your password was changed").waitFor();
    await expectNothingKept(page, [chosen, PASSWORD]);

    await other.reload();
    await heading(other, "Sign in to your practice");
    await fillIn(other, CLIENT, PASSWORD);
    await other.getByText("Email and password do not match").waitFor();
    await fillIn(other, CLIENT, chosen);
    await other.getByText("Your plan is in the TrackForge app").waitFor();
    await page.context().close();
    await other.context().close();
  });
});

it("the first page loads nothing of accounts and second factors", async () => {
  const page = await stage.open();
  await heading(page, "Sign in to your practice");
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".js")));
  expect(loaded.length).toBeGreaterThan(0);
  const words = (await Promise.all(loaded.map(async (address) => (await fetch(address)).text()))).join("\n");
  expect(words).toContain("Forgot your password");
  for (const later of ["recovery codes", "authenticator app", "Where you are signed in"]) expect(words).not.toContain(later);
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
