import { rm } from "node:fs/promises";
import type { Page } from "playwright-core";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../bin/port.ts";
import { launchBrowser } from "../harness/browser.ts";
import { databaseUrl, type Program, startProgram, temporaryFolder } from "../bin/program.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { fillIn } from "./support/sign-in.ts";
import { DIETITIAN } from "./support/stage.ts";

// A server that can be killed: a process of its own, with its own data. Each test goes on where the one before stopped.
const folder = await temporaryFolder();
const environment = { DATA_DIR: folder, PORT: String(await freePort()) };
const url = `http://localhost:${environment.PORT}`;
const browser = await launchBrowser();
const window = await browser.newContext({ baseURL: url, locale: "en-GB", timezoneId: "Europe/Berlin", viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
window.setDefaultTimeout(120_000);
let server: Program;
let database: pg.Pool;
let builder: PlanBuilder;
let address: string;

async function start(): Promise<void> {
  server = startProgram("start", environment);
  await server.said("ready in");
  database = new pg.Pool({ connectionString: await databaseUrl(environment), max: 3 });
  database.on("error", () => {}); // the database goes down with its server
}

async function kill(): Promise<void> {
  server.child.kill("SIGKILL");
  await server.ended;
}

beforeAll(async () => {
  await start();
  const page = await window.newPage();
  await page.goto("/");
  await fillIn(page, DIETITIAN);
  await page.getByRole("button", { name: "You and your settings" }).waitFor();
  await page.goto("/meal-plans/new");
  await page.getByLabel("Name").fill("Whatever happens");
  await page.getByRole("radio", { name: /template/ }).check();
  await page.getByRole("button", { name: "Create plan" }).click();
  builder = new PlanBuilder(page);
  await builder.add("Day 1", "Lunch", "rice", /^Rice/);
  address = page.url();
});
afterAll(async () => {
  await browser.close();
  server.child.kill("SIGINT");
  await server.ended;
  await database.end();
  await rm(folder, { recursive: true, force: true });
});

/** The same draft in a new window of the same browser. */
async function reopen(): Promise<void> {
  const page = await window.newPage();
  await page.goto(address);
  builder = new PlanBuilder(page);
  await builder.item("Rice").waitFor();
}

async function type(amount: string, page: Page = builder.page): Promise<void> {
  await builder.item("Rice").getByRole("button", { name: /change the amount/i }).click();
  await page.getByLabel("Amount", { exact: true }).fill(amount);
  await page.keyboard.press("Enter");
}

async function addText(words: string): Promise<void> {
  await builder.line("Day 1", "Dinner").focus();
  await builder.page.keyboard.press("t");
  await builder.page.getByLabel("Text", { exact: true }).fill(words);
  await builder.page.keyboard.press("Enter");
}

/** What a browser says when the network is there again; the builder would try by itself, a little later. */
const comeBackOnline = () => builder.page.evaluate(() => globalThis.dispatchEvent(new Event("online")));

const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("trackforge.unsaved.")).length);
/** The draft as it stands in the database: its revision, and how often a text stands in it. */
async function stored(text: string): Promise<{ revision: number; times: number; status: string }> {
  const { rows } = await database.query(
    `select v.revision, v.status, (select count(*)::integer from app_public.meal_plan_items i where i.meal_plan_version_id = v.id and i.free_text = $2) as times
       from app_public.meal_plan_versions v where v.id = $1`,
    [address.split("/").at(-1)!.split("?")[0], text],
  );
  return rows[0];
}

