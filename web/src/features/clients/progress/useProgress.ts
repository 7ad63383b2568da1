import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import { addDays, dayOf } from "../../../ui/numbers/dates.ts";
import type { ClientProgressDocument } from "./client-progress.ts";

const ClientProgress = graphql(`
  query ClientProgress($clientId: UUID!, $fromOn: Date!, $toOn: Date!) {
    clientProgress(clientId: $clientId, fromOn: $fromOn, toOn: $toOn)
  }
`);

const longestPeriod = 366;

/** How a client followed the plan in the period of the address bar; both days inclusive, four weeks if nothing is said. */
export function useProgress(clientId: () => string) {
  const set = useAddressSetter();
  const today = dayOf(new Date());
  const from = useAddressState("from", addDays(today, -27));
  const to = useAddressState("to", today);

  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const periodError = computed(() => {
    if (!isDay(from.value) || !isDay(to.value)) return "Enter both days";
    if (to.value < from.value) return "The last day is before the first";
    return addDays(from.value, longestPeriod) <= to.value ? "A period has at most 366 days" : undefined;
  });

  const { data, error, fetching, executeQuery } = useQuery({
    query: ClientProgress,
    variables: () => ({ clientId: clientId(), fromOn: from.value, toOn: addDays(to.value, 1) }),
    pause: () => periodError.value !== undefined,
    // Clients log while nobody looks; what was read before is shown only until the new answer is there.
    requestPolicy: "cache-and-network",
  });

  return {
    today,
    from,
    to,
    periodError,
    /** The last `days` days up to today. */
    showLast: (days: number) => set({ from: addDays(today, 1 - days), to: undefined }),
    progress: computed(() => (data.value?.clientProgress ?? null) as ClientProgressDocument | null),
    error,
    fetching,
    retry: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
