import { describe, expect, it } from "vitest";

import { clientFormats } from "../../../web/src/features/meal-plans/print/client-formats.ts";
import { composeSheet } from "../../../web/src/features/meal-plans/print/compose-sheet.ts";
import { pdfDocument } from "../../../web/src/features/meal-plans/print/pdf-document.ts";
import type { PrintableItem, PrintablePlan, ShoppingList } from "../../../web/src/features/meal-plans/print/printable-plan.ts";
import { languageOf, languages, wordsOf, type Language } from "../../../web/src/features/meal-plans/print/words/languages.ts";

const item = (fields: Partial<PrintableItem>): PrintableItem => ({
  id: "a", alternativeOfId: null, kind: "food", recipeId: null, name: "Banana, raw", amount: 1, portionLabel: null, unitCode: null, grams: null, note: "", ...fields,
});
const plan: PrintablePlan = {
  clinic: "Practice at the lake", locale: "de-DE", energyUnit: "kJ", clientName: "Anna Berg", status: "published",
  plan: { id: "p", name: "Less salt" },
  version: { number: 2, dayMapping: "weekday", isRepeating: true, note: "Drink enough." },
  days: [
    {
      dayNumber: 1, note: "",
      meals: [
        {
          id: "m", name: "Breakfast", timeOfDay: "08:00", note: "",
          items: [
            item({ amount: 1.5, portionLabel: '1 medium (7" long)', grams: 177 }),
            item({ id: "b", alternativeOfId: "a", name: "Apple, raw", amount: 150, unitCode: "g", grams: 150 }),
            item({ id: "c", kind: "recipe", recipeId: "r", name: "Soup", amount: 2, unitCode: "serving" }),
            item({ id: "d", name: "Olive oil", amount: 1, unitCode: "tbsp_metric", grams: 13.7 }),
            item({ id: "e", kind: "text", name: "Tea" }),
          ],
        },
        { id: "n", name: "Lunch", timeOfDay: null, note: "", items: [] },
      ],
    },
    { dayNumber: 2, note: "", meals: [{ id: "o", name: "Breakfast", timeOfDay: null, note: "", items: [] }] },
  ],
  recipes: {
    r: { name: "Soup", servings: 4, preparation: "Simmer.", ingredients: [{ foodId: "f", name: "Lentils", gramsPerServing: 62.5 }] },
    unused: { name: "Cake", servings: 1, preparation: "", ingredients: [] },
  },
  nutrition: { nutrientIds: [208, 203, 205, 204, 291], days: [{ dayNumber: 1, known: [1842.4, 92, 0, 61.2, 8.25], unknown: [1, 0, 2, 0, 0] }] },
  periods: [{ startsOn: "2026-01-05", endsOn: "2026-02-02" }, { startsOn: "2026-11-02", endsOn: null }],
};
const list: ShoppingList = {
  dayNumbers: [1, 2], people: 2,
  groups: [
    { code: "0900", name: "Fruits and Fruit Juices", foods: [{ foodId: "f", name: "Banana, raw", edibleG: 354, boughtG: 553.1, isRefuseKnown: true, pieces: { count: 3.1, label: '1 medium (7" long)' } }] },
    { code: null, name: null, foods: [{ foodId: "g", name: "Eel", edibleG: 1234, boughtG: 1234, isRefuseKnown: false, pieces: null }] },
  ],
  written: [{ text: "Tea", times: 2, isRecipe: false }],
  choices: [{ dayNumber: 1, meal: "Breakfast", counted: "Banana, raw", others: ["Apple, raw", "Pear, raw"] }],
};
const everything = { dayNumbers: [1, 2], withNutrition: true, withRecipes: true, withNotes: true };
const compose = (language: Language, locale: string, changes: Partial<typeof everything> = {}, of: PrintablePlan = plan, today = "2026-11-20") =>
  composeSheet(of, list, { ...everything, ...changes }, wordsOf(language), clientFormats(locale, of.energyUnit), today);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");

