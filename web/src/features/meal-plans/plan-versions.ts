import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import type { RouteLocationRaw } from "vue-router";

/** A plan with its versions, newest first. */
export const PlanLine = graphql(`
  fragment PlanLine on MealPlan {
    id
    rowId
    name
    archivedAt
    updatedAt
    client {
      id
      rowId
      fullName
    }
    mealPlanVersions(first: 20, orderBy: [PRIMARY_KEY_DESC]) {
      nodes {
        id
        rowId
        number
        status
        publishedAt
        updatedAt
        changeNote
        reviewRequestedAt
      }
    }
  }
`);

export type Plan = ResultOf<typeof PlanLine>;

/** The versions of a plan, newest first. */
export function versionsOf(plan: Plan) {
  return plan.mealPlanVersions.nodes.flatMap((version) => (version ? [version] : [])).sort((a, b) => b.number - a.number);
}

/** The builder of one version. */
export function versionPage(planId: string, versionId: string): string {
  return `/meal-plans/${planId}/versions/${versionId}`;
}

/** Where one version is printed. */
export function printPage(planId: string, versionId: string): string {
  return `${versionPage(planId, versionId)}/print`;
}

/** The builder of one version, at what a finding says of a place in it. */
export function placeInVersion(planId: string, versionId: string, place: { place: string; dayNumber: number | null }): RouteLocationRaw {
  const day = place.dayNumber ? { day: String(place.dayNumber) } : {};
  return { path: versionPage(planId, versionId), query: { tab: "warnings", place: place.place, ...day } };
}

/** Where work on the plan goes on: its draft, else what was published last. */
export function planPage(plan: Plan): RouteLocationRaw {
  const versions = versionsOf(plan);
  const version = versions.find(({ status }) => status === "draft") ?? versions[0];
  return version ? versionPage(plan.rowId, version.rowId) : { name: "meal-plans" };
}

/** `version 3 in draft, version 2 published`; a draft that waits for review says so. */
export function versionSummary(plan: Plan): string {
  const versions = versionsOf(plan);
  const draft = versions.find(({ status }) => status === "draft");
  const published = versions.filter(({ status }) => status === "published");
  const parts = [
    ...(draft ? [`version ${draft.number} ${draft.reviewRequestedAt ? "ready for review" : "in draft"}`] : []),
    ...(published[0] ? [`version ${published[0].number} published`] : []),
  ];
  return parts.join(", ") || "no version";
}
