import { computed, shallowRef } from "vue";
import { useRouter } from "vue-router";

import { newId } from "../../../graphql/new-id.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import { versionPage } from "../plan-versions.ts";
import { useBuilder } from "./useBuilder.ts";

/** The plan's draft: goes to the one that there is, or begins one as a copy of the version that is open. */
export function useNewDraft() {
  const { plan, api } = useBuilder();
  const router = useRouter();
  const draft = computed(() => plan.value.versions.find(({ status }) => status === "draft"));
  const isBusy = shallowRef(false);

  async function begin(): Promise<void> {
    const planId = plan.value.plan.id;
    if (draft.value) return void (await router.push(versionPage(planId, draft.value.id)));
    isBusy.value = true;
    const answer = await api.clone(newId());
    isBusy.value = false;
    if (answer.ok) await router.push(versionPage(planId, answer.value));
    else toasts.show(answer.problem.message);
  }

  return { draft, isBusy, begin };
}
