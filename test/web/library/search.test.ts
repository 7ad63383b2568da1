import { describe, expect, it } from "vitest";
import { highlight } from "../../../web/src/features/library/search/highlight.ts";
import { isBarcode } from "../../../web/src/features/library/search/library-hit.ts";
import { chipsOf, filterCount, filterVariables, noFilters, withFilter } from "../../../web/src/features/library/search/search-filters.ts";

const marked = (name: string, query: string) =>
  highlight(name, query)
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join("");

describe("what was typed stands out in a name", () => {
  it("word by word, in any order and in capitals", () => {
    expect(marked("Milk, whole, 3.25% milkfat", "milk")).toBe("[Milk], whole, 3.25% [milk]fat");
    expect(marked("Chicken, broilers, breast", "breast chicken")).toBe("[Chicken], broilers, [breast]");
  });

  it("whatever the accents, on either side", () => {
    expect(marked("Crème fraîche", "creme")).toBe("[Crème] fraîche");
    expect(marked("Creme fraiche", "crème")).toBe("[Creme] fraiche");
    expect(marked("Crème", "crème")).toBe("[Crème]");
  });

  it("without the ending of the plural, and short words where a word begins", () => {
    expect(marked("Tomato, raw", "tomatoes")).toBe("[Tomato], raw");
    expect(marked("Cottage cheese of cow's milk", "co")).toBe("[Co]ttage cheese of [co]w's milk");
  });

  it("nothing stands out of what was found otherwise", () => {
    expect(marked("Eggplant, raw", "aubergine")).toBe("Eggplant, raw");
    expect(marked("Eggplant, raw", "")).toBe("Eggplant, raw");
  });
});

describe("filters", () => {
  const names = {
    groups: [{ code: "1100", name: "Vegetables" }],
    tags: [{ code: "vegan", name: "Vegan" }],
    freeOf: [{ code: "peanut", name: "Peanut" }],
    claims: [{ code: "low_sodium", name: "Low in sodium" }],
    nutrients: [{ code: "potassium", name: "Potassium" }],
  };
  const all = {
    ...withFilter(withFilter(withFilter(withFilter(withFilter(noFilters, "groups", "1100"), "tags", "vegan"), "freeOf", "peanut"), "claims", "low_sodium"), "kinds", "recipe"),
    isOwnOnly: true,
    order: { nutrient: "potassium", isLeast: true },
  };

  it("are told in words, each with what is left without it", () => {
    const chips = chipsOf(all, names);
    expect(chips.map(({ label }) => label)).toEqual(["Recipes", "Our own", "Vegetables", "Vegan", "Free of peanut", "Low in sodium", "Least potassium first"]);
    for (const chip of chips) expect(filterCount(chip.without)).toBe(filterCount(all) - 1);
    expect(filterCount(all)).toBe(7);
    expect(chipsOf(noFilters, names)).toEqual([]);
  });

  it("stand once each, and travel by their codes", () => {
    expect(withFilter(all, "tags", "vegan")).toBe(all);
    expect(filterVariables(all)).toEqual({
      kinds: ["recipe"], foodGroups: ["1100"], dietaryTags: ["vegan"], freeOf: ["peanut"], nutrientClaims: ["low_sodium"], ownOnly: true, mostOf: null, leastOf: "potassium",
    });
    expect(filterVariables({ ...noFilters, order: { nutrient: "iron", isLeast: false } })).toMatchObject({ mostOf: "iron", leastOf: null });
  });
});

it("a scanned number is told from a word and from a figure", () => {
  expect(["4006381333931", "4006 3813 3393 1", "96385074"].map(isBarcode)).toEqual([true, true, true]);
  expect(["3.25", "1234567", "milk", "123456789012345"].map(isBarcode)).toEqual([false, false, false, false]);
});
