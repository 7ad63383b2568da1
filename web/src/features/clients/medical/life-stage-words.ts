import { addDays, formatDay } from "../../../ui/numbers/dates.ts";

type LifeStage = "pregnancy" | "lactation";

export const lifeStageTitles: Record<LifeStage, string> = { pregnancy: "Pregnancy", lactation: "Breastfeeding" };

const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
/** From the first day of the last period to the day that is expected (Naegele). */
const PREGNANCY_DAYS = 280;

/** `Pregnant, week 22`, counted from the first day of the last period: the first seven days are week 1. */
export function lifeStageText({ stage, startedOn }: { stage: LifeStage; startedOn: string }, today: string): string {
  if (startedOn > today) return `${lifeStageTitles[stage]} from ${formatDay(startedOn)}`;
  if (stage === "lactation") return `Breastfeeding since ${formatDay(startedOn)}`;
  return `Pregnant, week ${Math.floor(daysBetween(startedOn, today) / 7) + 1}`;
}

/** The day on which a birth is expected. */
export const expectedOn = (startedOn: string): string => addDays(startedOn, PREGNANCY_DAYS);

/** A pregnancy that is still open three weeks after that day has probably ended without anybody saying so. */
export const isOverdue = (startedOn: string, today: string): boolean => addDays(startedOn, PREGNANCY_DAYS + 21) < today;
