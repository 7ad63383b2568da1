import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Somebody without a mouse. After every key the focus has to be somewhere: it never falls to the body. */
export class Keyboard {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body);
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter === " " ? "Space" : letter);
  }

  /** What the focus is on, in the words that a screen reader says: name or label, else the text. */
  async focus(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
      const words = element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText;
      return words.replaceAll(/\s+/g, " ").trim();
    });
  }

  /** Tabs forward (or with `Shift+Tab` back) until the focus is on something of that name. */
  async tabTo(name: string | RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    const passed: string[] = [];
    for (let tabs = 0; tabs < 150; tabs += 1) {
      await this.press(key);
      const now = await this.focus();
      if (typeof name === "string" ? now === name : name.test(now)) return;
      passed.push(now);
    }
    expect.fail(`${key} does not reach "${name}", only: ${passed.join(" | ")}`);
  }

  /** In a list of choices that has the focus: down until the choice begins like that. Typing its letters would depend on how fast they come. */
  async select(choice: string): Promise<void> {
    const chosen = () => this.page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text ?? "");
    await this.page.keyboard.press("Home");
    for (let steps = 0; steps < 40 && !(await chosen()).startsWith(choice); steps += 1) await this.press("ArrowDown");
    expect(await chosen()).toMatch(new RegExp(`^${choice}`));
  }

  /** Opens the menu of the line that has the focus and takes a choice of it. */
  async choose(title: RegExp): Promise<void> {
    await this.press("Shift+F10");
    await this.page.getByRole("listitem").filter({ hasText: title }).first().waitFor();
    for (let steps = 0; steps < 20 && !title.test(await this.focus()); steps += 1) await this.press("ArrowDown");
    await expect.poll(() => this.focus()).toMatch(title);
    await this.press("Enter");
  }

  /** Waits until the focus has arrived on something whose name begins like that, such as the title of the next page. */
  async arrivesAt(name: string): Promise<void> {
    await expect.poll(() => this.focus()).toMatch(new RegExp(`^${name}`));
  }
}
