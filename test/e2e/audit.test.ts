import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { ADMIN, DIETITIAN, openStage } from "./support/stage.ts";

// Who did what: on the record itself for the care team, and for the whole organisation in the settings.
const stage = await openStage();
afterAll(() => stage.close());

describe("the care team", () => {
  it("sees who last edited an entry, and opens its history field by field", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Berg, Thomas" }).click();
    await page.getByRole("link", { name: "Medical profile" }).click();
    const card = page.getByRole("region", { name: "Conditions" });
    await card.getByRole("button", { name: "Add" }).click();
    const dialog = page.getByRole("dialog", { name: /condition/i });
    await dialog.getByLabel("Condition").fill("gout");
    await page.getByRole("option", { name: /gout/i }).first().click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await card.getByText(/Last edited by .+ on /).first().waitFor();

    const button = card.getByRole("button", { name: "History of conditions" });
    await button.focus();
    await page.keyboard.press("Enter");
    const history = page.getByRole("dialog", { name: "History of conditions" });
    const newest = history.getByRole("listitem").first();
    await newest.getByText("Added").waitFor();
    await expect.poll(() => newest.innerText()).toMatch(/gout/i);
    await expect.poll(() => newest.innerText()).toMatch(/Dietitian/);
    await expect.poll(() => newest.innerText(), { message: "ids and keys are for machines" }).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|org_id/);
    await expectAccessible(page, "the history of conditions");
    await page.keyboard.press("Escape");
    await history.waitFor({ state: "hidden" });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement), { message: "the focus comes back" }).toBe(true);
    await page.context().close();
  });
});

describe("an administrator", () => {
  it("finds in the audit who read and changed a record, not what it says, and keeps the filters in the address", async () => {
    const page = await stage.signIn(ADMIN);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
    await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name: "Audit" }).click();
    const table = page.getByRole("table", { name: "Events, newest first" });
    await table.getByText("Medical record").first().waitFor();
    await expectAccessible(page, "the audit");

    await page.getByLabel("Kind").selectOption({ label: "Condition" });
    await expect.poll(() => page.url()).toContain("kind=client_conditions");
    await page.getByLabel("Action").selectOption({ label: "Added" });
    await expect.poll(() => table.getByRole("row").count()).toBeGreaterThan(1);
    await expect.poll(async () => (await table.getByRole("row").nth(1).innerText())).toMatch(/Added · Condition/);
    const line = table.getByRole("row").filter({ hasText: "Thomas Berg" }).first();
    await expect.poll(() => line.innerText()).toMatch(/Not in your care/);
    await expect.poll(() => table.innerText()).not.toMatch(/gout/i);
    await line.getByRole("button", { name: /^Details/ }).click();
    const details = page.getByRole("dialog");
    await details.getByText("part of a medical record").waitFor();
    await expectAccessible(page, "an event that is withheld");
    await page.keyboard.press("Escape");

    await page.reload();
    await table.getByRole("row").filter({ hasText: "Thomas Berg" }).first().waitFor();
    await expect.poll(() => page.getByLabel("Kind").inputValue()).toBe("client_conditions");

    await page.getByLabel("Action").selectOption({ label: "Downloaded" });
    await page.getByText("No event matches these filters.").waitFor();
    await expectAccessible(page, "an audit without a match");
    await page.getByRole("button", { name: "Show the last 7 days" }).click();
    await table.getByText("Medical record").first().waitFor();
    expect(page.url()).not.toContain("kind=");
    await page.context().close();
  });

  it("reads what changed where it is no medical record: their own settings", async () => {
    const page = await stage.signIn(ADMIN);
    await page.goto("/settings");
    await page.getByLabel("Days until a client’s next review").fill("35");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("status").filter({ hasText: "Settings saved" }).waitFor();
    await page.getByText(/Last edited by .+ on /).waitFor();
    await page.goto("/settings/audit?kind=organizations");
    const table = page.getByRole("table", { name: "Events, newest first" });
    await table.getByText("Review interval days").first().waitFor();
    await table.getByRole("button", { name: /^Details/ }).first().click();
    const details = page.getByRole("dialog");
    await expect.poll(() => details.innerText()).toMatch(/28[\s\S]*→[\s\S]*35/);
    await expectAccessible(page, "an event, field by field");
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
