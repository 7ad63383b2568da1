import { words as de } from "./de.ts";
import { words as en } from "./en.ts";
import { words as es } from "./es.ts";
import { words as fr } from "./fr.ts";
import type { PrintWords } from "./print-words.ts";

/** The languages that plans are printed in, by their own names. */
export const languages = { en: "English", de: "Deutsch", fr: "Français", es: "Español" } as const;
export type Language = keyof typeof languages;

const dictionaries: Record<Language, PrintWords> = { en, de, fr, es };
export const wordsOf = (language: Language): PrintWords => dictionaries[language];

/** The language of a BCP 47 locale; null where plans are not printed in it. */
export function languageOf(locale: string): Language | null {
  const language = locale.slice(0, 2).toLowerCase();
  return language in languages ? (language as Language) : null;
}

/** Puts values into `{places}`. */
export function fill(pattern: string, values: Record<string, string | number>): string {
  return pattern.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
