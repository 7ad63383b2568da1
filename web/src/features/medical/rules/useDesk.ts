import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";

/** What an administrator decides about a rule. Each answers whether it was done; `changed` is called when anything was. */
export function useDesk(changed: () => void) {
  const tightening = useAction(
    graphql(`
      mutation TightenRule($input: TightenRuleInput!) {
        tightenRule(input: $input) {
          result {
            id
          }
        }
      }
    `),
  );
  const switchingOff = useAction(
    graphql(`
      mutation SwitchOffRule($id: UUID!, $ruleCode: String!, $reason: String!) {
        switchOffRule(input: { id: $id, ruleCode: $ruleCode, reason: $reason }) {
          result {
            id
          }
        }
      }
    `),
  );
  const ending = useAction(
    graphql(`
      mutation EndRuleAdjustment($id: UUID!, $reason: String!) {
        endRuleAdjustment(input: { id: $id, reason: $reason }) {
          result {
            id
          }
        }
      }
    `),
  );

  async function end(id: string, reason: string, words = "The rule holds as it was published"): Promise<boolean> {
    if (!(await ending.run({ id, reason }))) return false;
    toasts.show(words);
    changed();
    return true;
  }
  const takeBack = (id: string) => async () => void (await end(id, "Taken back at once", "Taken back"));

  return {
    async tighten(input: { id: string; ruleCode: string; minimum: string | null; maximum: string | null; unit: string; reason: string; insteadOfId: string | null }): Promise<boolean> {
      if (!(await tightening.run({ input }))) return false;
      toasts.show("The bound is tightened", takeBack(input.id));
      changed();
      return true;
    },
    async switchOff(ruleCode: string, reason: string): Promise<boolean> {
      const id = newId();
      if (!(await switchingOff.run({ id, ruleCode, reason }))) return false;
      toasts.show("The rule is switched off", takeBack(id));
      changed();
      return true;
    },
    end,
    isBusy: computed(() => tightening.isBusy.value || switchingOff.isBusy.value || ending.isBusy.value),
    tightening,
    switchingOff,
    ending,
  };
}
