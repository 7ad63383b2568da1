import { graphql } from "../../../graphql/graphql.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { AssignmentFields } from "../components/assignment-fields.ts";

const Suspend = graphql(
  `
    mutation SuspendAssignment($id: UUID!, $reason: String!) {
      suspendMealPlanAssignment(input: { id: $id, reason: $reason }) {
        result {
          id
          ...AssignmentFields
        }
      }
    }
  `,
  [AssignmentFields],
);
const Resume = graphql(
  `
    mutation ResumeAssignment($id: UUID!, $reason: String!, $decisions: [SafetyDecisionInput]) {
      resumeMealPlanAssignment(input: { id: $id, reason: $reason, decisions: $decisions }) {
        result {
          id
          ...AssignmentFields
        }
      }
    }
  `,
  [AssignmentFields],
);
const End = graphql(
  `
    mutation EndAssignment($id: UUID!, $endsOn: Date!, $reason: String) {
      endMealPlanAssignment(input: { id: $id, endsOn: $endsOn, reason: $reason }) {
        result {
          id
          ...AssignmentFields
        }
      }
    }
  `,
  [AssignmentFields],
);
const Cancel = graphql(
  `
    mutation CancelAssignment($id: UUID!, $reason: String!) {
      cancelMealPlanAssignment(input: { id: $id, reason: $reason }) {
        result {
          id
          ...AssignmentFields
        }
      }
    }
  `,
  [AssignmentFields],
);

/** The four steps after assigning; each answers whether it was taken. */
export function useAssignmentSteps() {
  const suspend = useAction(Suspend);
  const resume = useAction(Resume);
  const end = useAction(End);
  const cancel = useAction(Cancel);
  return { suspend, resume, end, cancel };
}
