import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { appears } from "./support/coming-back.ts";
import { ADMIN, DIETITIAN, openStage } from "./support/stage.ts";
import { stateUnevaluableRule } from "../harness/unevaluable-rule.ts";

// A rule that cannot be evaluated never passes silently: with the real worker, whoever cares for the client and an org_admin see that a
// plan could not be checked again.
const stage = await openStage();
afterAll(() => stage.close());
const { owner } = stage.application.database;
const stateRule = (version: number) => stateUnevaluableRule(owner, version, "info");

const page = await stage.signIn(DIETITIAN);

describe("a plan that cannot be checked again", () => {
  it("rings the bell, once", async () => {
    await stateRule(1);
    const bell = page.getByRole("button", { name: /^Notifications, [1-9]\d* unread$/ });
    await appears(bell);
    await bell.click();
    await page.getByRole("link", { name: /The plan that .* follows could not be checked again/ }).first().waitFor();
    await expectAccessible(page, "the bell with a plan that could not be checked");
    await page.keyboard.press("Escape");
  });

  it("is marked in the list of clients, on the overview and among the plans", async () => {
    await page.reload();
    const client = page.getByRole("link", { name: /plan not checked$/ }).first();
    await client.waitFor();
    await expectAccessible(page, "clients whose plans could not be checked");
    await client.click();
    await page.getByRole("region", { name: "Safety alerts" }).getByText(/the plan could not be checked again, so alerts may be missing/).waitFor();
    await page.getByRole("region", { name: "Meal plan" }).getByText(/^Not checked again since/).waitFor();
    await expectAccessible(page, "an overview with a plan that could not be checked");
    await page.getByRole("navigation", { name: "Parts of the record" }).getByRole("link", { name: "Plans", exact: true }).click();
    await page.getByText(/^Not checked again since/).first().waitFor();
  });

  it("is told to an org_admin as a number, beside alerts and rules", async () => {
    const admin = await stage.signIn(ADMIN);
    await admin.getByRole("button", { name: /^Notifications/ }).click();
    await admin.getByRole("link", { name: /Plans that clients of this organisation follow could not be checked again/ }).click();
    await admin.getByText(/The plans? of \d+ clients? of this organisation could not be checked again/).waitFor();
    await expectAccessible(admin, "an org_admin's alerts with plans that could not be checked");
    await admin.getByRole("link", { name: "Rules", exact: true }).click();
    await admin.getByText(/of this organisation could not be checked again/).waitFor();
    await admin.context().close();
  });

  it("loses its mark when a check succeeds", async () => {
    await stateRule(2);
    await owner.query("update app_private.safety_rechecks set due_at = now()");
    await owner.query("select graphile_worker.add_job('safety_rechecks__sweep')");
    await expect.poll(async () => (await owner.query("select from app_private.safety_rechecks where failing_since is not null")).rowCount).toBe(0);
    await page.goto("/");
    await page.getByRole("link", { name: /^Keller, Maria/ }).waitFor();
    await expect.poll(() => page.getByText("plan not checked").count()).toBe(0);
  });
});
