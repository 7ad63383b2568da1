import { useQuery } from "@urql/vue";
import { useDocumentVisibility, useEventListener, useIntervalFn } from "@vueuse/core";
import { computed, watch } from "vue";

import { graphql } from "../../graphql/graphql.ts";
import { useAction } from "../../graphql/useAction.ts";
import { newestAlert } from "./alert-news.ts";

const NotificationList = graphql(`
  query NotificationList {
    unreadNotificationCount
    notifications(first: 30, orderBy: [CREATED_AT_DESC]) {
      totalCount
      nodes {
        id
        rowId
        kind
        payload
        createdAt
        readAt
        client {
          id
          rowId
        }
      }
    }
  }
`);

const everyMs = 60_000;

/** What the signed-in member of staff is told, newest first; asked for again each minute while somebody looks, and when they come back. */
export function useNotifications() {
  const { data, error, executeQuery } = useQuery({ query: NotificationList, variables: {} });
  const refresh = () => void executeQuery({ requestPolicy: "network-only" });

  watch(
    () => data.value?.notifications?.nodes.find((node) => node?.kind === "safety_alert" || node?.kind === "recheck_failed")?.rowId,
    (id) => {
      if (id) newestAlert.value = id;
    },
  );

  const visibility = useDocumentVisibility();
  const pulse = useIntervalFn(refresh, everyMs, { immediate: false });
  watch(
    visibility,
    (state, before) => {
      if (state === "visible") pulse.resume();
      else pulse.pause();
      if (state === "visible" && before) refresh();
    },
    { immediate: true },
  );
  useEventListener(window, "focus", refresh);

  const marking = useAction(
    graphql(`
      mutation MarkNotificationsRead($ids: [UUID!]) {
        markNotificationsRead(input: { ids: $ids }) {
          result {
            id
            readAt
          }
        }
      }
    `),
  );

  return {
    unread: computed(() => data.value?.unreadNotificationCount ?? 0),
    total: computed(() => data.value?.notifications?.totalCount ?? 0),
    lines: computed(() => (data.value?.notifications?.nodes ?? []).flatMap((node) => (node ? [node] : []))),
    isLoaded: computed(() => data.value !== undefined),
    error,
    refresh,
    problem: marking.problem,
    /** Marks these as read, or all. */
    async markRead(ids: string[] | null): Promise<void> {
      if (await marking.run({ ids })) refresh();
    },
  };
}
