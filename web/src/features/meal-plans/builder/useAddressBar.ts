import { onMounted, watch, type ShallowRef } from "vue";
import { useRoute, useRouter } from "vue-router";

import type { PlanDocument } from "./document/plan-document.ts";
import type { BuilderView, PanelTab } from "./useBuilder.ts";
import type { Selection } from "./useSelection.ts";
import type { FocusKey } from "./week/move-focus.ts";

interface AddressNeeds {
  plan: ShallowRef<PlanDocument>;
  selection: Selection;
  view: ShallowRef<BuilderView>;
  tab: ShallowRef<PanelTab>;
}

/**
 * Keeps view, day and tab in the address, so that a reload or a link comes back to the same place. A link may also name the item
 * or meal that it is about (`place=item:…`), which takes the focus.
 */
export function useAddressBar({ plan, selection, view, tab }: AddressNeeds): void {
  const route = useRoute();
  const router = useRouter();

  if (route.query.view === "day") view.value = "day";
  if (route.query.tab === "warnings" || route.query.tab === "versions") tab.value = route.query.tab;
  const day = plan.value.days.find((one) => String(one.dayNumber) === route.query.day);
  if (day) selection.selectDay(day.id);
  const { place } = route.query;
  if (typeof place === "string" && /^(item|meal):/.test(place)) onMounted(() => selection.focus(place as FocusKey));

  watch([view, tab, () => selection.day.value?.dayNumber], ([newView, newTab, number]) => {
    const query = {
      ...(newView === "day" && { view: newView }),
      ...(newTab !== "nutrition" && { tab: newTab }),
      ...(number !== undefined && number > 1 && { day: String(number) }),
    };
    void router.replace({ query });
  });
}
