import { watch } from "vue";

import { formatQuantity } from "../../../ui/numbers/format-quantity.ts";
import { severityLooks } from "../../../ui/severity/severities.ts";
import { dayName } from "./document/plan-words.ts";
import { quantityOf } from "./nutrition/plan-nutrition.ts";
import { severityOf, severityOrder, type Finding } from "../../medical/findings/finding.ts";
import type { Editing } from "./useEditing.ts";
import type { Selection } from "./useSelection.ts";

/** Tells readers what an edit did to the day's energy and to the warnings, when the server's answer is there. */
export function useAnswerWords({ plan, nutrition, findings }: Editing, { day }: Selection, announce: (text: string) => void): void {
  watch(
    findings, // they come with each answer, and only with one
    () => {
      const energy = plan.value.nutrients.find((nutrient) => nutrient.code === "energy");
      const now = day.value;
      if (!energy || !now) return;
      const quantity = quantityOf(nutrition.value.days.get(now.id), nutrition.value, energy);
      announce(`${dayName(plan.value, now.dayNumber)}: ${formatQuantity(quantity)}. ${countWords(findings.value)}`);
    },
    { flush: "post" },
  );
}

/** "Breach: 2, Warning: 1"; "No warnings". */
function countWords(findings: readonly Finding[]): string {
  const counts = severityOrder
    .map((severity) => ({ severity, count: findings.filter((finding) => severityOf(finding) === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${severityLooks[severity].word}: ${count}`);
  return counts.length > 0 ? counts.join(", ") : "No warnings";
}
