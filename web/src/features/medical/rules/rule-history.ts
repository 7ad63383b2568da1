import { boundWords } from "./desk-words.ts";
import type { Adjustment, Rule } from "./rule-fields.ts";

/** Something that happened to a rule in this practice, or to the rule itself. */
export interface RuleEvent {
  id: string;
  at: string;
  /** Null = nobody of the practice. */
  by: string | null;
  what: string;
  /** In the words of who decided. */
  why: string | null;
}

const endings: Record<string, string> = { ended: "ended", replaced: "was replaced", lapsed: "lapsed" };

/** Everything that happened, the newest first. */
export function historyOf(versions: readonly Rule[]): RuleEvent[] {
  return versions.flatMap((version) => [...versionEvents(version), ...adjustmentEvents(version), ...reviewEvents(version)]).sort((a, b) => b.at.localeCompare(a.at));
}

function versionEvents({ id, version, createdAt, retiredAt }: Rule): RuleEvent[] {
  const shipped = { id: `${id} shipped`, at: createdAt, by: null, what: `Version ${version} came into force`, why: null };
  return retiredAt ? [{ id: `${id} retired`, at: retiredAt, by: null, what: `Version ${version} was retired`, why: null }, shipped] : [shipped];
}

const named = (adjustment: Adjustment): string => (adjustment.kind === "tighten" ? `Tightening to ${boundWords(adjustment)}` : `Switch-off of version ${adjustment.ruleVersion}`);

function adjustmentEvents({ ruleAdjustmentsByRuleId: { nodes } }: Rule): RuleEvent[] {
  return nodes.flatMap((node): RuleEvent[] => {
    if (!node) return [];
    const what = node.kind === "tighten" ? `Tightened to ${boundWords(node)}` : `Version ${node.ruleVersion} switched off`;
    const decided = { id: `${node.id} decided`, at: node.createdAt, by: node.createdByName, what, why: node.reason };
    // The reason of a replacement stands with what took its place.
    const ended = { id: `${node.id} ended`, at: node.endedAt ?? "", by: node.endedByName, what: `${named(node)} ${endings[node.endCause ?? ""]}`, why: node.endCause === "replaced" ? null : node.endReason };
    return node.endedAt ? [ended, decided] : [decided];
  });
}

function reviewEvents({ version, ruleReviewsByRuleId: { nodes } }: Rule): RuleEvent[] {
  return nodes.flatMap((node): RuleEvent[] => {
    if (!node) return [];
    const signed = { id: `${node.id} signed`, at: node.reviewedAt, by: node.reviewedByName, what: `Version ${version} signed as ${node.qualification}`, why: node.note };
    if (!node.withdrawnAt) return [signed];
    const what = node.withdrawnByName === node.reviewedByName ? "Signature withdrawn" : `Signature of ${node.reviewedByName ?? "a colleague"} withdrawn`;
    return [{ id: `${node.id} withdrawn`, at: node.withdrawnAt, by: node.withdrawnByName, what, why: node.withdrawalReason }, signed];
  });
}
