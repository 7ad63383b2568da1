import type { Locator, Page } from "playwright-core";

/** The plan builder as a person finds their way in it: by the names of days, meals and foods. */
export class PlanBuilder {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole("grid");
    this.search = page.getByRole("combobox", { name: "Search foods and recipes" });
    this.panel = page.getByRole("complementary", { name: "Nutrition, warnings and versions" });
  }

  /** The cell of a meal on a day, such as `meal("Monday", "Lunch")`. */
  meal(day: string, meal: string): Locator {
    return this.grid.getByRole("gridcell").filter({ has: this.line(day, meal) });
  }

  /** A meal's own line, which takes the focus. */
  line(day: string, meal: string): Locator {
    return this.page.getByRole("group", { name: new RegExp(`^${day}, ${meal}, \\d+ items?$`) });
  }

  /** An item by the beginning of its name; its accessible name is "Banana, raw, 120 g". */
  item(name: string, within: Locator = this.grid): Locator {
    return within.getByRole("group", { name: new RegExp(`^${escape(name)}`) });
  }

  /** A line of the library, by what it says. */
  hit(name: string | RegExp): Locator {
    return this.page.getByRole("listbox", { name: "Foods and recipes" }).getByRole("option", { name });
  }

  /** Puts a food, recipe or free text on a meal with the mouse: "Add", type, click the line. */
  async add(day: string, meal: string, query: string, hit: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name: `Add to ${day}, ${meal}` }).click();
    await this.search.fill(query);
    await this.answered(query);
    await this.hit(hit).first().click();
    await this.saved();
  }

  /** Until the library shows what was asked for, and not an answer to what was typed before. */
  async answered(query: string): Promise<void> {
    await this.hit(`Add “${query}” as text`).waitFor();
  }

  /** Types an amount over the one of an item, such as "60 g" or "2". */
  async setAmount(item: Locator, amount: string): Promise<void> {
    await item.getByRole("button", { name: /change the amount/i }).click();
    await this.page.getByLabel("Amount", { exact: true }).fill(amount);
    await this.page.keyboard.press("Enter");
    await this.saved();
  }

  /** Until the server has everything: nothing can be published before. */
  async saved(): Promise<void> {
    await this.page.getByRole("status").filter({ hasText: /^\s*saved \d\d:\d\d/ }).waitFor();
    await this.page.getByRole("button", { name: "Publish", exact: true, disabled: false }).waitFor();
  }

  async show(tab: "Nutrition" | "Warnings" | "Versions"): Promise<void> {
    await this.panel.getByRole("tab", { name: tab }).click();
  }

  /** What the warnings panel says about a rule, by words of its message. */
  finding(message: RegExp): Locator {
    return this.panel.getByRole("article").filter({ hasText: message });
  }

  /** The figures of a scope: "Day", "Average", "Meal" or "Item". */
  async scope(name: "Day" | "Average" | "Meal" | "Item"): Promise<void> {
    await this.show("Nutrition");
    await this.panel.getByRole("group", { name: "Show the nutrition of" }).getByRole("button", { name }).click();
  }

  /** The line of a nutrient in the panel, such as "Energy". */
  nutrient(name: string): Locator {
    return this.panel.getByRole("listitem").filter({ hasText: new RegExp(`^\\s*${escape(name)}`) });
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
