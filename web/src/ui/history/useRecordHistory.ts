import { useClientHandle, type CombinedError } from "@urql/vue";
import { computed, shallowRef, watch } from "vue";

import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import type { Change } from "./history-words.ts";

const pageSize = 30;
const RecordHistory = graphql(`
  query RecordHistory($tableName: String!, $rowKey: String, $clientId: UUID, $beforeId: UUID, $pageSize: Int!) {
    recordHistory(tableName: $tableName, rowKey: $rowKey, clientId: $clientId, beforeId: $beforeId, pageSize: $pageSize) {
      nodes {
        eventId
        occurredAt
        actorName
        actorRole
        onBehalfOf
        action
        subject
        changes
      }
    }
  }
`);

type Node = NonNullable<NonNullable<ResultOf<typeof RecordHistory>["recordHistory"]>["nodes"][number]>;
export type HistoryLine = Omit<Node, "changes"> & { changes: Change[] };
export type HistoryOf = { tableName: string; rowKey: string | null; clientId: string | null };

/** The history of a row, or of a client's rows, newest first; `more` goes further back. Asked anew each time it is opened. */
export function useRecordHistory(of: () => HistoryOf, isOpen: () => boolean) {
  const { client } = useClientHandle();
  const lines = shallowRef<HistoryLine[] | null>(null);
  const error = shallowRef<CombinedError>();
  const isBusy = shallowRef(false);
  const hasMore = shallowRef(false);

  async function load(beforeId: string | null): Promise<void> {
    isBusy.value = true;
    const answer = await client.query(RecordHistory, { ...of(), beforeId, pageSize }, { requestPolicy: "network-only" }).toPromise();
    isBusy.value = false;
    error.value = answer.error;
    if (answer.error) return;
    const page = (answer.data?.recordHistory?.nodes ?? []).flatMap((node) => (node ? [{ ...node, changes: (node.changes ?? []) as Change[] }] : []));
    hasMore.value = page.length === pageSize;
    lines.value = beforeId === null ? page : [...(lines.value ?? []), ...page];
  }
  const start = () => void load(null);
  watch(isOpen, (opened) => opened && start(), { immediate: true });

  return { lines, error, isBusy, hasMore, retry: start, more: () => void load(lines.value?.at(-1)?.eventId ?? null), isLoaded: computed(() => lines.value !== null) };
}
