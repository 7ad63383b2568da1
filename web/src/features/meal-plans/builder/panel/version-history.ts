import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import type { PlanReview } from "../document/plan-document.ts";

/** A period in which a version was or is followed, and who decided so. */
export interface HistoryAssignment {
  id: string;
  startsOn: string;
  /** Exclusive; null = until further notice. */
  endsOn: string | null;
  status: "active" | "suspended" | "cancelled";
  statusReason: string | null;
  statusChangedAt: string;
  note: string;
  createdAt: string;
  createdBy: string | null;
}

/** A version with who did what to it, as `meal_plan_version_history` answers it. */
export interface HistoryVersion {
  id: string;
  number: number;
  status: "draft" | "published";
  changeNote: string;
  createdAt: string;
  createdBy: string | null;
  clonedFrom: { id: string; number: number; planName: string; isSamePlan: boolean } | null;
  publishedAt: string | null;
  publishedBy: string | null;
  review: PlanReview | null;
  edits: { by: string | null; steps: number; firstAt: string; lastAt: string }[];
  assignments: HistoryAssignment[];
}

/** All versions of the plan that a version belongs to, newest first. */
export function useVersionHistory(versionId: () => string) {
  const { data, error, executeQuery } = useQuery({
    query: graphql(`
      query VersionHistory($versionId: UUID!) {
        mealPlanVersionHistory(mealPlanVersionId: $versionId)
      }
    `),
    variables: () => ({ versionId: versionId() }),
    requestPolicy: "cache-and-network",
  });
  return {
    versions: computed(() => (data.value?.mealPlanVersionHistory as HistoryVersion[] | undefined) ?? null),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}

/** "12 changes by Anna, 3 by Ben". */
export function editWords(edits: HistoryVersion["edits"]): string {
  return edits.map(({ by, steps }, index) => `${index === 0 ? (steps === 1 ? "1 change" : `${steps} changes`) : steps} by ${by ?? "the system"}`).join(", ");
}
