/** What a search asks of what it finds, each by its code; all of them have to hold. */
export interface SearchFilters {
  kinds: string[];
  groups: string[];
  /** Properties that a food must be stated to have. */
  tags: string[];
  /** Allergens that it must be known to be free of: unknown is not free. */
  freeOf: string[];
  /** Claims about nutrients, such as `low_sodium`: an unknown value is never low. */
  claims: string[];
  isOwnOnly: boolean;
  /** The most, or the least, of a nutrient first. */
  order: { nutrient: string; isLeast: boolean } | null;
}

export const noFilters: SearchFilters = { kinds: [], groups: [], tags: [], freeOf: [], claims: [], isOwnOnly: false, order: null };

/** The kinds of what can be planned, in words. */
export const kindWords: Record<string, string> = {
  food: "Foods",
  recipe: "Recipes",
  supplement: "Supplements",
  sip_feed: "Sip feeds",
  fluid: "Fluids",
};

type ListName = "kinds" | "groups" | "tags" | "freeOf" | "claims";

/** A filter with one more of something; what is there already stays once. */
export function withFilter(filters: SearchFilters, list: ListName, code: string): SearchFilters {
  return filters[list].includes(code) ? filters : { ...filters, [list]: [...filters[list], code] };
}

/** Names for the codes, as the server lists them. */
export type FilterNames = Record<Exclude<ListName, "kinds"> | "nutrients", { code: string; name: string }[]>;

export interface FilterChip {
  label: string;
  /** The filters once this one is taken away. */
  without: SearchFilters;
}

/** What is filtered by, one chip each, in words. */
export function chipsOf(filters: SearchFilters, names: FilterNames): FilterChip[] {
  const nameOf = (list: keyof FilterNames, code: string): string => names[list].find((one) => one.code === code)?.name ?? code;
  const chips = (list: ListName, label: (code: string) => string): FilterChip[] =>
    filters[list].map((code) => ({ label: label(code), without: { ...filters, [list]: filters[list].filter((one) => one !== code) } }));
  const { order } = filters;
  return [
    ...chips("kinds", (code) => kindWords[code] ?? code),
    ...(filters.isOwnOnly ? [{ label: "Our own", without: { ...filters, isOwnOnly: false } }] : []),
    ...chips("groups", (code) => nameOf("groups", code)),
    ...chips("tags", (code) => nameOf("tags", code)),
    ...chips("freeOf", (code) => `Free of ${nameOf("freeOf", code).toLowerCase()}`),
    ...chips("claims", (code) => nameOf("claims", code)),
    ...(order ? [{ label: `${order.isLeast ? "Least" : "Most"} ${nameOf("nutrients", order.nutrient).toLowerCase()} first`, without: { ...filters, order: null } }] : []),
  ];
}

/** How many filters are set. */
export function filterCount(filters: SearchFilters): number {
  const { kinds, groups, tags, freeOf, claims, isOwnOnly, order } = filters;
  return [kinds, groups, tags, freeOf, claims].reduce((sum, list) => sum + list.length, 0) + Number(isOwnOnly) + Number(order !== null);
}

/** The filters as variables of `searchFoods`. */
export function filterVariables({ kinds, groups, tags, freeOf, claims, isOwnOnly, order }: SearchFilters) {
  return {
    kinds,
    foodGroups: groups,
    dietaryTags: tags,
    freeOf,
    nutrientClaims: claims,
    ownOnly: isOwnOnly,
    mostOf: order && !order.isLeast ? order.nutrient : null,
    leastOf: order?.isLeast ? order.nutrient : null,
  };
}
