/**
 * Days travel as `YYYY-MM-DD` and mean a day where the client lives, so they are formatted without any time zone
 * arithmetic; instants are shown in the person's own zone.
 */
const day = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
const instant = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, options);

const mediumDay = day({ day: "numeric", month: "short", year: "numeric" });
const weekdayDay = day({ weekday: "short", day: "numeric", month: "short" });
const shortTime = instant({ hour: "2-digit", minute: "2-digit" });
const mediumInstant = instant({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** `4 Mar 2026`; nothing for nothing. */
export function formatDay(date: string | null | undefined): string {
  return date ? mediumDay.format(new Date(`${date.slice(0, 10)}T00:00:00Z`)) : "";
}

/** `Wed, 4 Mar`. */
export function formatWeekday(date: string): string {
  return weekdayDay.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** `12:04`, today or not. */
export function formatTime(at: string | Date): string {
  return shortTime.format(new Date(at));
}

/** `4 Mar 2026, 12:04`. */
export function formatInstant(at: string | null | undefined): string {
  return at ? mediumInstant.format(new Date(at)) : "";
}

/** The day of a moment in a time zone (the viewer's, if none is given), as `YYYY-MM-DD`. */
export function dayOf(moment: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
}

/** A day so many days later (or earlier). */
export function addDays(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Whole years between a birth date and a day. */
export function ageOn(bornOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) < bornOn.slice(5, 10) ? years - 1 : years;
}
