import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { DIETITIAN, openStage } from "./support/stage.ts";

// The pages and dialogs that the main job does not pass: each is looked at by itself.
const stage = await openStage();
afterAll(() => stage.close());

it("the sign-in page passes, and so do its words about a wrong password", async () => {
  const page = await stage.open();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await expectAccessible(page, "sign-in");
  await page.getByLabel("Email").fill(DIETITIAN);
  await page.getByRole("textbox", { name: "Password" }).fill("not hers");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Email and password do not match").waitFor();
  await expectAccessible(page, "a refused sign-in");
  await page.context().close();
});

it("whoever is not signed in asks the server for nothing that it refuses, and the browser has nothing to complain of", async () => {
  const page = await stage.open();
  await page.getByLabel("Email").waitFor();
  const complaints: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("response", (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`));
  await page.reload({ waitUntil: "networkidle" });
  await page.getByLabel("Email").waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("the pages that mailed links open pass, also without what a link brings", async () => {
  const page = await stage.open();
  for (const [address, title] of [["/forgot-password", "Set a new password"], ["/reset-password", "Set a new password"], ["/invitation", "Invitation"], ["/confirm-address", "Confirm your address"]] as const) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await expectAccessible(page, address);
  }
  await page.context().close();
});

describe("a dietitian's pages pass:", () => {
  it("lists, forms and their menus", async () => {
    const page = await stage.signIn(DIETITIAN);
    const title = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByRole("searchbox", { name: "Search by name" }).fill("nobody of this name");
    await page.getByText("No client matches").waitFor();
    await expectAccessible(page, "a search without a hit");

    await page.getByRole("button", { name: "You and your settings" }).click();
    await page.getByText("Sign out").waitFor();
    await expectAccessible(page, "the person menu");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Search clients, plans and foods" }).click();
    await page.getByRole("combobox", { name: "Name of a client, a plan or a food" }).fill("week");
    await page.getByRole("listbox", { name: "Found" }).getByRole("option").first().waitFor();
    await expectAccessible(page, "the search over everything");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    await expectAccessible(page, "the list of keys");

    await page.goto("/clients/new");
    await title("New client");
    await page.getByRole("main").getByRole("button", { name: /^(Create|Save|Open|Add)/ }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await expectAccessible(page, "a form with errors");
    await page.goto("/meal-plans");
    await page.getByRole("link", { name: /^Week plan: steady/ }).waitFor();
    await expectAccessible(page, "the meal plans");
    await page.goto("/meal-plans/compare");
    await page.getByText("Choose two versions").waitFor();
    await expectAccessible(page, "nothing to compare");
    await page.goto("/meal-plans/foods");
    await page.getByRole("table", { name: "Foods" }).waitFor();
    await expectAccessible(page, "foods used lately and often");
    await page.goto("/meal-plans/foods?show=own");
    await page.getByRole("link", { name: /^Sip feed/ }).waitFor();
    await expectAccessible(page, "own foods");
    await page.getByRole("link", { name: /^Sip feed/ }).click();
    await page.getByRole("heading", { name: "Nutrients" }).waitFor();
    await expectAccessible(page, "an own food");
    await page.goto("/meal-plans/foods?show=archived");
    await page.getByText("Nothing is archived").waitFor();
    await expectAccessible(page, "no archived foods");
    await page.goto("/meal-plans/recipes");
    await page.getByRole("link", { name: "Red lentil soup" }).waitFor();
    await expectAccessible(page, "the recipes");
    await page.getByRole("link", { name: "Red lentil soup" }).click();
    await title("Red lentil soup");
    await page.getByRole("heading", { name: "Nutrition" }).waitFor();
    await expectAccessible(page, "a recipe");
    await page.goto("/meal-plans/templates");
    await page.getByRole("link", { name: "Low salt, three days", exact: true }).waitFor();
    await expectAccessible(page, "the templates");
    await page.goto("/meal-plans/review");
    await page.getByText("Nothing waits for review").waitFor();
    await expectAccessible(page, "nothing to review");
    await page.goto("/medical");
    await title("Medical");
    await page.getByText("No open alerts").waitFor();
    await expectAccessible(page, "no open alerts");
    await page.getByLabel("State").selectOption("Closed");
    await page.getByText("No alert has been closed yet").waitFor();
    await expectAccessible(page, "no closed alerts");
    await page.goto("/clients/diaries");
    await page.getByRole("link", { name: "Thomas Berg" }).waitFor();
    await expectAccessible(page, "diaries that wait");
    await page.goto("/exports");
    await title("Exports");
    await page.getByText("No exports yet").waitFor();
    await expectAccessible(page, "no exports");
    await page.goto("/account");
    await title("Your account");
    await page.getByText("This one").waitFor();
    await page.getByText("With one, somebody who learns").waitFor();
    await expectAccessible(page, "one's own account");
    for (const dialog of ["Change password", "Set up"]) {
      await page.getByRole("main").getByRole("button", { name: dialog }).click();
      await page.getByRole("dialog").waitFor();
      await expectAccessible(page, `the dialog "${dialog}"`);
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
    await page.goto("/nowhere");
    await title("Page not found");
    await expectAccessible(page, "an address without a page");
    await page.context().close();
  });

  it("what the search leads to: pages, and what is done with a client or a plan", async () => {
    const page = await stage.signIn(DIETITIAN);
    const search = page.getByRole("combobox", { name: "Name of a client, a plan or a food" });
    const first = page.getByRole("listbox", { name: "Found" }).getByRole("option").first();
    const lookFor = async (words: string, option: RegExp) => {
      await page.keyboard.press("Control+K");
      await search.fill(words);
      await first.filter({ hasText: option }).waitFor();
    };
    await lookFor("compare", /^Compare versions/);
    await expectAccessible(page, "pages that the search leads to");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Compare versions" }).waitFor();
    await lookFor("to review", /^To review/);
    await page.keyboard.press("Enter");
    await page.getByText("Nothing waits for review").waitFor();
    await lookFor("new plan for keller", /^New meal plan for Maria Keller/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "New meal plan" }).waitFor();
    await expect.poll(() => page.getByLabel("Client", { exact: true }).inputValue()).toBe("Maria Keller");
    await lookFor("print berg", /^Print the plan that Thomas Berg follows/);
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: /^Week plan: steady/ }).waitFor();
    await expectAccessible(page, "a plan to print");
    await lookFor("compare low salt", /^Compare Low salt, three days/);
    await page.keyboard.press("Escape");
    await lookFor("berg", /^Thomas Berg/);
    const options = async () => (await page.getByRole("listbox", { name: "Found" }).getByRole("option").allInnerTexts()).map((text) => text.trim());
    await expect.poll(async () => (await options()).slice(1, 5)).toEqual(["Plans of Thomas Berg", "New meal plan for Thomas Berg", "Medical profile of Thomas Berg", "Diary of Thomas Berg"]);
    await expectAccessible(page, "what the search offers for a client");
    await page.context().close();
  });

  it("an address that is cut off says so, and a page that is not reached leaves the one that is there", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.goto("/clients/not-an-id");
    await page.getByText("The address of this page is not complete. Open it from a list, or by the search.").waitFor();
    await page.goto("/clients");
    await page.getByRole("link", { name: "Berg, Thomas" }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await page.getByText("That page could not be loaded, because the server is not reached.").waitFor();
    await page.getByText("Offline. What you see may be out of date.").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("link", { name: "Meal plans", exact: true }).first().click();
    await page.getByRole("link", { name: /^Week plan: steady/ }).waitFor();
    const styles = () => page.evaluate(() => [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter(({ sheet }) => sheet === null).length);
    await expect.poll(styles, { message: "nothing that failed is left" }).toBe(0); // one that is still loading has none yet either
    await expectAccessible(page, "a page that was opened again");
    await page.context().close();
  });

  it("the record of a client who has followed a plan for days", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Berg, Thomas" }).click();
    await page.getByRole("link", { name: "Medical profile" }).click();
    await page.getByRole("heading", { name: "Medications" }).waitFor();
    await expectAccessible(page, "the medical profile");
    for (const [card, dialog] of [["Allergies", /allergy/i], ["Conditions", /condition/i], ["Medications", /medication/i]] as const) {
      await page.getByRole("region", { name: new RegExp(`^${card}`) }).getByRole("button", { name: "Add" }).click();
      await page.getByRole("dialog", { name: dialog }).waitFor();
      await expectAccessible(page, `the dialog of ${card}`);
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }

    await page.getByRole("button", { name: "History of medications" }).click();
    await page.getByRole("dialog", { name: "History of medications" }).getByRole("listitem").first().waitFor();
    await expectAccessible(page, "the history of medications");
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    await page.getByRole("link", { name: "Diary", exact: true }).click();
    await page.getByRole("article").waitFor();
    await expectAccessible(page, "the diary of nine days");
    await page.getByRole("link", { name: "Progress" }).click();
    await page.getByText("Days logged", { exact: true }).waitFor();
    await expectAccessible(page, "the progress of nine days");
    await page.getByRole("link", { name: "Plans", exact: true }).click();
    await page.getByRole("button", { name: "Suspend" }).click();
    await page.getByRole("dialog", { name: "Suspend this plan" }).waitFor();
    await expectAccessible(page, "the dialog that suspends");
    await page.getByRole("button", { name: "Keep as it is" }).click();
    await page.getByRole("link", { name: /^Week plan: steady/ }).click();
    await page.getByRole("button", { name: "Day", exact: true }).first().click();
    await page.getByRole("navigation", { name: "Days" }).waitFor();
    await expectAccessible(page, "a published plan, day by day");
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
