import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../graphql/graphql.ts";
import { addDays, dayOf } from "../../ui/numbers/dates.ts";

const DiariesToReview = graphql(`
  query DiariesToReview($fromOn: Date!) {
    diariesToReview(fromOn: $fromOn)
  }
`);

/** What `diariesToReview` answers for a client; see its description in the schema. */
export interface WaitingDiary {
  clientId: string;
  fullName: string;
  days: number;
  changedDays: number;
  firstOn: string;
  lastOn: string;
  loggedAt: string;
}

/** Who begins today does not wade through what was logged years ago: older days are looked at on the client's page. */
const lookBack = 91;

/** The diaries of the person's clients that somebody has to look at, those who wait longest first. */
export function useWaitingDiaries(isPaused = false) {
  const fromOn = addDays(dayOf(new Date()), -lookBack);
  // Clients log while nobody looks.
  const { data, error, executeQuery } = useQuery({ query: DiariesToReview, variables: { fromOn }, requestPolicy: "cache-and-network", pause: isPaused });
  return {
    isLoaded: computed(() => data.value !== undefined),
    diaries: computed(() => (data.value?.diariesToReview ?? []) as WaitingDiary[]),
    error,
    retry: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}
