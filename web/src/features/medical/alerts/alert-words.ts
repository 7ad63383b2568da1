import { sentence, tableTitles } from "../../../ui/history/history-words.ts";
import type { Severity } from "../../../ui/severity/severities.ts";
import type { Alert, AlertCause, CloseCause } from "./alert-fields.ts";

/** What changed before a re-check found something. */
export const causeTitles: Record<AlertCause, string> = {
  profile: "Medical profile",
  lab: "Lab value",
  weight: "Weight",
  limit: "Physician’s limit",
  rule: "Clinical rule",
  organisation: "Organisation’s rules",
  food: "Food facts",
  assignment: "Assignment",
  nightly: "Nightly check",
};

/** Why an alert ended. */
export const closeTitles: Record<CloseCause, string> = {
  gone: "No longer the case",
  decided: "Decided",
  suspended: "Plan suspended",
  ended: "Assignment ended",
};

/** "Medication: Warfarin": what changed, as precisely as it is known. */
export function causeWords({ cause, causeDetail }: Pick<Alert, "cause" | "causeDetail">): string {
  const { table, what } = (causeDetail ?? {}) as { table?: string; what?: string | null };
  if (cause === "nightly" || !what) return causeTitles[cause];
  if (cause === "weight") return sentence(what);
  return `${(cause === "profile" && table && tableTitles[table]) || causeTitles[cause]}: ${sentence(what)}`;
}

/** What an alert of each severity is, as the API filters by it. */
export const severityFilters: Record<Severity, { outcome: Alert["outcome"]; severity: Alert["severity"] | null }> = {
  breach: { outcome: "breach", severity: null },
  undetermined: { outcome: "undetermined", severity: null },
  warning: { outcome: "warning", severity: "caution" },
  info: { outcome: "warning", severity: "info" },
};
