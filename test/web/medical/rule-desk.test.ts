import { describe, expect, it } from "vitest";

import { boundWords } from "../../../web/src/features/medical/rules/desk-words.ts";
import type { Rule } from "../../../web/src/features/medical/rules/rule-fields.ts";
import { historyOf } from "../../../web/src/features/medical/rules/rule-history.ts";
import { looserThan, readNumber } from "../../../web/src/features/medical/rules/tightened-bounds.ts";

const words = (text: string | undefined) => text?.replaceAll(/[\u202f\u00a0]/g, " ");

describe("a bound that somebody types to tighten a rule", () => {
  const atMost = { minimum: null, maximum: "2000", unit: "mg" };
  const between = { minimum: "0.8", maximum: "1", unit: "g/kg" };

  it.each([
    ["stricter than the rule is in order", atMost, { minimum: "", maximum: "1500" }, {}],
    ["looser is refused", atMost, { minimum: "", maximum: "2000.5" }, { maximum: "More than 2,000 mg is looser than the rule" }],
    ["the rule's own is nothing new", atMost, { minimum: "", maximum: "2000" }, { maximum: "That is the rule’s own bound" }],
    ["nothing yet is not wrong yet", atMost, { minimum: "", maximum: " " }, {}],
    ["words are no number", atMost, { minimum: "", maximum: "less" }, { maximum: "Enter a number" }],
    ["a sign between thousands is told, as the rule’s own bound is shown with one", atMost, { minimum: "", maximum: "1,500" }, { maximum: "Write 1500, without a sign between thousands" }],
    ["a minus makes no bound", atMost, { minimum: "", maximum: "-1" }, { maximum: "Enter a number" }],
    ["none at all is stricter than some", atMost, { minimum: "", maximum: "0" }, {}],
    ["one of two sides is enough", between, { minimum: "0,9", maximum: "" }, {}],
    ["a lower minimum is looser, whatever the maximum", between, { minimum: "0.7", maximum: "0.9" }, { minimum: "Less than 0.8 g/kg is looser than the rule" }],
    ["one side may stay as it is while the other is stricter", between, { minimum: "0.8", maximum: "0.9" }, {}],
    ["they do not cross", between, { minimum: "0.95", maximum: "0.9" }, { maximum: "The least would be more than the most: no plan could keep both" }],
    ["nor with the side that stays", between, { minimum: "1.1", maximum: "" }, { minimum: "The least would be more than the most: no plan could keep both" }],
  ])("%s", (_, rule, typed, errors) => {
    const found = looserThan(rule, typed);
    expect(Object.fromEntries(Object.entries(found).map(([side, text]) => [side, words(text)]))).toEqual(errors);
  });

  it("is read with a comma or a point", () => {
    expect([readNumber("1,5"), readNumber(" 1.5 "), readNumber("1 500"), readNumber("1,500"), readNumber("1e3"), readNumber("")]).toEqual([1.5, 1.5, NaN, NaN, NaN, NaN]);
  });

  it("is written with every digit that it has, and its unit", () => {
    expect([atMost, between, { minimum: "25", maximum: null, unit: "g" }, { minimum: null, maximum: "0.125", unit: "g/kg" }].map((bounds) => words(boundWords(bounds)))).toEqual([
      "≤ 2,000 mg", "0.8–1 g/kg", "≥ 25 g", "≤ 0.125 g/kg",
    ]);
  });
});

describe("the history of a rule", () => {
  const adjustment = { id: "a", rowId: "a", ruleVersion: 1, minimum: null, maximum: null, unit: null, createdByName: "Olga", endedAt: null, endedByName: null, endCause: null, endReason: null };
  const version = (number: number, rest: object) =>
    ({ id: `v${number}`, version: number, createdAt: `2026-0${number}-01T00:00:00Z`, retiredAt: null, ruleAdjustmentsByRuleId: { nodes: [] }, ruleReviewsByRuleId: { nodes: [] }, ...rest }) as unknown as Rule;

  it("tells all versions together, the newest first, with who and why", () => {
    const versions = [
      version(2, {}),
      version(1, {
        retiredAt: "2026-02-01T00:00:00Z",
        ruleAdjustmentsByRuleId: {
          nodes: [
            { ...adjustment, id: "off", kind: "switch_off", createdAt: "2026-01-02T00:00:00Z", reason: "Nobody acts on it", endedAt: "2026-02-01T00:00:01Z", endCause: "lapsed", endReason: "Version 2 took its place." },
            { ...adjustment, id: "tight", kind: "tighten", maximum: "1500", unit: "mg", createdAt: "2026-01-03T00:00:00Z", reason: "Most had a stroke", endedAt: "2026-01-04T00:00:00Z", endedByName: "Olga", endCause: "replaced", endReason: "Too strict" },
          ],
        },
        ruleReviewsByRuleId: {
          nodes: [{ id: "sign", qualification: "Physician", note: null, reviewedAt: "2026-01-05T00:00:00Z", reviewedByName: "Hannah", withdrawnAt: "2026-01-06T00:00:00Z", withdrawnByName: "Olga", withdrawalReason: "She has left" }],
        },
      }),
    ];
    expect(historyOf(versions).map(({ what, by, why }) => [words(what), by, why])).toEqual([
      ["Switch-off of version 1 lapsed", null, "Version 2 took its place."],
      ["Version 2 came into force", null, null],
      ["Version 1 was retired", null, null],
      ["Signature of Hannah withdrawn", "Olga", "She has left"],
      ["Version 1 signed as Physician", "Hannah", null],
      ["Tightening to ≤ 1,500 mg was replaced", "Olga", null],
      ["Tightened to ≤ 1,500 mg", "Olga", "Most had a stroke"],
      ["Version 1 switched off", "Olga", "Nobody acts on it"],
      ["Version 1 came into force", null, null],
    ]);
  });
});
