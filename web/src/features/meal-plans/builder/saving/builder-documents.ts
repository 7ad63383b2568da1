import { graphql } from "../../../../graphql/graphql.ts";

export const editMutation = graphql(`
  mutation BuilderEdit($input: EditMealPlanVersionInput!) {
    editMealPlanVersion(input: $input) {
      result
    }
  }
`);

export const publishMutation = graphql(`
  mutation BuilderPublish($input: PublishMealPlanVersionInput!) {
    publishMealPlanVersion(input: $input) {
      result {
        id
        rowId
        status
        contentHash
      }
    }
  }
`);

export const assignMutation = graphql(`
  mutation BuilderAssign($input: AssignMealPlanVersionInput!) {
    assignMealPlanVersion(input: $input) {
      result {
        id
        rowId
      }
    }
  }
`);

export const cloneMutation = graphql(`
  mutation BuilderClone($input: CloneMealPlanVersionInput!) {
    cloneMealPlanVersion(input: $input) {
      result {
        id
        rowId
      }
    }
  }
`);

export const continueMutation = graphql(`
  mutation BuilderContinue($input: ContinueOnNewDraftInput!) {
    continueOnNewDraft(input: $input) {
      result {
        id
        rowId
      }
    }
  }
`);

export const visitMutation = graphql(`
  mutation BuilderVisit($input: VisitDraftInput!) {
    visitDraft(input: $input) {
      result
    }
  }
`);
