import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { signInOnPhone } from "./support/mobile-app.ts";
import { ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";
import { daysAfter, practiceToday } from "../harness/practice-dates.ts";

// The client eats, logs and reads in the app; the dietitian looks at the days, comments, and is done with them until something changes.
const stage = await openStage();
afterAll(() => stage.close());

describe("a client's diary", () => {
  const today = practiceToday();
  const back = (days: number) => daysAfter(today, -days);
  const snack = { type: "meal_log", id: randomUUID(), loggedOn: back(2), occurredAt: `${back(2)}T15:00:00Z`, utcOffsetMinutes: 60, mealName: "Snack", outcome: "unplanned", items: [{ freeText: "Plum cake" }] };

  it("is looked at day by day with the keyboard: comments reach the client's app, reviewed days are done, late logs open them again", async () => {
    const phone = await signInOnPhone(stage.url);
    expect((await phone.log([snack]))[0]!["status"]).toBe("created");

    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Diaries to review" }).click();
    await page.getByRole("link", { name: "Maria Keller" }).waitFor();
    await expectAccessible(page, "diaries to review");
    await page.getByRole("link", { name: "Maria Keller" }).press("Enter");
    const day = page.getByRole("article");
    await day.getByText("Plum cake").waitFor();
    await expectAccessible(page, "a diary that waits");

    await day.getByRole("button", { name: "Comment on Snack" }).press("Enter");
    await page.keyboard.type("Looks good. Which recipe?");
    await page.keyboard.press("Control+Enter");
    await day.getByText("Looks good. Which recipe?").waitFor();
    await page.keyboard.press("Escape");
    await day.getByRole("textbox", { name: "Comment on this day" }).fill("See you on Friday.");
    await page.keyboard.press("Control+Enter");
    await day.getByText("See you on Friday.").waitFor();
    await expect.poll(() => day.getByRole("textbox", { name: "Comment on this day" }).inputValue()).toBe("");

    // The client reads both, and the dietitian sees that.
    const told = await phone.comments(back(2), back(1));
    expect(told.map(({ body, mealName, readAt }) => ({ body, mealName, readAt }))).toEqual([
      { body: "Looks good. Which recipe?", mealName: "Snack", readAt: null },
      { body: "See you on Friday.", mealName: null, readAt: null },
    ]);
    await phone.read(told.map(({ rowId }) => rowId as string));

    // Reviewed, taken back, reviewed again.
    await day.getByRole("button", { name: "Mark as reviewed" }).click();
    await day.getByText("Reviewed by").waitFor();
    await day.getByText("read by the client").first().waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await day.getByRole("button", { name: "Mark as reviewed" }).waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("r");
    await day.getByText("Reviewed by").waitFor();
    await expectAccessible(page, "a diary that is reviewed, with comments");
    await page.goto("/clients/diaries");
    await page.getByRole("heading", { level: 1, name: "Clients" }).waitFor();
    await page.getByRole("row", { name: /Thomas Berg/ }).waitFor();
    await expect.poll(() => page.getByRole("link", { name: "Maria Keller" }).count()).toBe(0);

    // A phone that was without a net for two days.
    await phone.log([{ ...snack, id: randomUUID(), mealName: "Late snack", items: [{ freeText: "An apple" }] }]);
    await page.reload();
    await page.getByRole("row", { name: /Maria Keller.*1 changed since reviewed/ }).waitFor();
    await page.getByRole("link", { name: "Maria Keller" }).click();
    await day.getByText("Changed since it was reviewed by").waitFor();
    await day.getByText("An apple").waitFor();
    await page.context().close();
  });

  it("steps through days with [ and ], edits and removes comments with a way back, and keeps what could not be sent", async () => {
    const page = await stage.signIn(DIETITIAN);
    await page.getByRole("link", { name: "Berg, Thomas" }).click();
    await page.getByRole("link", { name: "Diary" }).click();
    const day = page.getByRole("article");
    const title = () => day.getByRole("heading", { level: 2 }).textContent();
    await day.waitFor();
    const first = await title();
    await page.keyboard.press("]");
    await expect.poll(title).not.toBe(first);
    await page.keyboard.press("[");
    await expect.poll(title).toBe(first);

    await page.keyboard.press("c");
    const box = day.getByRole("textbox", { name: "Comment on this day" });
    await page.context().setOffline(true);
    await page.keyboard.type("Drink more water");
    await page.keyboard.press("Control+Enter");
    await page.getByText("What you typed is kept.").waitFor();
    await expect.poll(() => box.inputValue()).toBe("Drink more water");
    await page.context().setOffline(false);
    await box.press("Control+Enter");
    await day.getByText("Drink more water").waitFor();

    await day.getByRole("button", { name: "Edit" }).click();
    await day.getByRole("textbox", { name: "Edit the comment" }).fill("Drink more tea");
    await page.keyboard.press("Control+Enter");
    await day.getByText("Drink more tea").waitFor();
    await day.getByText("edited").waitFor();
    await day.getByRole("button", { name: "Remove" }).click();
    await day.getByText("Drink more tea").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Undo" }).click();
    await day.getByText("Drink more tea").waitFor();
    await page.context().close();
  });

  it("shows an assistant what waits and lets them comment, not mark", async () => {
    const page = await stage.signIn(ASSISTANT);
    await page.getByRole("link", { name: "Diaries to review" }).click();
    await page.getByRole("link", { name: "Thomas Berg" }).click();
    const day = page.getByRole("article");
    await day.getByRole("textbox", { name: "Comment on this day" }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: /^Mark/ }).count()).toBe(0);
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
