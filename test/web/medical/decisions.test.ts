import { computed } from "vue";
import { describe, expect, it } from "vitest";

import type { Problem } from "../../../web/src/graphql/problems.ts";
import { useAskedFindings } from "../../../web/src/features/medical/decisions/useAskedFindings.ts";
import { groupDecisions, useDecisions } from "../../../web/src/features/medical/decisions/useDecisions.ts";
import { parseFindings, type Finding } from "../../../web/src/features/medical/findings/finding.ts";

const finding = (fields: Partial<Finding>): Finding =>
  parseFindings([{ ruleVersion: 1, severity: "contraindicated", outcome: "breach", scope: "item", place: "version", needsReason: false, needsAcknowledgement: false, ...fields }])[0]!;
const peanut = (key: string, place: string, more: Partial<Finding> = {}) => finding({ key, ruleCode: "allergy.peanut", place, needsReason: true, ...more });
const milk = (key: string, more: Partial<Finding> = {}) =>
  finding({ key, ruleCode: "allergy.milk", outcome: "undetermined", needsAcknowledgement: true, unknownFoods: ["Rice"], ...more });
const sodium = finding({ key: "s", ruleCode: "hypertension.sodium_day", severity: "caution", outcome: "warning", place: "day:1" });
const refusal = (...findings: Finding[]): Problem => ({ kind: "refused", code: "TF022", message: "", detail: { findings } });

describe("decisions", () => {
  it("are one reason a rule and one acknowledgement a rule, and only where the rule needs it (CLINICAL 20)", () => {
    const groups = groupDecisions([milk("m"), sodium, peanut("1", "item:a"), peanut("2", "item:b")]);
    expect(groups.map((group) => [group.kind, group.findings.length])).toEqual([["reason", 2], ["acknowledgement", 1]]);
  });

  it("say of an acknowledgement what was not known, and what was only inferred (CLINICAL 20, 21)", () => {
    const decisions = useDecisions(computed(() => [milk("m", { inferredFoods: ["Oats"] })]));
    expect(decisions.missing.value).toBe(1);
    decisions.acknowledge(decisions.groups.value[0]!, true);
    expect(decisions.missing.value).toBe(0);
    expect(decisions.decisions.value).toEqual([{ findingKey: "m", reason: "Seen: not known for Rice; only inferred to be free: Oats" }]);
  });

  it("are place by place where somebody writes a reason for each", () => {
    const decisions = useDecisions(computed(() => [peanut("1", "item:a"), peanut("2", "item:b")]));
    const group = decisions.groups.value[0]!;
    decisions.toggleSplit(group);
    decisions.setReason("Cleared by the allergist", group, group.findings[0]);
    expect(decisions.missing.value, "the other place has none yet").toBe(1);
    decisions.setReason("Traces only", group, group.findings[1]);
    expect(decisions.decisions.value.map(({ reason }) => reason)).toEqual(["Cleared by the allergist", "Traces only"]);
  });
});

describe("what the server answers instead", () => {
  it("takes the place of what was shown, and keeps what was typed", () => {
    const known = [peanut("1", "item:a"), milk("m")];
    const { findings, news, take } = useAskedFindings(() => known);
    const decisions = useDecisions(findings);
    const [reason, acknowledgement] = decisions.groups.value as [(typeof decisions.groups.value)[0], (typeof decisions.groups.value)[0]];
    decisions.setReason("Cleared by the allergist", reason);
    decisions.acknowledge(acknowledgement, true);
    expect(decisions.missing.value).toBe(0);

    const newVersion = peanut("1b", "item:a", { ruleVersion: 2 });
    expect(take(refusal(newVersion, milk("m2", { unknownFoods: ["Rice", "Oats"] })))).toBe(true);
    expect(findings.value.map(({ key }) => key)).toEqual(["1b", "m2"]);
    expect([...news.value]).toEqual(["1b", "m2"]);
    expect(decisions.missing.value, "the reason stays; other foods ask for a new acknowledgement").toBe(1);
    expect(decisions.decisions.value[0]).toEqual({ findingKey: "1b", reason: "Cleared by the allergist" });
  });

  it("stands beside what else was asked", () => {
    const { findings, take } = useAskedFindings(() => [peanut("1", "item:a")]);
    take(refusal(peanut("2", "item:b")));
    expect(findings.value.map(({ key }) => key)).toEqual(["1", "2"]);
  });

  it("is no news when it is asked for the first time, nor when it was shown already", () => {
    const { findings, news, take } = useAskedFindings();
    expect(take(refusal(milk("m")))).toBe(true);
    expect(news.value.size).toBe(0);
    expect(take(refusal(milk("m")))).toBe(false);
    expect(take(refusal(peanut("1", "item:a")))).toBe(true);
    expect([...news.value]).toEqual(["1"]);
    expect(findings.value).toHaveLength(2);
  });
});
