/** The groups that a food's nutrients are read in, as tables of foods print them. */
export type NutrientGroup = "Energy and macronutrients" | "Minerals" | "Vitamins" | "Fatty acids and sterols" | "Amino acids" | "Others";

export const nutrientGroups: readonly NutrientGroup[] = ["Energy and macronutrients", "Minerals", "Vitamins", "Fatty acids and sterols", "Amino acids", "Others"];

const within = (id: number, ranges: readonly (number | readonly [number, number])[]): boolean =>
  ranges.some((range) => (typeof range === "number" ? id === range : id >= range[0] && id <= range[1]));

/** By USDA nutrient number. */
export function groupOf(id: number): NutrientGroup {
  if (within(id, [[203, 214], 221, 255, 257, [268, 269], 287, 291])) return "Energy and macronutrients";
  if (within(id, [[301, 317]])) return "Minerals";
  if (within(id, [[318, 347], [401, 435], 454, 573, 578])) return "Vitamins";
  if (within(id, [[601, 697], [851, 859]])) return "Fatty acids and sterols";
  if (within(id, [[501, 521]])) return "Amino acids";
  return "Others";
}

/** In the order of the groups, those without any left out; within one the order given is kept. */
export function grouped<Nutrient extends { id: number }>(nutrients: readonly Nutrient[]): { title: NutrientGroup; nutrients: Nutrient[] }[] {
  return nutrientGroups
    .map((title) => ({ title, nutrients: nutrients.filter(({ id }) => groupOf(id) === title) }))
    .filter((group) => group.nutrients.length > 0);
}
