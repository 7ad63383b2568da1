import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { useAddressPage, useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import { useAlertNews } from "../../notifications/alert-news.ts";
import { severityOrder } from "../findings/finding.ts";
import { AlertFields, readAlert, type AlertCause, type CloseCause } from "./alert-fields.ts";
import { causeTitles, closeTitles, severityFilters } from "./alert-words.ts";

const AlertList = graphql(
  `
    query AlertList(
      $isClosed: Boolean!
      $clientId: UUID
      $outcome: FindingOutcome
      $severity: RuleSeverity
      $cause: SafetyCause
      $closeCause: SafetyCloseCause
      $first: Int!
      $offset: Int!
    ) {
      openSafetyAlerts(clientId: $clientId, outcome: $outcome, severity: $severity, cause: $cause, first: $first, offset: $offset) @skip(if: $isClosed) {
        totalCount
        nodes {
          id
          ...AlertFields
        }
      }
      closedSafetyAlerts(
        clientId: $clientId
        outcome: $outcome
        severity: $severity
        cause: $cause
        closeCause: $closeCause
        first: $first
        offset: $offset
      ) @include(if: $isClosed) {
        totalCount
        nodes {
          id
          ...AlertFields
        }
      }
    }
  `,
  [AlertFields],
);

export const pageSize = 25;

/** The alerts as the address bar describes them: open or closed, severity, cause, client, page; and the one that is looked at. */
export function useAlertList() {
  const set = useAddressSetter();
  const choice = <Value extends string>(name: string, values: readonly Value[]) => {
    const text = useAddressState(name, "");
    return computed<Value | "">({
      get: () => values.find((value) => value === text.value) ?? "",
      set: (value) => set({ [name]: value || undefined, page: undefined }),
    });
  };
  const state = choice("state", ["closed"]);
  const severity = choice("severity", severityOrder);
  const cause = choice("cause", Object.keys(causeTitles) as AlertCause[]);
  const closeCause = choice("closed", Object.keys(closeTitles) as CloseCause[]);
  const clientText = useAddressState("client", "");
  const client = computed({ get: () => clientText.value || null, set: (id) => set({ client: id ?? undefined, page: undefined }) });
  const shownText = useAddressState("alert", "");
  const page = useAddressPage();

  const { data, error, fetching, stale, executeQuery } = useQuery({
    query: AlertList,
    variables: () => ({
      isClosed: state.value === "closed",
      clientId: client.value,
      ...(severity.value ? severityFilters[severity.value] : { outcome: null, severity: null }),
      cause: cause.value || null,
      closeCause: (state.value && closeCause.value) || null,
      first: pageSize,
      offset: (page.value - 1) * pageSize,
    }),
  });
  const refresh = () => void executeQuery({ requestPolicy: "network-only" });
  useAlertNews(refresh);

  const connection = computed(() => data.value?.openSafetyAlerts ?? data.value?.closedSafetyAlerts ?? null);
  return {
    ...{ state, severity, cause, closeCause, client, page },
    /** The alert that is looked at, by its id. */
    shown: computed({ get: () => shownText.value || null, set: (id) => (shownText.value = id ?? "") }),
    isFiltered: computed(() => Boolean(severity.value || cause.value || client.value || (state.value && closeCause.value))),
    clear: () => set({ severity: undefined, cause: undefined, closed: undefined, client: undefined, page: undefined }),
    alerts: computed(() => (connection.value?.nodes ?? []).flatMap((node) => (node ? [readAlert(readFragment(AlertFields, node))] : []))),
    total: computed(() => connection.value?.totalCount ?? 0),
    isLoaded: computed(() => connection.value !== null),
    error,
    isStale: computed(() => (fetching.value || stale.value) && data.value !== undefined),
    refresh,
  };
}
