import type { Severity } from "../../../ui/severity/severities.ts";
import { bySeverity, groupFindings, severityOf, severityOrder, type Finding } from "./finding.ts";

/** Findings of one severity: how many, and as cards of one rule each. */
export interface FindingSection {
  severity: Severity;
  count: number;
  cards: Finding[][];
}

/**
 * Findings in the order of care. What could not be determined of a caution or a piece of information blocks nothing: it stands
 * aside, so that it buries no breach.
 */
export function sectionsOf(findings: readonly Finding[]): { sections: FindingSection[]; aside: FindingSection | null } {
  const sorted = [...findings].sort(bySeverity);
  const isAside = (finding: Finding): boolean => finding.outcome === "undetermined" && finding.severity !== "contraindicated";
  const section = (severity: Severity, own: Finding[]): FindingSection[] =>
    own.length ? [{ severity, count: own.length, cards: groupFindings(own) }] : [];
  return {
    sections: severityOrder.flatMap((severity) => section(severity, sorted.filter((one) => severityOf(one) === severity && !isAside(one)))),
    aside: section("undetermined", sorted.filter(isAside))[0] ?? null,
  };
}
