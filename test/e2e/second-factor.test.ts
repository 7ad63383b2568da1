import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { Authenticator } from "./support/authenticator.ts";
import { fillIn, heading, openAccount, openMenu } from "./support/sign-in.ts";
import { DIETITIAN, openStage, PASSWORD } from "./support/stage.ts";
import { expectNothingKept } from "./support/what-is-kept.ts";

// A second factor, from setting it up to turning it off: each test goes on where the one before stopped.
const stage = await openStage();
afterAll(() => stage.close());

const shownCodes = async (page: Page) => {
  const lines = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await lines.nth(9).waitFor();
  return lines.allInnerTexts();
};
const card = (page: Page) => page.getByRole("region", { name: "Second factor" });

describe("a dietitian who wants a second factor", () => {
  let authenticator: Authenticator;
  let codes: string[];

  it("sets it up in her account, and keeps the recovery codes before she goes on", async () => {
    const page = await stage.signIn(DIETITIAN);
    await openAccount(page);
    await card(page).getByText("Off.").waitFor();
    await card(page).getByRole("button", { name: "Set up" }).click();
    const dialog = page.getByRole("dialog", { name: "Set up a second factor" });
    await dialog.getByRole("textbox", { name: "Password" }).fill("not hers at all");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByText("The password is wrong.").waitFor();
    await expectAccessible(page, "the password before a second factor");
    await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    authenticator = await Authenticator.setUpFrom(page);
    await expectAccessible(page, "the key of a second factor");
    await dialog.getByLabel("Code").fill(authenticator.wrongCode());
    await page.keyboard.press("Enter");
    await dialog.getByText("This code does not fit").waitFor();
    await dialog.getByLabel("Code").fill(authenticator.code());
    await page.keyboard.press("Enter");

    const keep = page.getByRole("dialog", { name: "Keep your recovery codes" });
    await keep.waitFor();
    codes = await shownCodes(page);
    expect(new Set(codes).size).toBe(10);
    await expectAccessible(page, "recovery codes");
    await page.keyboard.press("Escape");
    await expect.poll(() => keep.getByRole("button", { name: "Finish" }).isDisabled()).toBe(true);
    const download = page.waitForEvent("download");
    await keep.getByRole("button", { name: "Download" }).click();
    expect((await download).suggestedFilename()).toMatch(/recovery-codes\.txt$/);
    await keep.getByLabel("I have kept these codes").check();
    await keep.getByRole("button", { name: "Finish" }).click();
    await card(page).getByText("10 of your recovery codes are left.").waitFor();
    await expectAccessible(page, "an account with a second factor");
    await expectNothingKept(page, codes);
    await page.context().close();
  });

  it("is asked for a code at the next sign-in", async () => {
    const page = await stage.open();
    await fillIn(page, DIETITIAN);
    await heading(page, "Enter your code");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("autocomplete"))).toBe("one-time-code");
    await page.keyboard.press("Enter");
    await page.getByText("Enter the six digits").waitFor();
    await page.getByLabel("Code").fill(authenticator.wrongCode());
    await page.keyboard.press("Enter");
    await page.getByText("This code does not fit").waitFor();
    await expectAccessible(page, "a code that does not fit");
    await page.goto("/clients");
    await heading(page, "Sign in to your practice");
    await fillIn(page, DIETITIAN);
    const code = authenticator.code();
    await page.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press("Enter");
    await heading(page, "Clients");
    await expectNothingKept(page, [code]);
    await page.context().close();
  });

  it("signs in with a recovery code where the phone is not at hand, with each one once", async () => {
    for (const isFirst of [true, false]) {
      const page = await stage.open();
      await fillIn(page, DIETITIAN);
      await page.getByRole("button", { name: "Use a recovery code" }).click();
      await expectAccessible(page, "the field for a recovery code");
      await page.getByLabel("Recovery code").fill(codes[0]!.toLowerCase());
      await page.keyboard.press("Enter");
      if (isFirst) await heading(page, "Clients");
      else await page.getByText("This code does not fit").waitFor();
      await page.context().close();
    }
  });

  it("makes new recovery codes, and turns the second factor off", async () => {
    const page = await stage.open();
    await fillIn(page, DIETITIAN);
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(codes[1]!);
    await page.keyboard.press("Enter");
    await heading(page, "Clients");
    await openAccount(page);
    await card(page).getByText("8 of your recovery codes are left.").waitFor();
    await card(page).getByRole("button", { name: "Make new ones" }).click();
    await page.getByRole("dialog", { name: "New recovery codes" }).getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Keep your recovery codes" }).waitFor();
    const fresh = await shownCodes(page);
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    await page.getByLabel("I have kept these codes").check();
    await page.getByRole("button", { name: "Finish" }).click();
    await card(page).getByText("10 of your recovery codes are left.").waitFor();

    await card(page).getByRole("button", { name: "Turn off" }).click();
    const dialog = page.getByRole("dialog", { name: "Turn the second factor off" });
    await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await dialog.getByLabel("Code").fill(codes[2]!);
    await page.keyboard.press("Enter");
    await dialog.getByText("That code is not right").waitFor();
    await expectAccessible(page, "the dialog that turns it off");
    await dialog.getByLabel("Code").fill(fresh[0]!);
    await page.keyboard.press("Enter");
    await card(page).getByText("Off.").waitFor();
    await page.context().close();

    const next = await stage.signIn(DIETITIAN);
    await heading(next, "Clients");
    await next.context().close();
  });
});

