import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { ADMIN, ASSISTANT, CLIENT, openStage, RESEARCHER } from "./support/stage.ts";

const stage = await openStage();
afterAll(() => stage.close());

const maria = async () => {
  const { rows } = await stage.application.database.owner.query("select id from app_public.clients where family_name = 'Keller'");
  return rows[0].id as string;
};

describe("an assistant", () => {
  it("makes a plan ready, and leaves publishing to a dietitian", async () => {
    const page = await stage.signIn(ASSISTANT);
    await page.getByRole("link", { name: "Keller, Maria" }).click();
    await page.getByRole("link", { name: "Plans", exact: true }).click();
    await page.getByRole("link", { name: "New meal plan" }).click();
    await page.getByLabel("Name").fill("Prepared");
    await page.getByRole("button", { name: "Create plan" }).click();
    const builder = new PlanBuilder(page);
    await builder.line("Day 1", "Breakfast").waitFor();
    await page.getByRole("button", { name: "Add to Day 1, Breakfast" }).click();
    await builder.search.fill("banana");
    await builder.hit(/^Banana, raw/).click();
    await builder.item("Banana, raw").waitFor();
    await page.getByRole("button", { name: "Ready for review", disabled: false }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: /Publish|Assign/ }).count()).toBe(0);
    await expect.poll(() => page.getByRole("link", { name: "Exports" }).count()).toBe(0);
    await page.context().close();
  });
});

describe("a researcher", () => {
  it("sees no clients, neither in the sidebar nor by their address", async () => {
    const page = await stage.signIn(RESEARCHER);
    await page.getByText("Your role has no pages here yet").waitFor();
    await expect.poll(() => page.getByRole("navigation", { name: "Main" }).getByRole("link").count()).toBe(0);
    await expectAccessible(page, "the first page of a researcher");
    for (const address of ["/clients", `/clients/${await maria()}`, `/clients/${await maria()}/medical`, "/meal-plans", "/exports"]) {
      await page.goto(address);
      await page.getByText("Your role has no pages here yet").waitFor();
    }
    await page.context().close();
  });
});

describe("an administrator of the practice", () => {
  it("sees the directory and who cares for whom, but no record", async () => {
    const page = await stage.signIn(ADMIN);
    await page.getByRole("link", { name: "Keller, Maria" }).waitFor();
    await expect.poll(() => page.getByRole("columnheader").allInnerTexts()).not.toContain("Allergies");
    await page.getByRole("link", { name: "Keller, Maria" }).click();
    await page.getByText("open to the people who care for this client").waitFor();
    for (const part of ["Medical profile", "Plans", "Progress"]) await expect.poll(() => page.getByRole("link", { name: part, exact: true }).count()).toBe(0);
    await expectAccessible(page, "the directory entry of a client");
    for (const part of ["", "/medical", "/plans", "/progress"]) {
      await page.goto(`/clients/${await maria()}${part}`);
      await page.getByRole("heading", { name: "Maria Keller", level: 1 }).waitFor();
      await page.getByText("open to the people who care for this client").waitFor();
      await expect.poll(() => page.getByRole("main").innerText(), { message: part }).not.toMatch(/peanut|warfarin|hypertension|none recorded/i);
    }
    await page.context().close();
  });
});

describe("a client", () => {
  it("is sent to the app, because these pages are for the staff", async () => {
    const page = await stage.signIn(CLIENT);
    await page.getByText("Your plan is in the TrackForge app").waitFor();
    await expect.poll(() => page.getByRole("navigation", { name: "Main" }).getByRole("link").count()).toBe(0);
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
