import { describe, expect, it } from "vitest";
import { factReason, factWords, useWords } from "../../../web/src/features/medical/food-facts/fact-words.ts";
import { openFacts, parseWorklist, type FoodFact, type ReviewedFood } from "../../../web/src/features/medical/food-facts/food-facts.ts";

const fact = (words: Partial<FoodFact>): FoodFact => ({ answer: "free", provenance: "reviewed", isOwn: false, through: null, note: null, ...words });
const food = (words: Partial<ReviewedFood>): ReviewedFood => ({
  id: "1", name: "Banana", brand: null, group: null, isOwn: false, assignments: 0, plans: 0, recipes: 0, logs: 0, facts: {}, ...words,
});

describe("a fact in words", () => {
  it("says what is known and how, and never calls the unknown free", () => {
    expect(factWords(undefined)).toBe("not known");
    expect(factWords(fact({ provenance: "inferred" }))).toBe("free of it, only inferred, nobody has confirmed it");
    expect(factWords(fact({ answer: "contains", provenance: "declared", isOwn: true }))).toBe("contains it, declared by the maker, your organisation’s word");
  });

  it("says why", () => {
    expect(factReason(fact({ through: "Legumes" }))).toBe("It is free of legumes, which it belongs to.");
    expect(factReason(fact({ answer: "contains", through: "Wheat" }))).toBe("Wheat is in it.");
    expect(factReason(fact({ note: "Its name tells of soy." }))).toBe("Its name tells of soy.");
  });

  it("says where a food is used, active plans first", () => {
    expect(useWords(food({ assignments: 3, plans: 4, recipes: 1, logs: 9 }))).toEqual(["3 active plans", "1 recipe"]);
    expect(useWords(food({ plans: 1 }))).toEqual(["1 plan"]);
    expect(useWords(food({}))).toEqual(["not used"]);
  });
});

it("what is open is counted by fact", () => {
  const columns = [{ code: "milk", name: "Milk" }, { code: "eggs", name: "Eggs" }];
  expect(openFacts([food({ facts: { milk: fact({ provenance: "inferred" }) } }), food({ facts: { eggs: fact({}) } })], columns)).toEqual({ unknown: 2, inferred: 1 });
});

it("an answer that is none is no list", () => {
  expect(parseWorklist(null)).toBeNull();
  expect(parseWorklist({ columns: [], total: 0, foods: [] })).toEqual({ columns: [], total: 0, foods: [] });
});
