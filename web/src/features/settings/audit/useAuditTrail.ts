import { useQuery } from "@urql/vue";
import { computed, shallowRef, watch } from "vue";

import { graphql, type ResultOf } from "../../../graphql/graphql.ts";
import { useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import type { Change } from "../../../ui/history/history-words.ts";
import { addDays, dayOf } from "../../../ui/numbers/dates.ts";

const pageSize = 50;
const AuditTrail = graphql(`
  query AuditTrail($fromAt: Datetime, $toAt: Datetime, $userId: UUID, $clientId: UUID, $tableName: String, $action: String, $beforeId: UUID, $pageSize: Int!) {
    auditTrail(fromAt: $fromAt, toAt: $toAt, userId: $userId, clientId: $clientId, tableName: $tableName, action: $action, beforeId: $beforeId, pageSize: $pageSize) {
      nodes {
        eventId
        occurredAt
        actorName
        actorRole
        onBehalfOf
        action
        tableName
        rowKey
        subject
        clientId
        clientName
        changes
        isWithheld
        requestId
      }
    }
  }
`);

type Node = NonNullable<NonNullable<ResultOf<typeof AuditTrail>["auditTrail"]>["nodes"][number]>;
/** `id` is the event's, for lists. */
export type AuditEvent = Omit<Node, "changes"> & { id: string; changes: Change[] };

export const periods = { "1": "Today", "7": "Last 7 days", "30": "Last 30 days", "365": "Last 12 months", all: "Since the beginning" } as const;
export type Period = keyof typeof periods;

/** The filters stand in the address; a page goes on from the last event of the one before. */
export function useAuditTrail() {
  const period = useAddressState<Period>("days", "7");
  const person = useAddressState("person", "");
  const client = useAddressState("client", "");
  const kind = useAddressState("kind", "");
  const action = useAddressState("action", "");
  const set = useAddressSetter();
  /** Where each page so far began; the last is the one shown. */
  const pages = shallowRef<(string | null)[]>([null]);
  watch([period, person, client, kind, action], () => (pages.value = [null]));

  const fromAt = computed(() => {
    if (period.value === "all" || !(period.value in periods)) return null;
    return new Date(`${addDays(dayOf(new Date()), 1 - Number(period.value))}T00:00:00`).toISOString();
  });
  const { data, error, fetching, executeQuery } = useQuery({
    query: AuditTrail,
    variables: () => ({
      fromAt: fromAt.value,
      userId: person.value || null,
      clientId: client.value || null,
      tableName: kind.value || null,
      action: action.value || null,
      beforeId: pages.value.at(-1) ?? null,
      pageSize,
    }),
    requestPolicy: "network-only",
  });
  const events = computed<AuditEvent[] | null>(
    () => data.value?.auditTrail?.nodes.flatMap((node) => (node ? [{ ...node, id: node.eventId ?? "", changes: (node.changes ?? []) as Change[] }] : [])) ?? null,
  );
  const isFiltered = computed(() => Boolean(person.value || client.value || kind.value || action.value) || period.value !== "7");

  return {
    period, person, client, kind, action, events, error, isStale: fetching, isFiltered,
    hasNewer: computed(() => pages.value.length > 1),
    hasOlder: computed(() => events.value?.length === pageSize),
    newer: () => (pages.value = pages.value.slice(0, -1)),
    older: () => (pages.value = [...pages.value, events.value?.at(-1)?.eventId ?? null]),
    clear: () => set({ days: undefined, person: undefined, client: undefined, kind: undefined, action: undefined }),
    retry: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
