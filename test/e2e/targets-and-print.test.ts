import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { DIETITIAN, openStage } from "./support/stage.ts";

// The nutrition panel with its targets, and what a client gets on paper; each test goes on where the one before stopped.
const stage = await openStage();
let page: Page;
let builder: PlanBuilder;

beforeAll(async () => {
  page = await stage.signIn(DIETITIAN);
  builder = new PlanBuilder(page);
  await page.getByRole("link", { name: "Keller, Maria" }).click();
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  await page.getByRole("link", { name: "New meal plan" }).click();
  await page.getByLabel("Name").fill("A week to take home");
  await page.getByRole("button", { name: "Create plan" }).click();
  await builder.line("Day 7", "Snack").waitFor();
  await builder.add("Day 1", "Breakfast", "banana", /^Banana, raw/);
  await builder.setAmount(builder.item("Banana, raw"), "118 g");
  await builder.add("Day 1", "Dinner", "lentil soup", /^Red lentil soup Recipe/);
  await builder.add("Day 1", "Snack", "Grandma's biscuits", /as text/);
  await builder.add("Day 2", "Breakfast", "oats", /oat/i);
});
afterAll(() => stage.close());

/** Set PICTURES to a folder to look at the screens. */
async function picture(name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  for (const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [1024, "light"], [1024, "dark"]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.locator(`.v-application.v-theme--${colorScheme}`).waitFor();
    await page.screenshot({ path: join(folder, `${name}.${width}.${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The words of each page as somebody who selects them reads them, and its size in points. */
async function readPdf(bytes: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const info = (await pdf.getMetadata()).info as { Title?: string; Language?: string };
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const paper = await pdf.getPage(number);
    const { items } = await paper.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str : "")).join(" ");
    pages.push({ text: text.replaceAll(/\s+/g, " ").trim(), size: paper.view.slice(2).map(Math.round) });
  }
  return { title: info.Title, language: info.Language, pages };
}

describe("the nutrition panel", () => {
  it("names the foods without a value on click, and goes to them", async () => {
    await builder.line("Day 1", "Breakfast").focus();
    await builder.scope("Day");
    const energy = builder.nutrient("Energy");
    await expect.poll(() => energy.innerText()).toMatch(/≥ [\d,]+\s*kcal/);
    await energy.getByRole("button", { name: "1 food unknown" }).click();
    await energy.getByRole("button", { name: "Grandma's biscuits" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Grandma's biscuits/);
  });

  it("says what brings a nutrient, the most first", async () => {
    const potassium = builder.nutrient("Potassium");
    await potassium.getByRole("button", { name: /What brings it/ }).click();
    const list = potassium.getByRole("list", { name: "What brings the potassium" });
    await expect.poll(() => list.innerText()).toMatch(/Red lentil soup[\s\S]*%[\s\S]*Banana, raw[\s\S]*%[\s\S]*Shares of what is known/);
    await picture("contributions");
  });

  it("CLINICAL 5: says the percent of energy of a day, a meal and an item, with the formula", async () => {
    await builder.item("Banana, raw").focus();
    await builder.scope("Item");
    // A banana: 1.1 g protein × 4 over 89 kcal.
    await expect.poll(() => builder.nutrient("Protein").innerText()).toMatch(/4\.9\s*% of energy/);
    // With 22.8 g carbohydrate × 4 and 0.3 g fat × 9 it is 111 %, which has a word why.
    await builder.panel.getByText(/Here the shares of energy come to 111\s%: /).waitFor();
    await builder.scope("Meal");
    await expect.poll(() => builder.nutrient("Carbohydrate").innerText()).toMatch(/\d+\s*% of energy/);
    await page.getByText("counts 4 kcal per g of protein and carbohydrate, 9 of fat, 7 of alcohol").waitFor();
  });

  it("marks what a physician's limit contradicts, and leaves the choice to her", async () => {
    await stage.application.database.owner.query(
      `insert into app_public.client_limits (org_id, client_id, nutrient_id, scope, maximum, severity, ordered_by, ordered_on, starts_on)
       select c.org_id, c.id, 306, 'day', 2000, 'caution', 'Dr. Ada', current_date - 1, current_date - 1 from app_public.clients c where c.full_name = 'Maria Keller'`,
    );
    await builder.scope("Day");
    await builder.panel.getByRole("button", { name: "Propose targets" }).click();
    const dialog = page.getByRole("dialog");
    const line = dialog.getByRole("row").filter({ hasText: "Potassium" });
    await line.getByText("Contradicts").waitFor();
    const words = async () => (await line.innerText()).replaceAll(/\s+/g, " ");
    await expect.poll(words).toMatch(/Ordered by Dr\. Ada on .*: potassium at most 2,000 mg a day/);
    await expect.poll(words).toMatch(/at least 2,600 mg/);
    await expect.poll(() => line.getByRole("checkbox").isChecked()).toBe(false);
    await expect.poll(() => dialog.getByRole("checkbox", { name: "Calcium" }).isChecked()).toBe(true);
    await line.scrollIntoViewIfNeeded();
    await picture("contradicts");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  it("proposes targets from the client's record, each with its formula", async () => {
    await builder.scope("Day");
    await builder.panel.getByRole("button", { name: "Propose targets" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/at rest; × 1\.6/).waitFor();
    await expect.poll(() => dialog.innerText()).toMatch(/From the record: Age \d+ years · Sex female · Weight [\d.]+\skg \(\d/);
    await expectAccessible(page, "proposed targets");
    await picture("propose");
    await dialog.getByLabel("Activity").selectOption({ label: "Low activity (× 1.4)" });
    await dialog.getByText(/at rest; × 1\.4/).waitFor();
    await dialog.getByLabel("Change of energy").fill("-200");
    await dialog.getByText(/− 200 \(chosen\)/).waitFor();
    await dialog.getByLabel("Range around it").fill("99");
    await dialog.getByText("Write a number from 0 to 30").waitFor();
    await dialog.getByLabel("Range around it").fill("5");
  });

  it("takes all or some of them, and remembers how each came about", async () => {
    const dialog = page.getByRole("dialog");
    const all = dialog.getByRole("checkbox", { name: "Choose all" });
    if (!(await all.isChecked())) await all.click();
    await all.click();
    await dialog.getByRole("button", { name: "Set 0 targets", disabled: true }).waitFor();
    await dialog.getByRole("checkbox", { name: "Energy" }).check();
    await dialog.getByRole("checkbox", { name: "Protein" }).check();
    await dialog.getByRole("checkbox", { name: "Sodium" }).check();
    await dialog.getByRole("button", { name: "Set 3 targets" }).click();
    await builder.saved();
    const energy = builder.nutrient("Energy");
    await energy.getByRole("button", { name: /^Target of Energy: [\d,]+–[\d,]+\s*kcal/ }).waitFor();
    await page.reload();
    await builder.scope("Day");
    await energy.getByRole("img", { name: /How the target of Energy came about: 10 × .*Proposed on .*Am J Clin Nutr/ }).waitFor();
    await energy.getByRole("button", { name: /^Target of Energy/ }).focus();
    await page.keyboard.press("Tab");
    await page.getByRole("tooltip").getByText(/^10 × /).waitFor();
    await expectAccessible(page, "how a target came about");
    await picture("formula");
    await page.keyboard.press("Escape");
  });

  it("and says of a target that somebody typed that it was typed", async () => {
    const sodium = builder.nutrient("Sodium");
    await sodium.getByRole("button", { name: /^Target of Sodium/ }).click();
    await sodium.getByLabel("At most").fill("1800");
    await sodium.getByRole("button", { name: "Set", exact: true }).click();
    await sodium.getByRole("img", { name: "How the target of Sodium came about: Typed by hand." }).waitFor();
    await builder.saved();
  });
});

describe("what the client takes home", () => {
  it("is read in the client's language and unit", async () => {
    const plan = page.url();
    await page.getByRole("region", { name: "About Maria Keller" }).getByRole("link", { name: "Maria Keller" }).click();
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Language").selectOption("de-DE");
    await page.getByLabel("Energy in").selectOption("kJ");
    await expectAccessible(page, "a client's form");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("heading", { level: 1, name: "Maria Keller" }).waitFor();
    await page.goto(plan);
    await page.getByRole("link", { name: "Print" }).click();
    const sheet = page.getByRole("article", { name: "A week to take home" });
    await sheet.waitFor();
    const words = () => sheet.innerText();
    await expect.poll(words).toMatch(/Für Maria Keller · Entwurf, noch nicht veröffentlicht/);
    await expect.poll(words).toMatch(/Tag 1\s+Energie ≥ [\d.]+ kJ · Eiweiß/);
    await expect.poll(words).toMatch(/Red lentil soup\s+1 Portion/);
    await expect.poll(words).toMatch(/Rezepte[\s\S]*Für eine Portion/);
    await expect.poll(words).not.toMatch(/Peanut|Warfarin|Hypertension|kcal/i);
    await expect.poll(() => sheet.getAttribute("lang")).toBe("de-DE");
    await expectAccessible(page, "a plan to print");
    await picture("print");
  });

  it("with a shopping list of chosen days, as bought and by group", async () => {
    await page.getByRole("checkbox", { name: "Day 2" }).uncheck();
    await page.getByRole("switch", { name: "Shopping list" }).check();
    await page.getByLabel("For how many people").selectOption("2");
    const list = page.getByRole("region", { name: "Einkaufsliste" });
    await list.waitFor();
    await expect.poll(() => list.innerText()).toMatch(/für 2 Personen/);
    await expect.poll(() => list.innerText()).toMatch(/Obst und Säfte\s+Banana, raw/);
    await expect.poll(() => list.innerText()).toMatch(/Wie im Plan geschrieben\s+Grandma's biscuits/);
    await expectAccessible(page, "a shopping list");
    await picture("shopping");
  });

  it("prints on paper of its own: no meal is split, and nothing of the app is on it", async () => {
    await page.getByRole("checkbox", { name: "All days" }).check();
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.getByRole("button", { name: "Save as PDF" }).isVisible()).toBe(false);
    await expect.poll(() => page.getByRole("navigation").first().isVisible()).toBe(false);
    await page.getByRole("article").waitFor();
    await expect.poll(() => page.locator(".meal").first().evaluate((meal) => getComputedStyle(meal).breakInside)).toBe("avoid");
    const paper = await page.pdf({ preferCSSPageSize: true });
    if (process.env.PICTURES) await writeFile(join(process.env.PICTURES, "print.pdf"), paper);
    const { pages } = await readPdf(paper);
    expect(pages[0]!.text).toMatch(/^Demo practice A week to take home Für Maria Keller/);
    expect(pages.map(({ text }) => text).join(" ")).not.toMatch(/Skip to the page|Save as PDF|Search clients/);
    expect(pages[0]!.size).toEqual([595, 842]); // A4, in points
    await page.emulateMedia({ media: "screen" });
  });

  it("and is saved as a PDF with the same words", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as PDF" }).click()]);
    expect(download.suggestedFilename()).toBe("A week to take home, Maria Keller.pdf");
    const pdf = await readFile(await download.path());
    if (process.env.PICTURES) await writeFile(join(process.env.PICTURES, "saved.pdf"), pdf);
    const { title, language, pages } = await readPdf(pdf);
    expect(title).toBe("A week to take home, Für Maria Keller, Entwurf, noch nicht veröffentlicht");
    expect(language).toBe("de-DE");
    const text = pages.map((one) => one.text).join(" ");
    for (const words of [/Demo practice/, /Energie ≥ 1\.\d{3} kJ · Eiweiß/, /Red lentil soup\s+1 Portion/, /Zubereitung/, /Einkaufsliste/, /für 2 Personen/, /Seite 1 von \d/]) expect(text).toMatch(words);
    expect(text).not.toMatch(/Peanut|Warfarin|kcal/i);
  });

  it("of a published plan it is what was published, with its period, notes and what may be eaten instead", async () => {
    await page.goto("/meal-plans");
    await page.getByRole("link", { name: /^Week plan: steady/ }).click();
    await page.getByRole("link", { name: "Print" }).click();
    const sheet = page.getByRole("article", { name: /^Week plan: steady/ });
    await sheet.waitFor();
    await expect.poll(() => sheet.innerText()).toMatch(/Für Thomas Berg · Ab \d+\. \p{L}+ \d{4}/u);
    await page.getByLabel("Language").selectOption("English");
    await sheet.getByText(/For Thomas Berg · From/).waitFor();
    await expect.poll(() => sheet.innerText()).toMatch(/Energy (≥ )?[\d,]+ kJ/);
    await expect.poll(() => sheet.innerText()).toMatch(/\nor /);
    await page.getByRole("switch", { name: "Shopping list" }).check();
    await page.getByRole("region", { name: "Shopping list" }).waitFor();
    await expectAccessible(page, "a published plan to print");
    await picture("published");
    await page.emulateMedia({ media: "print" });
    const paper = await page.pdf({ preferCSSPageSize: true });
    if (process.env.PICTURES) await writeFile(join(process.env.PICTURES, "published.pdf"), paper);
    await page.emulateMedia({ media: "screen" });
    await page.getByLabel("Paper").selectOption("Letter");
    await page.emulateMedia({ media: "print" });
    await expect.poll(async () => (await readPdf(await page.pdf({ preferCSSPageSize: true }))).pages[0]!.size).toEqual([612, 792]);
    await page.emulateMedia({ media: "screen" });
  });

  it("no page reported an error or was refused by the content security policy", () => {
    expect(stage.faults).toEqual([]);
  });
});
