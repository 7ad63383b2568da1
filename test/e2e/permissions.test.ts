import { afterAll, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { ADMIN, ASSISTANT, openStage } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

it("an administrator reads what each role may, as the database has it now", async () => {
  const page = await stage.signIn(ADMIN);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name: "Permissions" }).click();
  const publish = page.getByRole("table", { name: "What can be done" }).getByRole("row", { name: /^Publish meal plan version/ });
  await publish.waitFor();
  await expect.poll(() => publish.getByRole("cell").allInnerTexts()).toEqual([expect.stringContaining("Publish meal plan version"), "yes", "yes", "–\nno", "–\nno", "–\nno"]);
  const clients = page.getByRole("table", { name: "What is kept" }).getByRole("row", { name: /^Clients / });
  await clients.getByText("read: their own").waitFor();
  await expectAccessible(page, "the permissions");

  await page.getByRole("searchbox", { name: "Search permissions" }).fill("publish version");
  await expect.poll(() => clients.count()).toBe(0);
  await publish.waitFor();
  await page.getByRole("searchbox", { name: "Search permissions" }).fill("nothing is called that");
  await page.getByText("Nothing matches").waitFor();
  await expectAccessible(page, "a search for permissions without a hit");

  // Nothing is kept for the page: a right that was taken away is gone at the next look.
  await stage.application.database.owner.query("revoke execute on function app_public.suspend_meal_plan_assignment(uuid, text) from tf_assistant");
  await page.reload();
  const suspend = page.getByRole("row", { name: /^Suspend meal plan assignment/ });
  await expect.poll(() => suspend.getByRole("cell").nth(3).innerText()).toBe("–\nno");
  await page.context().close();
});

it("an assistant is offered no settings", async () => {
  const page = await stage.signIn(ASSISTANT);
  await expect.poll(() => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).count()).toBe(0);
  await page.goto("/settings/permissions");
  await page.getByRole("heading", { level: 1, name: "Clients" }).waitFor();
  await page.context().close();
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
