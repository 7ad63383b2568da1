/**
 * Findings of a plan as its document, or the answer to edits, puts them: each food and meal is named once, and so is what a rule says of
 * several places.
 */
export type PlanFindings = {
  meals: [mealId: string, dayNumber: number, itemIds: string[]][];
  foodList: [name: string, itemIds: string[]][];
  findings: (Record<string, unknown> & { places: PlaceOfFinding[] })[];
};
type PlaceOfFinding = Record<string, unknown> & { place: string; foods?: string; unknown?: string; inferred?: string };

/** One a place, as every other answer of the API has them. */
export function spreadFindings<F = Record<string, unknown>>({ meals, foodList, findings }: PlanFindings): F[] {
  const names = (numbers?: string) => (numbers?.split(",") ?? []).map(Number).sort((a, b) => a - b).map((number) => foodList[number - 1]![0]);
  const where = (place: string) => {
    const [kind, id] = place.split(":");
    const meal = meals.find(([mealId, , itemIds]) => (kind === "item" ? itemIds.includes(id!) : mealId === id));
    if (kind === "day") return { dayNumber: Number(id) };
    return { ...(meal && { mealId: meal[0], dayNumber: meal[1] }), ...(kind === "item" && { itemId: id }) };
  };
  return findings.flatMap(({ places, ...said }) =>
    places.map(
      ({ foods: held, unknown, inferred, ...place }) =>
        ({ ...said, ...where(place.place), ...place, foodNames: names(held), unknownFoods: names(unknown), inferredFoods: names(inferred) }) as F,
    ),
  );
}
