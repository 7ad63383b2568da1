import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql } from "../../../../graphql/graphql.ts";
import { formatAmount } from "../../../../ui/numbers/format-quantity.ts";

interface ChangedFact {
  kind: "allergen" | "tag";
  code: string;
  name: string;
  before: { presence?: string; isPresent?: boolean; provenance: string } | null;
  after: { presence?: string; isPresent?: boolean; provenance: string } | null;
}

/** What is known today to be something else than when a version was published, as `changed_since_publication` answers it. */
export interface ChangedSince {
  asOf: string;
  foods: {
    foodId: string;
    name: string;
    /** Per 100 g; null = unknown. */
    nutrients: { nutrientId: number; name: string; unit: string; before: number | null; after: number | null }[];
    facts: ChangedFact[];
  }[];
  recipes: { recipeId: string; name: string; ingredients: { name: string; gramsBefore: number | null; gramsAfter: number | null }[] }[];
  portions: { name: string; label: string; gramsBefore: number; gramsAfter: number }[];
}

export function useChangedSince(versionId: () => string, isPublished: () => boolean) {
  const { data, error, executeQuery } = useQuery({
    query: graphql(`
      query ChangedSince($versionId: UUID!) {
        changedSincePublication(mealPlanVersionId: $versionId)
      }
    `),
    variables: () => ({ versionId: versionId() }),
    pause: () => !isPublished(),
    requestPolicy: "cache-and-network",
  });
  return {
    changed: computed(() => (data.value?.changedSincePublication as ChangedSince | undefined) ?? null),
    error,
    refresh: () => void executeQuery({ requestPolicy: "network-only" }),
  };
}

const counted = (count: number, one: string, many: string): string[] => (count ? [`${count} ${count === 1 ? one : many}`] : []);

/** "2 foods and 1 recipe changed since"; nothing where nothing did. */
export function changedWords({ foods, recipes, portions }: ChangedSince): string | null {
  const parts = [...counted(foods.length, "food", "foods"), ...counted(recipes.length, "recipe", "recipes"), ...counted(portions.length, "portion", "portions")];
  return parts.length ? `${parts.join(" and ")} changed since` : null;
}

/** "50 kcal → 55 kcal", "unknown → 3.4 g". */
export function amountChange(before: number | null, after: number | null, unit: string): string {
  const words = (amount: number | null) => (amount === null ? "unknown" : formatAmount(amount, unit));
  const [was, is] = [words(before), words(after)];
  // What differs beyond the usual digits is written in full.
  return was === is && before !== null && after !== null ? `${before} → ${after} ${unit}` : `${was} → ${is}`;
}

const presences: Record<string, string> = { contains: "contains", may_contain: "may contain", free: "free of it" };

/** "contains → may contain (reviewed)". */
export function factChange({ kind, before, after }: ChangedFact): string {
  const words = (fact: ChangedFact["before"]) => {
    if (!fact) return "not known";
    const said = kind === "allergen" ? (presences[fact.presence ?? ""] ?? fact.presence) : fact.isPresent ? "has it" : "has it not";
    return `${said} (${fact.provenance})`;
  };
  return `${words(before)} → ${words(after)}`;
}
