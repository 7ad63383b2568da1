/** The thermochemical calorie that food tables mean. */
const KJ_PER_KCAL = 4.184;

/** Numbers and days as one client reads them: their locale, their unit of energy. */
export function clientFormats(locale: string, energyUnit: "kcal" | "kJ") {
  const number = (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  const [whole, one, two, three] = [number(0), number(1), number(2), number(3)];
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const monday = Date.UTC(2024, 0, 1);
  const list = new Intl.ListFormat(locale, { type: "conjunction" });

  return {
    count: (value: number): string => three.format(value),
    /** From kcal. */
    energy: (kcal: number): string => `${whole.format(energyUnit === "kJ" ? kcal * KJ_PER_KCAL : kcal)} ${energyUnit}`,
    grams: (grams: number): string => `${(grams < 10 ? one : whole).format(grams)} g`,
    /** As one buys: kilograms from one on, five grams more or less do not matter there. */
    bought: (grams: number): string => {
      if (grams >= 1000) return `${two.format(Math.ceil(grams / 10) / 100)} kg`;
      return `${grams < 10 ? one.format(grams) : whole.format(grams < 50 ? Math.ceil(grams) : Math.ceil(grams / 5) * 5)} g`;
    },
    pieces: (count: number): string => one.format(Math.max(Math.ceil(count * 2) / 2, 0.5)),
    day: (date: string): string => day.format(new Date(`${date}T00:00:00Z`)),
    /** Of the first, second … day of a plan that begins on a Monday. */
    weekday: (dayNumber: number): string => {
      const name = weekday.format(monday + (dayNumber - 1) * 86_400_000);
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
    },
    list: (words: string[]): string => list.format(words),
  };
}

export type ClientFormats = ReturnType<typeof clientFormats>;
