import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { useAddressSetter, useAddressState } from "../../../ui/address-state.ts";
import { askWords, triggerTitles } from "./desk-words.ts";
import { RuleLine, type RuleRow } from "./rule-fields.ts";

const RulesInForce = graphql(
  `
    query RulesInForce($offset: Int!) {
      rulesInForce(first: 200, offset: $offset) {
        totalCount
        nodes {
          id
          ...RuleLine
        }
      }
    }
  `,
  [RuleLine],
);
/** The most that the API answers at once. */
const pageSize = 200;

export type SeverityFilter = "" | RuleRow["severity"];
export type StateFilter = "" | "adjusted" | "unreviewed" | "reviewed";

/** The rules in force, by what triggers them, as search and filters of the address bar choose. */
export function useRules() {
  const set = useAddressSetter();
  const search = useAddressState("q", "");
  const severity = useAddressState<SeverityFilter>("severity", "");
  const state = useAddressState<StateFilter>("state", "");
  const trigger = useAddressState("for", "");

  const first = useQuery({ query: RulesInForce, variables: { offset: 0 } });
  const total = computed(() => first.data.value?.rulesInForce?.totalCount ?? 0);
  const second = useQuery({ query: RulesInForce, variables: { offset: pageSize }, pause: () => total.value <= pageSize });
  const rules = computed(() =>
    [first, second].flatMap(({ data }) => data.value?.rulesInForce?.nodes ?? []).flatMap((node) => (node ? [readFragment(RuleLine, node)] : [])),
  );
  const matching = computed(() =>
    rules.value.filter((rule) => fits(rule, { search: search.value, severity: severity.value, state: state.value, trigger: trigger.value })),
  );

  return {
    search,
    severity,
    state,
    trigger,
    clear: () => set({ q: undefined, severity: undefined, state: undefined, for: undefined }),
    rules,
    matching,
    groups: computed(() =>
      Object.entries(triggerTitles)
        .map(([kind, title]) => ({ kind, title, rules: matching.value.filter(({ triggerKind }) => triggerKind === kind) }))
        .filter((group) => group.rules.length),
    ),
    isLoaded: computed(() => first.data.value !== undefined && (total.value <= pageSize || second.data.value !== undefined)),
    error: computed(() => first.error.value ?? second.error.value),
    retry: () => {
      void first.executeQuery({ requestPolicy: "network-only" });
      if (total.value > pageSize) void second.executeQuery({ requestPolicy: "network-only" });
    },
  };
}

function fits(rule: RuleRow, chosen: { search: string; severity: SeverityFilter; state: StateFilter; trigger: string }): boolean {
  // A bound is found as it is shown, and as it is typed: 2,000 and 2000.
  const words = [rule.code, askWords(rule), (rule.effectWords ?? "").replaceAll("\u00a0", ""), rule.message].join(" ").toLowerCase();
  return (
    chosen.search.toLowerCase().split(/\s+/).every((word) => words.includes(word)) &&
    (chosen.severity === "" || rule.severity === chosen.severity) &&
    (chosen.trigger === "" || rule.triggerKind === chosen.trigger) &&
    (chosen.state === "" || isIn(rule, chosen.state))
  );
}

function isIn(rule: RuleRow, state: Exclude<StateFilter, "">): boolean {
  if (state === "adjusted") return rule.tightening !== null || rule.switchOff !== null;
  return (rule.isReviewed ?? false) === (state === "reviewed");
}
