import { computed, reactive, type ComputedRef } from "vue";

import type { Finding } from "../safety/finding.ts";
import type { SafetyDecision } from "../saving/builder-api.ts";

/** All findings of one rule that need a decision of the same kind. */
export interface DecisionGroup {
  key: string;
  kind: "reason" | "acknowledgement";
  findings: Finding[];
}

const shortestReason = 5;

/** Groups what a person has to decide before publishing or assigning: breaches by rule, then open contraindications. */
export function groupDecisions(findings: readonly Finding[]): DecisionGroup[] {
  const groups = new Map<string, DecisionGroup>();
  for (const finding of findings) {
    if (!finding.needsReason && !finding.needsAcknowledgement) continue;
    const kind = finding.needsReason ? "reason" : "acknowledgement";
    const key = `${kind} ${finding.ruleCode} ${finding.ruleVersion}`;
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { key, kind, findings: [finding] });
  }
  return [...groups.values()].sort((a, b) => b.kind.localeCompare(a.kind));
}

/**
 * The decisions as they are being written: one reason for all findings of a rule, or one each; one acknowledgement a
 * rule. `decisions` is what the server takes; `missing` counts the groups without one.
 */
export function useDecisions(findings: ComputedRef<readonly Finding[]>) {
  const groups = computed(() => groupDecisions(findings.value));
  const reasons = reactive(new Map<string, string>());
  const acknowledged = reactive(new Set<string>());
  /** Groups whose findings get a reason each. */
  const split = reactive(new Set<string>());

  const reasonKey = (group: DecisionGroup, finding: Finding): string => (split.has(group.key) ? finding.key : group.key);
  const isGood = (reason: string | undefined): boolean => (reason ?? "").trim().length >= shortestReason;

  const isDecided = (group: DecisionGroup): boolean =>
    group.kind === "acknowledgement"
      ? acknowledged.has(group.key)
      : group.findings.every((finding) => isGood(reasons.get(reasonKey(group, finding))));

  const decisions = computed((): SafetyDecision[] =>
    groups.value.flatMap((group) =>
      group.findings.map((finding) => ({
        findingKey: finding.key,
        reason:
          group.kind === "reason"
            ? (reasons.get(reasonKey(group, finding)) ?? "").trim()
            : `Seen: not known for ${finding.unknownFoods.join(", ") || "this place"}`,
      })),
    ),
  );

  return {
    groups,
    reasons,
    acknowledged,
    split,
    isDecided,
    decisions,
    missing: computed(() => groups.value.filter((group) => !isDecided(group)).length),
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
