import type { RouteLocationRaw } from "vue-router";

import { formatDay } from "../../ui/numbers/dates.ts";
import { versionPage } from "../meal-plans/plan-versions.ts";
import { ruleTitle } from "../medical/findings/rule-words.ts";

/** The words that came with a notification; which are there depends on its kind. */
interface Words {
  actorName?: string;
  clientName?: string;
  teamName?: string;
  fromName?: string;
  toName?: string;
  reason?: string;
  startsOn?: string;
  endsOn?: string;
  onDay?: string;
  clientCount?: number;
  ruleCode?: string;
  adjustment?: "tighten" | "switch_off";
  alertCount?: number;
  mealPlanId?: string;
  mealPlanVersionId?: string;
  /** Of a template; the name of a client's plan is not told. */
  planName?: string;
  status?: "approved" | "rejected" | "ready" | "failed";
}

const clientsIn = (count: number | undefined) => (count === 1 ? "1 client" : `${count ?? 0} clients`);
const alertsIn = (count: number | undefined) => (count === 1 ? "A new safety alert" : `${count ?? 0} new safety alerts`);
const planOf = ({ clientName, planName }: Words) => (clientName ? `plan for ${clientName}` : `template “${planName}”`);
const exportEnds = { approved: "was approved", rejected: "was rejected", ready: "is ready to download", failed: "could not be written" };

const sentences: Record<string, (words: Words) => string> = {
  care_assigned: ({ actorName, clientName, teamName, startsOn, endsOn }) =>
    `${actorName} gave ${clientName} into ${teamName ? `the care of ${teamName}` : "your care"} from ${formatDay(startsOn)}${endsOn ? ` until ${formatDay(endsOn)}` : ""}`,
  care_ended: ({ actorName, clientName, teamName, endsOn }) =>
    `${actorName} ended ${teamName ? `${teamName}’s` : "your"} care of ${clientName} as of ${formatDay(endsOn)}`,
  client_handed_over: ({ actorName, clientName, fromName, toName, onDay }) =>
    actorName === fromName ? `${fromName} hands ${clientName} over to you on ${formatDay(onDay)}` : `${actorName} hands ${clientName} over from ${fromName} to ${toName} on ${formatDay(onDay)}`,
  clients_handed_over: ({ actorName, fromName, toName, onDay, clientCount }) =>
    `${actorName} hands ${clientsIn(clientCount)} over from ${fromName} to ${toName} on ${formatDay(onDay)}`,
  client_taken_over: ({ actorName, clientName }) => `${actorName} opened the record of ${clientName} and cares for them too`,
  team_joined: ({ actorName, teamName, startsOn }) => `${actorName} took you into the team ${teamName} from ${formatDay(startsOn)}`,
  team_left: ({ actorName, teamName, endsOn }) => `${actorName} ended your time in the team ${teamName} as of ${formatDay(endsOn)}`,
  team_taken_over: ({ actorName, teamName, clientCount }) => `${actorName} joined the team ${teamName} and opened the records of its ${clientsIn(clientCount)}`,
  export_decided: ({ clientName, status }) => `Your export of ${clientName}’s logs ${exportEnds[status ?? "approved"]}`,
  safety_alert: ({ clientName, alertCount }) => `${alertsIn(alertCount)} about the plan that ${clientName} follows`,
  recheck_failed: ({ clientName }) => `The plan that ${clientName} follows could not be checked again, so alerts about it may be missing`,
  rechecks_failing: () => "Plans that clients of this organisation follow could not be checked again",
  plan_review_requested: (words) => `${words.actorName} asks for a review of ${words.clientName ? "a" : "the"} ${planOf(words)}`,
  plan_returned: (words) => `${words.actorName} sent back the ${planOf(words)} that you prepared`,
  plan_published: (words) => `${words.actorName} published the ${planOf(words)} that you prepared`,
  export_ready: ({ clientName, status }) => `Your export of ${clientName}’s logs ${exportEnds[status ?? "ready"]}`,
  rule_adjustment_lapsed: ({ ruleCode, adjustment }) => `The rule “${ruleTitle(ruleCode ?? "")}” has changed: that your organisation ${adjustment === "tighten" ? "tightened it" : "switched it off"} counts no more`,
};

/** What happened, in a sentence, and what whoever did it wrote. */
export function wordsOf(kind: string, payload: unknown): { sentence: string; reason: string | null } {
  const words = (payload ?? {}) as Words;
  return { sentence: sentences[kind]?.({ actorName: "The system", ...words }) ?? "Something changed", reason: words.reason ?? null };
}

/** Where it is looked at: the client or their alerts, as long as the person may see them, the exports, or the rule; nowhere for the rest. */
export function placeOf(kind: string, clientId: string | null | undefined, payload: unknown): RouteLocationRaw | null {
  const { ruleCode, mealPlanId, mealPlanVersionId } = (payload ?? {}) as Words;
  if (mealPlanId && mealPlanVersionId) return versionPage(mealPlanId, mealPlanVersionId);
  if (ruleCode) return { name: "medical-rule", params: { code: ruleCode } };
  if (kind.startsWith("export_")) return { name: "exports" };
  if (kind === "rechecks_failing") return { name: "medical" };
  if (kind === "safety_alert") return clientId ? { name: "medical", query: { client: clientId } } : null;
  return clientId ? { name: "client", params: { clientId } } : null;
}
