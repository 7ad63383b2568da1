import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { startMailServer, tokenIn } from "../harness/mail-server.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { fillIn, heading, openAccount, openMenu } from "./support/sign-in.ts";
import { ADMIN, DIETITIAN, openStage, PASSWORD, RESEARCHER } from "./support/stage.ts";
import { expectNothingKept } from "./support/what-is-kept.ts";

// What a link in a message opens; the messages are those that the worker really sends.
const mail = await startMailServer();
const stage = await openStage({ SMTP_URL: mail.url });
afterAll(async () => {
  await stage.close();
  await mail.stop();
});

/** Opens the link as a click in a mail program does. */
async function openLink(page: Page, to: string, path: "invitation" | "reset-password" | "confirm-address"): Promise<string> {
  const token = tokenIn(await mail.next(to), path);
  await page.goto(`/${path}#${token}`);
  return token;
}

/** As an administrator's screen does it; answers the mutation's result. */
async function asAdministrator(query: string, input: object): Promise<any> {
  const post = async (path: string, body: object, token?: string) => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    return (await fetch(stage.url + path, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  const { accessToken } = await post("/api/v1/auth/login", { email: ADMIN, password: PASSWORD, client: "mobile" });
  const { data, errors } = await post("/api/v1/graphql", { query, variables: { input: { id: randomUUID(), ...input } } }, accessToken);
  expect(errors).toBeUndefined();
  return data;
}

const invite = (email: string, role: string) =>
  asAdministrator("mutation($input: InviteMemberInput!) { inviteMember(input: $input) { clientMutationId } }", { email, role });

describe("a forgotten password", () => {
  const chosen = "seven quiet mornings";
  let token: string;

  it("is answered alike, whether somebody has the address or not", async () => {
    const page = await stage.open();
    const answers = [];
    for (const address of [RESEARCHER, "nobody@demo.test"]) {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await heading(page, "Set a new password");
      await page.getByRole("button", { name: "Send the link" }).click();
      await page.getByText("Enter your email address").waitFor();
      await page.getByLabel("Email").fill(address);
      await expectAccessible(page, "a forgotten password");
      await page.keyboard.press("Enter");
      await heading(page, "Look into your mail");
      answers.push((await page.getByRole("main").innerText()).replaceAll(address, "…"));
      await expectNothingKept(page, [address]);
    }
    expect(answers[0]).toBe(answers[1]);
    await expectAccessible(page, "the answer to a forgotten password");
    await page.context().close();
  });

  it("is replaced by the mailed link, which leaves no trace in the browser and signs out everywhere", async () => {
    const elsewhere = await stage.signIn(RESEARCHER);
    const page = await stage.open();
    token = await openLink(page, RESEARCHER, "reset-password");
    await heading(page, "Set a new password");
    await expectNothingKept(page, [token]);
    const field = page.getByRole("textbox", { name: "New password" });
    for (const [unfit, words] of [["short", "Use at least 12"], ["password1234", "tried first"], [`${RESEARCHER}!`, "address out of"]] as const) {
      await field.fill(unfit);
      await page.getByRole("button", { name: "Save the password" }).click();
      await page.getByText(words).waitFor();
    }
    await expectAccessible(page, "a password that will not do");
    await field.fill(chosen);
    await page.keyboard.press("Enter");
    await heading(page, "Sign in to your practice");
    await page.getByText("Your password was changed").waitFor();
    await fillIn(page, RESEARCHER, chosen);
    await heading(page, "Welcome");
    await expectNothingKept(page, [token, chosen]);
    await elsewhere.reload();
    await heading(elsewhere, "Sign in to your practice");
    await page.context().close();
    await elsewhere.context().close();
  });

  it("is not replaced by the same link again, nor by one whose page was loaded anew", async () => {
    const page = await stage.open();
    await page.goto(`/reset-password#${token}`);
    await page.getByRole("textbox", { name: "New password" }).fill("another quiet morning");
    await page.keyboard.press("Enter");
    await page.getByText("This link opens nothing any more").waitFor();
    await expectAccessible(page, "a link that opens nothing");
    await page.goto("/sign-in");
    await page.goto(`/reset-password#${token}`);
    await page.getByRole("textbox", { name: "New password" }).waitFor();
    await page.reload();
    await page.getByText("This link opens nothing any more").waitFor();
    await page.context().close();
  });
});

describe("an invitation", () => {
  const NEWCOMER = "lea.winter@clinic.test";
  let token: string;

  it("makes an account for somebody new, who then works in the practice", async () => {
    await invite(NEWCOMER, "dietitian");
    const page = await stage.open();
    token = await openLink(page, NEWCOMER, "invitation");
    await heading(page, "Join Demo practice");
    await page.getByText("invites you to work with them, as dietitian.").waitFor();
    await expectNothingKept(page, [token]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("autocomplete"))).toBe("name");
    await page.keyboard.press("Enter");
    await page.getByText("Enter your name").waitFor();
    await expectAccessible(page, "an invitation");
    await page.getByLabel("Your name").fill("Lea Winter");
    await page.getByRole("textbox", { name: "Password" }).fill("lea.winter is here");
    await page.keyboard.press("Enter");
    await page.getByText("address out of the password").waitFor();
    await page.getByRole("textbox", { name: "Password" }).fill("plums on a white plate");
    await page.keyboard.press("Enter");
    await heading(page, "Clients");
    await openMenu(page);
    await page.getByText("Dietitian, Demo practice").waitFor();
    await page.getByText("Lea Winter").waitFor();
    await expectNothingKept(page, [token]);
    await page.context().close();
  });

  it("counts once", async () => {
    const page = await stage.open();
    await page.goto(`/invitation#${token}`);
    await page.getByText("This link opens nothing any more").waitFor();
    await expectAccessible(page, "an invitation that counts no more");
    await page.context().close();
  });

  it("is proven with the password of somebody who has an account, whoever is signed in meanwhile", async () => {
    const KNOWN = "dietitian@other.test";
    await invite(KNOWN, "assistant");
    const page = await stage.signIn(DIETITIAN);
    const second = await page.context().newPage();
    await openLink(second, KNOWN, "invitation");
    await second.getByText("You have an account with this address").waitFor();
    await second.getByText(`You are signed in as ${DIETITIAN} in this browser`).waitFor();
    await second.getByRole("textbox", { name: "Password" }).fill("not the right one");
    await second.keyboard.press("Enter");
    await second.getByText("The password does not fit").waitFor();
    await expectAccessible(second, "an invitation for somebody known");
    await second.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await second.keyboard.press("Enter");
    await heading(second, "Clients");
    await openMenu(second);
    await second.getByText("Assistant, Demo practice").waitFor();
    await second.getByRole("listitem").filter({ hasText: "Other practice" }).waitFor();

    // The first tab follows: it must not go on as somebody who is not signed in here any more.
    await openMenu(page);
    await page.getByText(KNOWN).waitFor();
    await page.context().close();
  });
});

it("a client's code for the app works here as well, leads to where the plan is, and the typed address is confirmed by a mailed link", async () => {
  const { rows } = await stage.application.database.owner.query("select id from app_public.clients where family_name = 'Moretti'");
  const query = "mutation($input: InviteClientInput!) { inviteClient(input: $input) { result { code } } }";
  const { inviteClient } = await asAdministrator(query, { clientId: rows[0].id });
  const page = await stage.open();
  await page.goto(`/invitation#${inviteClient.result.code}`);
  await page.getByText("invites you to follow your plan").waitFor();
  await expectNothingKept(page, [inviteClient.result.code]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("autocomplete"))).toBe("username");
  await page.getByLabel("Email").fill("chiara@clients.test");
  await page.getByLabel("Your name").fill("Chiara Moretti");
  await page.getByRole("textbox", { name: "Password" }).fill("olives in the morning");
  await page.keyboard.press("Enter");
  await page.getByText("Your plan is in the TrackForge app").waitFor();

  await openAccount(page);
  await page.getByText("Not confirmed yet").waitFor();
  await expectAccessible(page, "an account whose address was only typed");
  tokenIn(await mail.next("chiara@clients.test"), "confirm-address");
  await page.getByRole("button", { name: "Send the link again" }).click();
  await page.getByText("A link is on its way to chiara@clients.test").waitFor();
  const elsewhere = await stage.open(); // the mail is read on another device
  const token = await openLink(elsewhere, "chiara@clients.test", "confirm-address");
  await heading(elsewhere, "Confirm your address");
  await expectNothingKept(elsewhere, [token]);
  await elsewhere.keyboard.press("Enter");
  await elsewhere.getByText("Enter your password").waitFor();
  await elsewhere.getByRole("textbox", { name: "Password" }).fill("olives in the evening");
  await elsewhere.keyboard.press("Enter");
  await elsewhere.getByText("The password does not fit").waitFor();
  await expectAccessible(elsewhere, "an address that is being confirmed");
  await elsewhere.getByRole("textbox", { name: "Password" }).fill("olives in the morning");
  await elsewhere.keyboard.press("Enter");
  await heading(elsewhere, "Your address is confirmed");
  await expectAccessible(elsewhere, "an address that is confirmed");
  await elsewhere.context().close();
  await page.reload();
  await heading(page, "Your account");
  await expect.poll(() => page.getByText("Not confirmed yet").count()).toBe(0);

  await page.goto(`/confirm-address#${token}`);
  await page.getByRole("textbox", { name: "Password" }).fill("olives in the morning");
  await page.keyboard.press("Enter");
  await page.getByText("This link opens nothing any more").waitFor();
  await page.context().close();
});

it("who forgot the password of a typed address comes in again with a new code from the practice", async () => {
  await stage.application.database.owner.query("update app_public.users set email_confirmed_at = null where email = 'chiara@clients.test'");
  const practice = await stage.signIn(DIETITIAN);
  await practice.getByRole("link", { name: "Moretti, Chiara" }).click();
  await practice.getByText("as chiara@clients.test, not confirmed yet").waitFor();
  await practice.getByRole("button", { name: "New code for the app" }).click();
  await practice.getByText("no link can be mailed to chiara@clients.test").waitFor();
  await expectAccessible(practice, "the dialog for a new code");
  await practice.getByRole("button", { name: "Make a code" }).click();
  const code = await practice.getByRole("dialog").getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/).innerText();
  await practice.getByRole("button", { name: "Done" }).click();
  await practice.context().close();

  const page = await stage.open();
  await page.goto(`/invitation#${code}`);
  await page.getByLabel("Email").fill("chiara@clients.test");
  await page.getByLabel("Your name").fill("Chiara Moretti");
  await page.getByRole("textbox", { name: "Password" }).fill("figs after the rain");
  await page.keyboard.press("Enter");
  await page.getByText("Your plan is in the TrackForge app").waitFor();
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
