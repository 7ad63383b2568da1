interface Preference {
  diet: { name: string } | null;
  food: { name: string } | null;
  tag: { name: string } | null;
  foodGroup: { name: string } | null;
}

/** `Vegetarian`, or `Dislikes fish`. */
export function preferenceText({ diet, food, tag, foodGroup }: Preference): string {
  if (diet) return diet.name;
  return `Dislikes ${(food ?? tag ?? foodGroup)?.name.toLowerCase() ?? "a food that is not there any more"}`;
}

/** The foods among the answers of a search. */
export function foundFoods(answer: unknown): { id: string; name: string }[] {
  const hits = Array.isArray(answer) ? (answer as { kind: string; id: string; name: string }[]) : [];
  return hits.filter(({ kind }) => kind === "food");
}
