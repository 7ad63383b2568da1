import { bySeverity, figureWords, parseFindings, sentenceOf, type Finding } from "../../medical/findings/finding.ts";

/** What speaks against a hit by what the client likes or chose to eat. It colours, and never blocks. */
export interface Preference {
  kind: "dislike" | "diet";
  label: string;
}

/** A finding of a food or recipe before it is planned. */
export interface HitConflict extends Finding {
  /** Nothing of it is unknown, but what is known is only inferred. */
  isOnlyInferred: boolean;
}

/** A food or recipe of the library, as `search_foods` answers it. */
export interface LibraryHit {
  kind: "food" | "recipe";
  id: string;
  name: string;
  brand: string | null;
  group: string | null;
  /** Of a recipe null. */
  foodKind: "food" | "supplement" | "sip_feed" | "fluid" | null;
  /** The organisation's own. */
  isOwn: boolean;
  /** The person used it lately, it stands in the client's plans, or the organisation uses it often. */
  recency: "recent" | "client" | "frequent" | null;
  /** Nothing is called what was typed; this is only written alike. */
  isAlike: boolean;
  /** The other name by which it was found. */
  synonym: string | null;
  kcalPer100g: number | null;
  /** What is known of the nutrient that was filtered or sorted by. */
  nutrient: { code: string; name: string; unit: string; per100g: number } | null;
  portions: { id: string; label: string; grams: number }[];
  units: string[];
  /** What the rules say about this food and this client. */
  conflicts: HitConflict[];
  preferences: Preference[];
}

/** Nothing is decided about a hit: its findings come without keys, and a food alone is not named again as the one in question. */
const parseConflicts = (value: unknown): HitConflict[] =>
  (parseFindings(value) as (Finding & Partial<HitConflict>)[]).map((finding) => ({
    ...finding,
    key: finding.key ?? `${finding.ruleCode} ${finding.ruleVersion} ${finding.outcome}`,
    isOnlyInferred: finding.isOnlyInferred ?? (finding.unknownFoods.length === 0 && finding.inferredFoods.length > 0),
  }));

/** Reads the answer of `search_foods`. */
export function parseHits(answer: unknown): LibraryHit[] {
  return (Array.isArray(answer) ? (answer as Partial<LibraryHit>[]) : []).map((hit) => ({
    ...(hit as LibraryHit),
    foodKind: hit.foodKind ?? null,
    isOwn: hit.isOwn ?? false,
    recency: hit.recency ?? null,
    isAlike: hit.isAlike ?? false,
    synonym: hit.synonym ?? null,
    nutrient: hit.nutrient ?? null,
    portions: hit.portions ?? [],
    units: hit.units ?? [],
    conflicts: parseConflicts(hit.conflicts),
    preferences: hit.preferences ?? [],
  }));
}

/** The conflicts of a hit, each told as loudly as it is sure. */
export interface HitConflicts {
  /** What a rule or an allergy says of it, the gravest first. */
  told: HitConflict[];
  /** Nobody knows whether it is what they want avoided. */
  unknown: HitConflict[];
  /** It is only inferred not to be. */
  inferred: HitConflict[];
}

export function conflictsOf({ conflicts }: Pick<LibraryHit, "conflicts">): HitConflicts {
  const sorted = [...conflicts].sort(bySeverity);
  const open = sorted.filter(({ outcome }) => outcome === "undetermined");
  return {
    told: sorted.filter(({ outcome }) => outcome !== "undetermined"),
    unknown: open.filter(({ isOnlyInferred }) => !isOnlyInferred),
    inferred: open.filter(({ isOnlyInferred }) => isOnlyInferred),
  };
}

/**
 * What a conflict says of the hit alone. A food is judged by 100 g and a recipe by a serving, whatever will be planned of it: where an
 * amount speaks, it is told which, and how much, or "the day has more sodium" would be read of a plan.
 */
export function conflictSentence({ kind }: Pick<LibraryHit, "kind">, conflict: HitConflict): string {
  const figures = conflict.outcome === "undetermined" || conflict.observed === null ? "" : figureWords(conflict);
  return figures ? `${kind === "food" ? "100 g" : "One serving"} alone: ${figures}. ${sentenceOf(conflict)}` : sentenceOf(conflict);
}

/** "8 to 14 digits": what a scanner types. The server looks for the package with that number, and for nothing else. */
export const isBarcode = (query: string): boolean => /^[0-9]{8,14}$/.test(query.replaceAll(/\s/g, ""));
