import { computed, shallowRef } from "vue";

import type { Problem } from "../../../graphql/problems.ts";
import { parseFindings, type Finding } from "../findings/finding.ts";

/**
 * The findings that a dialog asks about: those that the screen knows, if it does, and what the server answers instead. The
 * server decides on what is true at that moment: a rule, the record or a food may have changed since the dialog opened.
 */
export function useAskedFindings(known: () => readonly Finding[] | null = () => null) {
  const answered = shallowRef<readonly Finding[] | null>(null);
  const findings = computed(() => answered.value ?? known() ?? []);
  /** Keys of what was not there when the person last looked. */
  const news = shallowRef<ReadonlySet<string>>(new Set());

  /** Takes the open findings of a refusal; answers whether there are any that were not shown. */
  function take(problem: Problem): boolean {
    const open = parseFindings(problem.detail?.findings);
    const shown = new Set(findings.value.map(({ key }) => key));
    const unseen = open.filter(({ key }) => !shown.has(key));
    if (unseen.length === 0) return false;
    const isAskedAnew = answered.value !== null || known() !== null;
    news.value = new Set(isAskedAnew ? unseen.map(({ key }) => key) : []);
    answered.value = [...findings.value.filter((before) => !open.some((now) => replaces(now, before))), ...open];
    return true;
  }

  return { findings, news, take };
}

/** Whether `now` stands for what was shown before: of the same place, of another version of the rule, or in the same acknowledgement. */
function replaces(now: Finding, before: Finding): boolean {
  if (now.ruleCode !== before.ruleCode) return false;
  return now.place === before.place || now.ruleVersion !== before.ruleVersion || (now.needsAcknowledgement && before.needsAcknowledgement);
}
