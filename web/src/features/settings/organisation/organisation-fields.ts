import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** What an administrator may set. */
export const OrganisationFields = graphql(`
  fragment OrganisationFields on Organization {
    id
    rowId
    name
    timeZone
    locale
    unitSystem
    energyUnit
    reviewIntervalDays
    panelNutrientIds
    requiresSecondFactor
    mayContainIsBreach
    updatedAt
    updatedByName
  }
`);

export type Organisation = ResultOf<typeof OrganisationFields>;

/** A nutrient that plans compute, so that a panel can show it. */
export interface PanelNutrient {
  id: number;
  name: string;
  unit: string;
}

/** Languages of documents and dates; one that the organisation already has is offered as well. */
const locales = [
  "en-GB", "en-US", "en-IE", "en-AU", "en-CA", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CH", "fr-CA", "es-ES", "es-MX", "it-IT",
  "nl-NL", "nl-BE", "pt-PT", "pt-BR", "pl-PL", "cs-CZ", "sv-SE", "da-DK", "nb-NO", "fi-FI", "tr-TR", "el-GR", "uk-UA", "ja-JP",
];

export function localeChoices(current: string): { value: string; title: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: "language" });
  return [...new Set([current, ...locales])]
    .map((value) => ({ value, title: names.of(value) ?? value }))
    .sort((a, b) => a.title.localeCompare(b.title));
}

/** Time zones by the names that the database knows them under. */
export function timeZoneChoices(current: string): { id: string; title: string }[] {
  return [...new Set([current, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort().map((id) => ({ id, title: id.replaceAll("_", " ") }));
}
