import { describe, expect, it } from "vitest";
import { conflictSentence, conflictsOf, parseHits } from "../../../web/src/features/library/search/library-hit.ts";

const hit = (conflicts: object[], preferences?: object[]) =>
  parseHits([{ kind: "food", id: "1", name: "Sauce", brand: null, group: null, kcalPer100g: 50, portions: [], units: ["g"], conflicts, ...(preferences && { preferences }) }])[0]!;

describe("what a hit of the library says", () => {
  it("tells a breach apart from what nobody knows, and that from what is only inferred (CLINICAL 21)", () => {
    const conflicts = conflictsOf(
      hit([
        { key: "a", outcome: "undetermined", severity: "caution", unknownFoods: ["Sauce"], inferredFoods: [] },
        { key: "b", outcome: "undetermined", severity: "contraindicated", unknownFoods: [], inferredFoods: ["Sauce"] },
        { key: "c", outcome: "warning", severity: "caution" },
        { key: "d", outcome: "breach", severity: "contraindicated" },
        { key: "e", outcome: "undetermined", severity: "contraindicated", unknownFoods: ["Salt"], inferredFoods: ["Sauce"] },
        { key: "f", outcome: "undetermined", severity: "contraindicated", isOnlyInferred: true },
        { key: "g", outcome: "undetermined", severity: "caution" },
      ]),
    );
    expect(conflicts.told.map(({ key }) => key)).toEqual(["d", "c"]);
    expect(conflicts.unknown.map(({ key }) => key).sort()).toEqual(["a", "e", "g"]);
    expect(conflicts.inferred.map(({ key }) => key)).toEqual(["b", "f"]);
  });

  it("says of which amount it speaks: 100 g of a food, a serving of a recipe, never of a day that there is not", () => {
    const sodium = { key: "a", outcome: "warning", severity: "caution", message: "The day has more sodium than 2 g.", observed: 5493, maximum: 2000, unit: "mg" };
    const words = (kind: "food" | "recipe", conflict: object) => conflictSentence({ kind }, hit([conflict]).conflicts[0]!).replaceAll(/[\u202f\u00a0]/g, " ");
    expect(words("food", sodium)).toBe("100 g alone: 5,493 mg, limit at most 2,000 mg. The day has more sodium than 2 g.");
    expect(words("recipe", sodium)).toBe("One serving alone: 5,493 mg, limit at most 2,000 mg. The day has more sodium than 2 g.");
    expect(words("food", { ...sodium, observed: null })).toBe("The day has more sodium than 2 g.");
    expect(words("food", { ...sodium, outcome: "undetermined" })).toBe("Not ruled out: The day has more sodium than 2 g.");
  });

  it("keeps what the client would rather not eat apart from conflicts", () => {
    expect(hit([], [{ kind: "dislike", label: "Dislikes fish" }])).toMatchObject({ conflicts: [], preferences: [{ kind: "dislike", label: "Dislikes fish" }] });
    expect(hit([]).preferences).toEqual([]);
  });
});
