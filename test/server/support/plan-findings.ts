/** Findings of a plan as its document, or the answer to edits, puts them: each food is named once, and what a rule says of several places. */
export type PlanFindings = { foods: [name: string, itemIds: string[]][]; findings: (Record<string, unknown> & { places: PlaceOfFinding[] })[] };
type PlaceOfFinding = Record<string, unknown> & { foods?: number[]; unknown?: number[]; inferred?: number[] };

/** One a place, as every other answer of the API has them. */
export function spreadFindings<F = Record<string, unknown>>({ foods, findings }: PlanFindings): F[] {
  const names = (numbers: number[] = []) => [...numbers].sort((a, b) => a - b).map((number) => foods[number - 1]![0]);
  return findings.flatMap(({ places, ...said }) =>
    places.map(({ foods: held, unknown, inferred, ...place }) => ({ ...said, ...place, foodNames: names(held), unknownFoods: names(unknown), inferredFoods: names(inferred) }) as F),
  );
}