describe("nothing that was typed is lost", () => {
  it("when the network is gone and the window is closed: the next one sends it", async () => {
    await window.setOffline(true);
    await type("120 g");
    await addText("bread from the baker");
    await builder.page.getByText("offline, 2 changes kept here").waitFor();
    await builder.page.getByText("They are kept in this browser, also when you close it.").waitFor();
    await builder.page.close({ runBeforeUnload: false });
    await window.setOffline(false);

    await reopen();
    await builder.page.getByText("2 changes of your last visit were not saved; it is done now.").waitFor();
    await builder.saved();
    await builder.item("Rice").filter({ hasText: "120 g" }).waitFor();
    await builder.item("bread from the baker").waitFor();
    await expect.poll(() => stored("bread from the baker")).toMatchObject({ times: 1 });
    await expect.poll(() => kept(builder.page), { message: "nothing stays in the browser that is saved" }).toBe(0);
  });

  it("when somebody signs out: what is not saved is shown first, and whoever stays has it", async () => {
    await window.setOffline(true);
    await addText("a fig");
    await builder.page.getByText("offline, 1 change kept here").waitFor();
    await builder.page.getByText("One change is not saved yet. It is kept in this browser, also when you close it.").waitFor();
    await builder.page.getByRole("button", { name: "You and your settings" }).click();
    await builder.page.getByText("Sign out", { exact: true }).click();
    const dialog = builder.page.getByRole("dialog", { name: "Leave without saving?" });
    await dialog.getByText("This change is not saved yet and would be lost:").waitFor();
    await dialog.getByText(/a fig/).waitFor();
    await dialog.getByRole("button", { name: "Stay here" }).click();
    await window.setOffline(false);
    await comeBackOnline();
    await builder.saved();
    await expect.poll(() => stored("a fig")).toMatchObject({ times: 1 });
  });

  it("when the page crashes", async () => {
    await window.setOffline(true);
    await addText("an apple");
    await builder.page.getByText("offline, 1 change kept here").waitFor();
    const crashed = builder.page.waitForEvent("crash");
    const devtools = await window.newCDPSession(builder.page);
    void devtools.send("Page.crash").catch(() => {});
    await crashed;
    await builder.page.close();
    await window.setOffline(false);
    await reopen();
    await builder.item("an apple").waitFor();
    await builder.saved();
    await expect.poll(() => stored("an apple")).toMatchObject({ times: 1 });
  });

  it("when the answer of a save is lost and the server is killed: it is sent again, and done once", async () => {
    await builder.page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("BuilderEdit")) return route.continue();
      await route.fetch(); // it arrives, and nobody hears of it
      await route.abort();
    });
    await addText("a pear");
    await builder.page.getByText(/offline, 1 change kept here/).waitFor();
    await kill();
    await builder.page.unroute("**/graphql");
    await start();
    await comeBackOnline();
    await builder.saved();
    await expect.poll(() => builder.item("a pear").count()).toBe(1);
    await expect.poll(() => stored("a pear")).toMatchObject({ times: 1 });
    await expect.poll(() => builder.page.getByRole("alert", { name: "Conflict" }).count(), { message: "one's own lost answer is no conflict" }).toBe(0);
  });

  it("when the server is killed in the middle of a save: after the start the plan is whole, and the save goes through once", async () => {
    const before = await stored("a plum");
    await whileLocked(async () => {
      await addText("a plum");
      await builder.page.getByText("saving…").waitFor();
      await someoneWaits();
      await kill();
    });
    await start();
    const after = await stored("a plum");
    expect([0, 1]).toContain(after.times);
    expect(after.revision > before.revision, "either before the save or after it").toBe(after.times === 1);
    await comeBackOnline();
    await builder.saved();
    await expect.poll(() => stored("a plum")).toMatchObject({ times: 1, status: "draft" });
    await expect.poll(() => builder.item("a plum").count()).toBe(1);
  });

  it("when the server is killed in the middle of publishing: the version is a draft or published as a whole, and publishing again succeeds", async () => {
    await builder.page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = builder.page.getByRole("dialog", { name: "Publish version 1?" });
    await dialog.getByLabel("What changed").fill("In spite of everything");
    await whileLocked(async () => {
      await dialog.getByRole("button", { name: "Publish version 1" }).click();
      await someoneWaits();
      await kill();
    });
    await start();
    const { rows } = await database.query(
      `select v.status, (c.org_id is not null) as frozen,
              v.content_hash is not distinct from app_private.meal_plan_content_hash(c.content, c.facts, c.nutrition) as whole
         from app_public.meal_plan_versions v left join app_public.published_contents c on c.meal_plan_version_id = v.id where v.id = $1`,
      [address.split("/").at(-1)!.split("?")[0]],
    );
    expect(rows).toEqual([{ status: rows[0].status, frozen: rows[0].status === "published", whole: true }]);
    await dialog.getByRole("button", { name: "Publish version 1" }).click();
    await builder.page.getByText("Published v1").waitFor();
    await expect.poll(() => stored("a plum")).toMatchObject({ status: "published", times: 1 });
  });
});

/** Holds the version's row, so that what is sent meanwhile is in the middle of its transaction. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  const sql = await database.connect();
  await sql.query("begin");
  await sql.query("select from app_public.meal_plan_versions where id = $1 for update", [address.split("/").at(-1)!.split("?")[0]]);
  await work();
  await sql.query("rollback").catch(() => {});
  sql.release(true);
  await database.end();
}

/** Until a statement of the server waits for the row. */
async function someoneWaits(): Promise<void> {
  await expect
    .poll(async () => (await database.query("select from pg_locks where not granted")).rowCount)
    .toBeGreaterThan(0);
}
