import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { formatWeekday } from "../../../ui/numbers/dates.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import type { DiaryDay } from "./client-diary.ts";

const ReviewDiaryDays = graphql(`
  mutation ReviewDiaryDays($clientId: UUID!, $days: [DiaryDaySeenInput!]!) {
    reviewDiaryDays(input: { clientId: $clientId, days: $days }) {
      result {
        id
        rowId
      }
    }
  }
`);
const WithdrawDiaryReviews = graphql(`
  mutation WithdrawDiaryReviews($ids: [UUID!]!) {
    withdrawDiaryReviews(input: { ids: $ids }) {
      result {
        id
        withdrawnAt
      }
    }
  }
`);

/** Marks days as reviewed, as they are shown, and takes marks back. */
export function useDayReviews(clientId: () => string) {
  const reviewing = useAction(ReviewDiaryDays);
  const withdrawing = useAction(WithdrawDiaryReviews);

  async function review(days: readonly DiaryDay[]): Promise<void> {
    if (days.length === 0 || reviewing.isBusy.value) return;
    const marks = days.map(({ date, seen }) => ({ rowId: newId(), onDate: date, seen }));
    if (!(await reviewing.run({ clientId: clientId(), days: marks }))) return;
    const words = days.length === 1 ? `${formatWeekday(days[0]!.date)} is reviewed` : `${days.length} days are reviewed`;
    toasts.show(words, () => withdraw(marks.map(({ rowId }) => rowId)));
  }

  async function withdraw(ids: string[]): Promise<void> {
    await withdrawing.run({ ids });
  }

  return {
    review,
    withdraw,
    isBusy: computed(() => reviewing.isBusy.value || withdrawing.isBusy.value),
    problem: computed(() => reviewing.problem.value ?? withdrawing.problem.value),
  };
}
