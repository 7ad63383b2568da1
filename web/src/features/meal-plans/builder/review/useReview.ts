import { computed } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { useAction } from "../../../../graphql/useAction.ts";

const Request = graphql(`
  mutation RequestReview($id: UUID!, $revision: Int!, $note: String) {
    requestMealPlanReview(input: { mealPlanVersionId: $id, revision: $revision, note: $note }) {
      result {
        id
        reviewRequestedAt
        reviewReturnedAt
      }
    }
  }
`);
const Withdraw = graphql(`
  mutation WithdrawReview($id: UUID!) {
    withdrawMealPlanReview(input: { mealPlanVersionId: $id }) {
      result {
        id
        reviewRequestedAt
      }
    }
  }
`);
const Return = graphql(`
  mutation ReturnVersion($id: UUID!, $note: String!) {
    returnMealPlanVersion(input: { mealPlanVersionId: $id, note: $note }) {
      result {
        id
        reviewRequestedAt
        reviewReturnedAt
      }
    }
  }
`);

/** The steps of a review: saying that a draft is ready, taking that back, and sending it back. */
export function useReview() {
  const request = useAction(Request);
  const withdraw = useAction(Withdraw);
  const sendBack = useAction(Return);
  return { request, withdraw, sendBack, isBusy: computed(() => request.isBusy.value || withdraw.isBusy.value || sendBack.isBusy.value) };
}
