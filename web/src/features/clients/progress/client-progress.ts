/** What `clientProgress` answers; see the function's description in the schema. Percentages are numbers from 0 to 100 or more. */
export interface ClientProgressDocument {
  dayCount: number;
  loggedDays: number;
  prescribedDays: number;
  /** Days that were prescribed and logged: compliance looks at these only. */
  comparedDays: number;
  prescribedMeals: number;
  eatenMeals: number;
  adherencePercent: number | null;
  compliance: Record<MacroName, MacroCompliance> | null;
  days: ProgressDay[] | null;
}

export type MacroName = "energy" | "protein" | "carbohydrate" | "fat";
export const macroTitles: Record<MacroName, string> = { energy: "Energy", protein: "Protein", carbohydrate: "Carbohydrate", fat: "Fat" };

/** A sum, of which `unknown` foods are not part because they have no value. */
export interface KnownSum {
  known: number;
  unknown: number;
}

export interface MacroCompliance {
  unit: string;
  prescribed: KnownSum;
  logged: KnownSum;
  /** Null where anything is unknown. */
  percent: number | null;
}

export interface ProgressDay {
  date: string;
  status: "logged" | "not_logged" | "nothing_prescribed";
  /** Guardians who logged for the client, such as "Anna Keller, mother"; empty = the client did. */
  loggedBy: string[];
  prescribedMeals: number;
  eatenMeals: number;
  partlyMeals: number;
  skippedMeals: number;
  adherencePercent: number | null;
  energy: KnownSum | null;
}
