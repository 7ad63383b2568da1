import { computed, reactive, type ComputedRef } from "vue";

import { namesIn, type Finding } from "../findings/finding.ts";

/** A person's decision about one finding: why a breach is accepted, or that an open question was seen. */
export interface SafetyDecision {
  findingKey: string;
  reason: string;
}

/** All findings of one rule that need a decision of the same kind. */
export interface DecisionGroup {
  key: string;
  kind: "reason" | "acknowledgement";
  ruleCode: string;
  findings: Finding[];
}

const shortestReason = 5;
export const isGoodReason = (reason: string | undefined): boolean => (reason ?? "").trim().length >= shortestReason;

/** Groups what a person has to decide before publishing or assigning: breaches by rule, then open contraindications. */
export function groupDecisions(findings: readonly Finding[]): DecisionGroup[] {
  const groups = new Map<string, DecisionGroup>();
  for (const finding of findings) {
    if (!finding.needsReason && !finding.needsAcknowledgement) continue;
    const kind = finding.needsReason ? "reason" : "acknowledgement";
    const key = `${kind} ${finding.ruleCode} ${finding.ruleVersion}`;
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { key, kind, ruleCode: finding.ruleCode, findings: [finding] });
  }
  return [...groups.values()].sort((a, b) => b.kind.localeCompare(a.kind));
}

/**
 * The decisions as they are being written: one reason for all findings of a rule, or one each; one acknowledgement a
 * rule. `decisions` is what the server takes; `missing` counts the groups without one. A reason stays with its rule and
 * place when the rule or the evidence changes under it; an acknowledgement is of the evidence that was shown, and of no other.
 */
export function useDecisions(findings: ComputedRef<readonly Finding[]>) {
  const groups = computed(() => groupDecisions(findings.value));
  const reasons = reactive(new Map<string, string>());
  const seen = reactive(new Set<string>());
  /** Rules whose places get a reason each. */
  const split = reactive(new Set<string>());

  const evidenceOf = (group: DecisionGroup): string => group.findings.map(({ key }) => key).sort().join(" ");
  const reasonKey = (group: DecisionGroup, finding?: Finding): string =>
    finding && split.has(group.ruleCode) ? `${group.ruleCode} ${finding.place}` : group.ruleCode;
  const reasonOf = (group: DecisionGroup, finding?: Finding): string => reasons.get(reasonKey(group, finding)) ?? "";
  const isAcknowledged = (group: DecisionGroup): boolean => seen.has(evidenceOf(group));

  const isDecided = (group: DecisionGroup): boolean =>
    group.kind === "acknowledgement" ? isAcknowledged(group) : group.findings.every((finding) => isGoodReason(reasonOf(group, finding)));

  const decisions = computed((): SafetyDecision[] =>
    groups.value.flatMap((group) =>
      group.findings.map((finding) => ({
        findingKey: finding.key,
        reason: group.kind === "reason" ? reasonOf(group, finding).trim() : acknowledgement(group),
      })),
    ),
  );

  return {
    groups,
    reasonOf,
    setReason: (text: string, group: DecisionGroup, finding?: Finding) => reasons.set(reasonKey(group, finding), text),
    isSplit: (group: DecisionGroup) => split.has(group.ruleCode),
    toggleSplit: (group: DecisionGroup) => void (split.delete(group.ruleCode) || split.add(group.ruleCode)),
    isAcknowledged,
    acknowledge: (group: DecisionGroup, isSeen: boolean) => void (isSeen ? seen.add(evidenceOf(group)) : seen.delete(evidenceOf(group))),
    decisions,
    missing: computed(() => groups.value.filter((group) => !isDecided(group)).length),
  };
}

export type Decisions = ReturnType<typeof useDecisions>;

/** What is kept as the reason of an acknowledgement: what was not known of which foods. */
function acknowledgement({ findings }: DecisionGroup): string {
  const unknown = namesIn(findings, "unknownFoods");
  const inferred = namesIn(findings, "inferredFoods");
  const parts = [
    ...(unknown.length ? [`not known for ${unknown.join(", ")}`] : []),
    ...(inferred.length ? [`only inferred to be free: ${inferred.join(", ")}`] : []),
  ];
  return `Seen: ${parts.join("; ") || "not known for this place"}`;
}