describe("a practice that begins to require a second factor", () => {
  const [ASSISTANT, COLLEAGUE] = ["assistant@other.test", "dietitian@other.test"];

  it("leads whoever works there to signing in again, and says why", async () => {
    const page = await stage.signIn(COLLEAGUE);
    await stage.application.database.owner.query("update app_public.organizations set requires_second_factor = true where name = 'Other practice'");
    await page.reload();
    await heading(page, "Sign in to your practice");
    await page.getByText("second factor").waitFor();
    await expectAccessible(page, "a sign-in that says why");
    await page.context().close();
  });

  it("has everybody set one up at the next sign-in", async () => {
    const page = await stage.open();
    await fillIn(page, ASSISTANT);
    await heading(page, "Set up a second factor");
    await page.getByText("Other practice asks everybody on its staff").waitFor();
    const authenticator = await Authenticator.setUpFrom(page);
    await expectAccessible(page, "setting up a second factor at sign-in");
    await page.getByLabel("Code").fill(authenticator.wrongCode());
    await page.keyboard.press("Enter");
    await page.getByText("This code does not fit").waitFor();
    await page.getByLabel("Code").fill(authenticator.code());
    await page.keyboard.press("Enter");
    await heading(page, "Keep your recovery codes");
    const codes = await shownCodes(page);
    expect(new Set(codes).size).toBe(10);
    await expectAccessible(page, "recovery codes at sign-in");
    await expect.poll(() => page.getByRole("button", { name: "Go on" }).isDisabled()).toBe(true);
    await page.getByLabel("I have kept these codes").check();
    await page.getByRole("button", { name: "Go on" }).click();
    await heading(page, "Clients");
    await expectNothingKept(page, codes);

    await openAccount(page);
    await card(page).getByText("Other practice requires it, so it cannot be turned off.").waitFor();
    await expect.poll(() => card(page).getByRole("button", { name: "Turn off" }).count()).toBe(0);
    await page.context().close();
  });
});

describe("somebody who also works in a practice that requires a second factor", () => {
  it("sets one up on the way there", async () => {
    await stage.application.database.owner.query(
      `insert into app_public.memberships (org_id, user_id, role)
       select o.id, u.id, 'dietitian' from app_public.organizations o, app_public.users u where o.name = 'Other practice' and u.email = $1`,
      [DIETITIAN],
    );
    const page = await stage.open();
    await fillIn(page, DIETITIAN);
    await page.getByRole("button", { name: /^Other practice/ }).click();
    await page.getByText("Other practice could not be opened").waitFor();
    await expectAccessible(page, "a place that asks for more");
    await page.getByRole("button", { name: /^Demo practice/ }).click();
    await heading(page, "Clients");

    const goToOther = async () => {
      await openMenu(page);
      await page.getByRole("listitem").filter({ hasText: "Other practice" }).click();
    };
    await goToOther();
    await page.getByText("You are still in Demo practice").waitFor();
    await expectAccessible(page, "a place that cannot be opened");
    await page.getByRole("link", { name: "Set up a second factor" }).click();
    await heading(page, "Your account");
    await card(page).getByText("Other practice requires one.").waitFor();
    await card(page).getByRole("button", { name: "Set up" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    const authenticator = await Authenticator.setUpFrom(page);
    await page.getByRole("dialog").getByLabel("Code").fill(authenticator.code());
    await page.keyboard.press("Enter");
    await page.getByLabel("I have kept these codes").check();
    await page.getByRole("button", { name: "Finish" }).click();
    await goToOther();
    await page.getByText("You are now in Other practice").waitFor();
    await expectNothingKept(page);
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