describe("a plan on paper", () => {
  it("is in the client's language, with a decimal comma and kilojoules: 1842.4 kcal × 4.184", () => {
    const sheet = compose("de", "de-DE");
    expect(sheet.subtitle).toEqual(["Für Anna Berg", "Ab 2. November 2026"]);
    expect(sheet.days.map(({ title }) => title)).toEqual(["Montag"]);
    expect(plain(sheet.days[0]!.nutrition)).toBe("Energie ≥ 7.709 kJ · Eiweiß 92 g · Fett 61 g · Ballaststoffe 8,3 g");
    expect(sheet.footnote).toMatch(/^≥ bedeutet mindestens/);
    expect(sheet.days[0]!.meals[0]!.lines.map(({ name, amount }) => `${name}: ${plain(amount)}`)).toEqual([
      'Banana, raw: 1,5 × medium (7" long) (177 g)', "Soup: 2 Portionen", "Olive oil: 1 EL (15 ml)", "Tea: ",
    ]);
  });

  it("CLINICAL 3: never writes 0 for what nobody knows", () => {
    expect(compose("en", "en-GB").days[0]!.nutrition).not.toMatch(/Carbohydrate/);
  });

  it("says what may be eaten instead, and leaves out meals and days without a word", () => {
    const [day, ...others] = compose("en", "en-GB").days;
    expect(day!.meals.map(({ name }) => name)).toEqual(["Breakfast"]);
    expect(day!.meals[0]!.lines[0]!.alternatives).toEqual([{ id: "b", name: "Apple, raw", amount: "150 g", note: "" }]);
    expect(others).toEqual([]);
  });

  it("CLINICAL 11: shows the last day of a period inclusive", () => {
    const ended = { ...plan, periods: [{ startsOn: "2026-01-05", endsOn: "2026-02-02" }] };
    expect(compose("fr", "fr-FR", {}, ended).subtitle[1]).toBe("Du 5 janvier 2026 au 1 février 2026");
    expect(compose("es", "es-ES", {}, ended).subtitle[1]).toBe("Del 5 de enero de 2026 al 1 de febrero de 2026");
    expect(compose("en", "en-GB", {}, plan, "2026-01-10").subtitle[1]).toBe("5 January 2026 to 1 February 2026");
  });

  it("brings the recipes of the chosen days, and leaves out what was not asked for", () => {
    const sheet = compose("en", "en-GB");
    expect(sheet.recipes.map(({ name, preparation }) => [name, preparation])).toEqual([["Soup", "Simmer."]]);
    expect(sheet.recipes[0]!.ingredients).toEqual([{ name: "Lentils", amount: "63 g" }]);
    const bare = compose("en", "en-GB", { withNutrition: false, withRecipes: false, withNotes: false });
    expect([bare.days[0]!.nutrition, bare.recipes, bare.note]).toEqual(["", [], ""]);
  });

  it("says of a draft that it is one", () => {
    expect(compose("es", "es-ES", {}, { ...plan, status: "draft", periods: [] }).subtitle).toEqual(["Para Anna Berg", "Borrador, aún sin publicar"]);
  });
});

describe("a shopping list on paper", () => {
  it("is by group, in amounts that one buys and pieces that one counts", () => {
    const { groups, subtitle } = compose("de", "de-DE").shopping!;
    expect(subtitle).toBe("Für Montag und Dienstag, für 2 Personen");
    expect(groups.map(({ name, lines }) => [name, ...lines.map((line) => plain([line.name, line.amount, line.pieces].join(" ").trim()))])).toEqual([
      ["Obst und Säfte", "Banana, raw 555 g etwa 3,5 mittelgroße"],
      ["Sonstiges", "Eel * 1,24 kg"],
    ]);
  });

  it("CLINICAL 1: marks where the refuse is unknown, and names words and choices", () => {
    const { remark, written, choices } = compose("en", "en-GB").shopping!;
    expect(remark).toMatch(/^\* Weight of the part that is eaten/);
    expect(written).toEqual(["Tea (2 times)"]);
    expect(choices).toEqual(["Monday, Breakfast: Apple, raw and Pear, raw instead of Banana, raw"]);
  });
});

describe("the dictionaries", () => {
  it.each(Object.keys(languages) as Language[])("%s has every group, unit and piece that English has, with the same places", (language) => {
    const places = (words: unknown): unknown =>
      typeof words === "string" ? [...words.matchAll(/\{\w+\}/g)].map(String).sort() : Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, places(value)]));
    expect(places(wordsOf(language))).toEqual(places(wordsOf("en")));
  });

  it("are chosen by the client's locale", () => {
    expect(["de-CH", "fr", "en-US", "tr-TR"].map(languageOf)).toEqual(["de", "fr", "en", null]);
    expect(plain(clientFormats("de-CH", "kcal").energy(1842))).toMatch(/^1['’]842 kcal$/);
  });
});

describe("the PDF", () => {
  it("has a title, a language and the paper that was chosen, and splits no meal", () => {
    const pdf = pdfDocument(compose("fr", "fr-FR"), wordsOf("fr"), "fr-FR", "LETTER");
    expect([pdf.language, pdf.pageSize, pdf.info?.title]).toEqual(["fr-FR", "LETTER", "Less salt, Pour Anna Berg, À partir du 2 novembre 2026"]);
    const blocks = (pdf.content as { unbreakable?: boolean; stack?: unknown[] }[]).filter(({ stack }) => stack);
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.every(({ unbreakable }) => unbreakable)).toBe(true);
  });
});
