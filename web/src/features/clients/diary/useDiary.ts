import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import { addDays, dayOf } from "../../../ui/numbers/dates.ts";
import type { DiaryDocument } from "./client-diary.ts";
import { waits } from "./diary-words.ts";

const ClientDiary = graphql(`
  query ClientDiary($clientId: UUID!, $fromOn: Date!, $toOn: Date!) {
    mealDiary(clientId: $clientId, fromOn: $fromOn, toOn: $toOn)
  }
`);

const longestPeriod = 92;

/** A client's diary as the address bar describes it: period (both days inclusive, two weeks if nothing is said), filter, and the day shown. */
export function useDiary(clientId: () => string) {
  const set = useAddressSetter();
  const today = dayOf(new Date());
  const from = useAddressState("from", addDays(today, -13));
  const to = useAddressState("to", today);
  const show = useAddressState<"all" | "open">("show", "all");
  const chosen = useAddressState("day", "");

  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const periodError = computed(() => {
    if (!isDay(from.value) || !isDay(to.value)) return "Enter both days";
    if (to.value < from.value) return "The last day is before the first";
    return addDays(from.value, longestPeriod) <= to.value ? `A period has at most ${longestPeriod} days` : undefined;
  });

  const { data, error, executeQuery } = useQuery({
    query: ClientDiary,
    variables: () => ({ clientId: clientId(), fromOn: from.value, toOn: addDays(to.value, 1) }),
    pause: () => periodError.value !== undefined,
    // Clients log while nobody looks; what was read before is shown only until the new answer is there.
    requestPolicy: "cache-and-network",
  });
  const diary = computed(() => (data.value?.mealDiary ?? null) as DiaryDocument | null);

  /** Newest first. */
  const days = computed(() => (diary.value?.days ?? []).toReversed());
  const open = computed(() => days.value.filter(waits));
  /** The day shown stays listed, so that marking it does not take it from under one's eyes. */
  const listed = computed(() => (show.value === "open" ? days.value.filter((day) => waits(day) || day.date === chosen.value) : days.value));
  const day = computed(() => listed.value.find(({ date }) => date === chosen.value) ?? open.value.at(-1) ?? listed.value.find(({ isLogged }) => isLogged) ?? listed.value[0]);

  function step(by: 1 | -1): void {
    const at = listed.value.findIndex(({ date }) => date === day.value?.date);
    const next = listed.value[at - by];
    if (next) chosen.value = next.date;
  }

  return {
    today,
    from,
    to,
    show,
    periodError,
    /** The last `count` days up to today. */
    showLast: (count: number) => set({ from: addDays(today, 1 - count), to: undefined, day: undefined }),
    diary,
    days,
    open,
    listed,
    day,
    choose: (date: string) => (chosen.value = date),
    /** One day later or earlier, among those listed. */
    step,
    error,
    retry: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
