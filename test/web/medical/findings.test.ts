import { describe, expect, it } from "vitest";

import { sectionsOf } from "../../../web/src/features/medical/findings/finding-sections.ts";
import { parseFindings, parsePlanFindings } from "../../../web/src/features/medical/findings/finding.ts";
import { UnreadableAnswer } from "../../../web/src/graphql/unreadable-answer.ts";
import { ruleTitle } from "../../../web/src/features/medical/findings/rule-words.ts";

describe("the name of a rule", () => {
  it.each([
    ["hypertension.sodium_day", "Hypertension – sodium a day"],
    ["chronic_kidney_disease.protein_average_day", "Chronic kidney disease – protein on the average day"],
    ["gout.alcohol_item", "Gout – alcohol an item"],
    ["mao_inhibitors.tyramine", "MAO inhibitors – tyramine"],
    ["metformin.vitamin_b12_average", "Metformin – vitamin B12 on the average day"],
    ["vitamin_k_antagonists.vitamin_k_variation", "Vitamin K antagonists – vitamin K variation"],
    ["allergy.peanut", "Allergy – peanut"],
  ])("%s reads as people say it", (code, title) => {
    expect(ruleTitle(code)).toBe(title);
  });
});

describe("findings in the order of care", () => {
  const findings = parseFindings([
    { key: "1", ruleCode: "a.caution", ruleVersion: 1, severity: "caution", outcome: "undetermined", message: "Open caution" },
    { key: "2", ruleCode: "b.info", ruleVersion: 1, severity: "info", outcome: "warning", message: "Info" },
    { key: "3", ruleCode: "c.open", ruleVersion: 1, severity: "contraindicated", outcome: "undetermined", message: "Open contraindication" },
    { key: "4", ruleCode: "d.caution", ruleVersion: 1, severity: "caution", outcome: "warning", message: "Caution" },
    { key: "5", ruleCode: "e.breach", ruleVersion: 1, severity: "contraindicated", outcome: "breach", dayNumber: 2, message: "Breach" },
    { key: "6", ruleCode: "e.breach", ruleVersion: 1, severity: "contraindicated", outcome: "breach", dayNumber: 1, message: "Breach" },
  ]);

  it("begin with the breaches, one card a rule", () => {
    const { sections } = sectionsOf(findings);
    expect(sections.map(({ severity, count, cards }) => [severity, count, cards.length])).toEqual([
      ["breach", 2, 1],
      ["undetermined", 1, 1],
      ["warning", 1, 1],
      ["info", 1, 1],
    ]);
    expect(sections[0]!.cards[0]!.map(({ key }) => key), "by day").toEqual(["6", "5"]);
  });

  it("never lose what could not be determined: of a contraindication it stands in its place, of a caution aside (CLINICAL 20)", () => {
    const { sections, aside } = sectionsOf(findings);
    expect(aside?.cards.flat().map(({ key }) => key)).toEqual(["1"]);
    expect([...sections.flatMap(({ cards }) => cards.flat()), ...aside!.cards.flat()]).toHaveLength(findings.length);
    expect(sectionsOf([]).aside).toBeNull();
  });
});

describe("findings of a plan, in which nothing is said twice", () => {
  const findings = parsePlanFindings({
    meals: [
      ["m1", 1, ["i1"]],
      ["m2", 2, ["i2", "i3"]],
    ],
    foodList: [
      ["Apple", ["i1"]],
      ["Bread", ["i2", "i3"]],
    ],
    findings: [
      { ruleCode: "a.sodium_day", ruleVersion: 1, outcome: "warning", severity: "caution", scope: "day", message: "Too much", origin: "rule",
        maximum: 2,
        places: [{ key: "1", place: "day:1", observed: 3 }, { key: "2", place: "day:2", observed: 4, observedIsMinimum: true, unknown: "2,1" }] },
      { ruleCode: "allergy.gluten", ruleVersion: 1, outcome: "undetermined", severity: "contraindicated", scope: "item", message: "Not known", origin: "allergy",
        places: [{ key: "3", place: "version", unknown: "2", inferred: "1" }, { key: "4", place: "item:i3", unknown: "2" }, { key: "5", place: "meal:m1" }] },
    ],
  });

  it("are one a place, each with what is said of all", () => {
    expect(findings.map(({ key, ruleCode, dayNumber, observed }) => [key, ruleCode, dayNumber, observed])).toEqual([
      ["1", "a.sodium_day", 1, 3],
      ["2", "a.sodium_day", 2, 4],
      ["3", "allergy.gluten", null, null],
      ["4", "allergy.gluten", 2, null],
      ["5", "allergy.gluten", 1, null],
    ]);
    expect(findings.map(({ mealId, itemId, maximum }) => [mealId, itemId, maximum])).toEqual([[null, null, 2], [null, null, 2], [null, null, null], ["m2", "i3", null], ["m1", null, null]]);
    expect(findings[1]).toMatchObject({ observedIsMinimum: true, unknownFoods: ["Apple", "Bread"], inferredFoods: [], message: "Too much" });
  });

  it("name the items that hold a food in question", () => {
    expect(findings[2]).toMatchObject({ unknownFoods: ["Bread"], inferredFoods: ["Apple"], itemIds: ["i2", "i3", "i1"], contributors: [] });
  });

  it("are none only where the answer says so: one that cannot be read is never taken for no warnings", () => {
    expect(parsePlanFindings({ meals: [], foodList: [], findings: [] })).toEqual([]);
    for (const answer of [undefined, null, [], { foodList: [], findings: [] }, { meals: [], foods: [], findings: [] }]) expect(() => parsePlanFindings(answer)).toThrow(UnreadableAnswer);
  });
});
