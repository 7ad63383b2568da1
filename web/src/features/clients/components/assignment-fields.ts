import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** One period in which a client follows a plan. */
export const AssignmentFields = graphql(`
  fragment AssignmentFields on MealPlanAssignment {
    id
    rowId
    startsOn
    endsOn
    status
    statusReason
    mealPlanVersion {
      id
      rowId
      number
      dayMapping
      mealPlanId
      mealPlan {
        id
        name
      }
    }
  }
`);

export type Assignment = ResultOf<typeof AssignmentFields>;

/** Where an assignment stands on a day. Ends are exclusive. */
export function assignmentState(assignment: Assignment, today: string): "current" | "coming" | "over" | "suspended" | "cancelled" {
  if (assignment.status === "cancelled") return "cancelled";
  if (assignment.endsOn && assignment.endsOn <= today) return "over";
  if (assignment.status === "suspended") return "suspended";
  return assignment.startsOn > today ? "coming" : "current";
}
