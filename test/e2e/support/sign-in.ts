import type { Page } from "playwright-core";
import { PASSWORD } from "./stage.ts";

/** Waits for the title of a page. */
export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();

/** Fills in the sign-in form and sends it. */
export async function fillIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export const openMenu = (page: Page) => page.getByRole("button", { name: "You and your settings" }).click();

export async function openAccount(page: Page): Promise<void> {
  await openMenu(page);
  await page.getByRole("listitem").filter({ hasText: "Your account" }).click();
  await heading(page, "Your account");
}
