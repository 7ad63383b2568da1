/** The demo practice's and its clients' date, which is not the machine's around midnight: "2026-05-03". */
export const practiceToday = (): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" }).format(new Date());

/** The date so many days later, or earlier. */
export const daysAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
