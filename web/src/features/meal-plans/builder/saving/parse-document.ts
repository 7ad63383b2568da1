import type { PlanDocument, PlanItem } from "../document/plan-document.ts";
import type { Amounts, DayAmounts, PlanNutrition } from "../nutrition/plan-nutrition.ts";
import { UnreadableAnswer } from "../../../../graphql/unreadable-answer.ts";
import { parsePlanFindings, type Finding } from "../../../medical/findings/finding.ts";

interface WithId extends Amounts {
  id: string;
}

interface WireNutrition {
  nutrientIds: number[];
  items: WithId[];
  meals: WithId[];
  days: (WithId & { energyPercent: DayAmounts["energyPercent"] })[];
  average: DayAmounts | null;
  assumed?: { itemId: string; nutrientId: number }[];
}

/** The three parts of what the builder opens with: what people edit, what the server computes, what the rules say. */
export interface OpenedDocument {
  plan: PlanDocument;
  nutrition: PlanNutrition;
  findings: Finding[];
}

/** Reads the answer of `meal_plan_version_document`; throws UnreadableAnswer when it is something else. */
export function parseDocument(answer: unknown): OpenedDocument {
  const wire = asObject(answer);
  if (!wire || !asObject(wire.version) || !Array.isArray(wire.days)) throw new UnreadableAnswer("not a plan document");
  const { nutrition, findings, ...plan } = wire as unknown as PlanDocument & { nutrition: unknown; findings: unknown };
  return {
    plan: {
      ...plan,
      review: plan.review ?? null,
      targets: plan.targets ?? [],
      foods: plan.foods ?? {},
      recipes: plan.recipes ?? {},
      versions: plan.versions ?? [],
      assignments: plan.assignments ?? [],
      days: plan.days.map((day) => ({
        ...day,
        meals: day.meals.map((meal) => ({ ...meal, items: meal.items.map(plainItem) })),
      })),
    },
    nutrition: parseNutrition(nutrition),
    findings: parsePlanFindings(findings),
  };
}

/** What a batch of edits brings back. */
export interface EditAnswer {
  revision: number;
  savedAt: string;
  nutrition: PlanNutrition;
  findings: Finding[];
  /** Items of the batch as the server resolved them. */
  items: Pick<PlanItem, "id" | "grams">[];
}

/** Reads the answer of `edit_meal_plan_version`. */
export function parseEditAnswer(answer: unknown): EditAnswer {
  const wire = asObject(answer);
  if (!wire || typeof wire.revision !== "number") throw new UnreadableAnswer("not an answer to edits");
  return {
    revision: wire.revision,
    savedAt: typeof wire.savedAt === "string" ? wire.savedAt : new Date().toISOString(),
    nutrition: parseNutrition(wire.nutrition),
    findings: parsePlanFindings(wire.findings),
    items: Array.isArray(wire.items) ? (wire.items as Pick<PlanItem, "id" | "grams">[]) : [],
  };
}

/** Who else has a draft open, and what it has come to. */
export interface DraftVisit {
  status: "draft" | "published";
  revision: number;
  /** Who saved last; null where that is not known. */
  savedBy: string | null;
  savedByMe: boolean;
  others: { memberId: string; name: string; isEditing: boolean }[];
  /** A mark of the library as it is now, for the next visit. */
  librarySeen: string | null;
  /** Recipes and foods of the draft that were changed since the mark that was sent. */
  libraryChanged: string[];
}

/** Reads the answer of `visit_draft`. */
export function parseVisit(answer: unknown): DraftVisit {
  const wire = asObject(answer);
  if (!wire || typeof wire.revision !== "number" || !Array.isArray(wire.others)) throw new UnreadableAnswer("not an answer to a visit");
  return { librarySeen: null, libraryChanged: [], ...(wire as unknown as Partial<DraftVisit>) } as DraftVisit;
}

function parseNutrition(value: unknown): PlanNutrition {
  const wire = value as WireNutrition;
  const byId = <T extends WithId>(list: T[] | undefined): Map<string, T> => new Map((list ?? []).map((one) => [one.id, one]));
  return {
    nutrientIds: wire?.nutrientIds ?? [],
    items: byId(wire?.items),
    meals: byId(wire?.meals),
    days: byId(wire?.days),
    average: wire?.average ?? null,
    assumed: new Set((wire?.assumed ?? []).map(({ itemId, nutrientId }) => `${itemId} ${nutrientId}`)),
  };
}

function plainItem(item: PlanItem): PlanItem {
  const { id, alternativeOfId, kind, foodId, recipeId, name, amount, foodPortionId, unitCode, grams, note } = item;
  return {
    ...{ id, alternativeOfId, kind, foodId, recipeId, name, amount, foodPortionId, unitCode, grams, note: note ?? "" },
    ...(item.portionLabel && { portionLabel: item.portionLabel }),
    ...(item.changed && { changed: true }),
  };
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
