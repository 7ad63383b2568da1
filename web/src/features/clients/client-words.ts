import { ageOn, dayOf } from "../../ui/numbers/dates.ts";

type Status = "active" | "paused" | "archived";
type Sex = "female" | "male";

export const statusTitles: Record<Status, string> = { active: "Active", paused: "Paused", archived: "Archived" };
export const sexTitles: Record<Sex, string> = { female: "Female", male: "Male" };

/** `54 y · female`; leaves out what is not recorded. */
export function ageAndSex(client: { bornOn: string | null; sex: Sex | null }): string {
  const age = client.bornOn ? `${ageOn(client.bornOn, dayOf(new Date()))} y` : null;
  const sex = client.sex ? sexTitles[client.sex].toLowerCase() : null;
  return [age, sex].filter(Boolean).join(" · ");
}
