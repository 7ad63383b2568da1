import { describe, expect, it } from "vitest";
import type { Alert } from "../../../web/src/features/medical/alerts/alert-fields.ts";
import { groupsOf, placesOf } from "../../../web/src/features/medical/alerts/alert-groups.ts";
import { parseFindings } from "../../../web/src/features/medical/findings/finding.ts";

const alert = (id: string, ruleCode: string, dayNumber: number, food: string, cause: Partial<Alert> = {}) =>
  ({
    ...{ id, rowId: id, ruleCode, outcome: "breach", severity: "contraindicated", cause: "profile", causeDetail: null, mealPlanAssignment: null, ...cause },
    finding: parseFindings([{ key: id, ruleCode, outcome: "breach", severity: "contraindicated", place: `item:${id}`, dayNumber, itemId: id, foodNames: [food] }])[0],
  }) as unknown as Alert;

describe("alerts about one client", () => {
  const [butter, milk, simvastatin] = [alert("1", "allergy.milk", 1, "Butter"), alert("2", "allergy.milk", 2, "Milk"), alert("3", "simvastatin.grapefruit", 1, "Grapefruit")];
  it("that say the same after the same change are one line, in the order of the first", () => {
    expect(groupsOf([butter, simvastatin, milk]).map((group) => group.map(({ id }) => id))).toEqual([["1", "2"], ["3"]]);
  });
  it("that were found after different changes, or are graver, stay apart", () => {
    expect(groupsOf([butter, alert("4", "allergy.milk", 3, "Cheese", { cause: "food" })])).toHaveLength(2);
    expect(groupsOf([butter, alert("5", "allergy.milk", 3, "Cheese", { outcome: "undetermined" })])).toHaveLength(2);
  });
  it("name their places, and how many more there are", () => {
    expect(placesOf([butter, milk])).toBe("Day 1 · Butter; Day 2 · Milk");
    expect(placesOf([butter, milk, milk, milk])).toBe("Day 1 · Butter; Day 2 · Milk; Day 2 · Milk; 1 more place");
    expect(placesOf([butter, milk, milk], 1)).toBe("Day 1 · Butter; 2 more places");
  });
});
