import { graphql, readFragment, type ResultOf } from "../../../graphql/graphql.ts";
import { AssignmentFields, type Assignment } from "../../clients/components/assignment-fields.ts";
import { parseFindings, type Finding } from "../findings/finding.ts";

/** An alert: what a re-check found about a plan that a client follows, since when and after what, and how it ended. */
export const AlertFields = graphql(
  `
    fragment AlertFields on SafetyAlert {
      id
      rowId
      outcome
      severity
      ruleCode
      finding
      cause
      causeDetail
      causedByName
      openedAt
      lastSeenAt
      closedAt
      closeCause
      closedByName
      client {
        id
        rowId
        fullName
      }
      mealPlanAssignment {
        id
        ...AssignmentFields
      }
      safetyOverride {
        id
        reason
      }
    }
  `,
  [AssignmentFields],
);

type Fields = ResultOf<typeof AlertFields>;
export type AlertCause = Fields["cause"];
export type CloseCause = NonNullable<Fields["closeCause"]>;
export type Alert = Omit<Fields, "finding"> & { finding: Finding };

/** The alert with its finding as it can be shown. */
export function readAlert(fields: Fields): Alert {
  return { ...fields, finding: parseFindings([fields.finding])[0]! };
}

/** The period in which the client follows the plan. */
export function assignmentOf(alert: Pick<Alert, "mealPlanAssignment">): Assignment | null {
  return alert.mealPlanAssignment ? readFragment(AssignmentFields, alert.mealPlanAssignment) : null;
}
