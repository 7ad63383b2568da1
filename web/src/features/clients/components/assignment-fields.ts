import { graphql, type ResultOf } from "../../../graphql/graphql.ts";
import { addDays, formatWeekday } from "../../../ui/numbers/dates.ts";

/** One period in which a client follows a plan. */
export const AssignmentFields = graphql(`
  fragment AssignmentFields on MealPlanAssignment {
    id
    rowId
    startsOn
    endsOn
    status
    statusReason
    note
    uncheckedSince
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

const titleOf = ({ mealPlanVersion }: Assignment): string => `${mealPlanVersion?.mealPlan?.name ?? "a plan"}, version ${mealPlanVersion?.number ?? ""}`;

/**
 * What will change in what a client follows, from tomorrow on, in the order of the days: "From Mon, 7 Dec: Plan B, version 2; Plan A,
 * version 1 ends Sun, 6 Dec". An end after which nothing follows is told by itself.
 */
export function comingChanges(assignments: readonly Assignment[], today: string): string[] {
  const counted = assignments.filter(({ status }) => status !== "cancelled");
  const starts = counted.filter(({ startsOn }) => startsOn > today);
  const ends = counted.filter(({ endsOn }) => endsOn !== null && endsOn > today);
  const days = [...new Set([...starts.map(({ startsOn }) => startsOn), ...ends.map(({ endsOn }) => endsOn!)])].sort();
  return days.map((day) => {
    const begins = starts.find(({ startsOn }) => startsOn === day);
    const over = ends.find(({ endsOn }) => endsOn === day);
    const lastDay = formatWeekday(addDays(day, -1));
    if (begins && over) return `From ${formatWeekday(day)}: ${titleOf(begins)}; ${titleOf(over)} ends ${lastDay}`;
    if (begins) return `From ${formatWeekday(day)}: ${titleOf(begins)}`;
    return `${titleOf(over!)} ends ${lastDay}; nothing is assigned after it`;
  });
}
