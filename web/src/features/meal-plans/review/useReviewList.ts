import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, type ResultOf } from "../../../graphql/graphql.ts";
import { useAddressPage, useAddressSetter, useAddressState } from "../../../ui/address-state.ts";

const ReviewList = graphql(`
  query ReviewList($returned: Boolean!, $first: Int!, $offset: Int!) {
    mealPlansToReview(returned: $returned, first: $first, offset: $offset) {
      totalCount
      nodes {
        id
        rowId
        number
        revision
        mealPlanId
        mealPlan {
          id
          name
        }
        client {
          id
          rowId
          fullName
        }
        clonedFromVersionId
        intendedStartsOn
        reviewRequestedAt
        reviewRequestedByName
        reviewRequestedRevision
        reviewNote
        reviewReturnedAt
        reviewReturnedByName
        reviewReturnNote
      }
    }
  }
`);

export type ReviewLine = NonNullable<NonNullable<ResultOf<typeof ReviewList>["mealPlansToReview"]>["nodes"][number]>;
export const pageSize = 25;

/** The drafts that wait for review, or came back from it, as the address bar says. */
export function useReviewList() {
  const set = useAddressSetter();
  const stateText = useAddressState("state", "");
  const page = useAddressPage();
  const state = computed<"" | "returned">({ get: () => (stateText.value === "returned" ? "returned" : ""), set: (value) => set({ state: value || undefined, page: undefined }) });
  const { data, error, fetching, executeQuery } = useQuery({
    query: ReviewList,
    variables: () => ({ returned: state.value === "returned", first: pageSize, offset: (page.value - 1) * pageSize }),
    requestPolicy: "cache-and-network",
  });
  return {
    state,
    page,
    lines: computed(() => (data.value?.mealPlansToReview?.nodes ?? []).flatMap((node) => node ?? [])),
    total: computed(() => data.value?.mealPlansToReview?.totalCount ?? 0),
    isLoaded: computed(() => data.value !== undefined),
    isStale: computed(() => fetching.value && data.value !== undefined),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
