import { formatAmount } from "../../../../ui/numbers/format-quantity.ts";
import { parseHits, type LibraryHit } from "../../../library/search/library-hit.ts";
import type { Finding } from "../../../medical/findings/finding.ts";
import type { PlanDocument, PlanItem } from "../document/plan-document.ts";

/** What a substitute holds beside what it replaces, in the nutrient's unit. */
interface Difference {
  code: string;
  name: string;
  unit: string;
  before: number;
  after: number;
}

/** What may take the place of an item, as `substitutes` answers it. */
export interface Substitute {
  hit: LibraryHit;
  amount: number;
  unitCode: "g" | "serving";
  /** The nutrient that was asked about first. */
  differences: Difference[];
}

/** Reads the answer of `substitutes`. */
export function parseSubstitutes(answer: unknown): Substitute[] {
  return (Array.isArray(answer) ? (answer as Substitute[]) : []).flatMap(({ hit, ...rest }) => parseHits([hit]).map((parsed) => ({ ...rest, hit: parsed, differences: rest.differences ?? [] })));
}

/** What to ask for an item: how much of it there is, and of which nutrient a finding asks less or more. */
export function questionFor(plan: PlanDocument, item: PlanItem, finding: Finding | null) {
  const bound = finding?.nutrientCode ?? null;
  const isTooMuch = finding?.maximum !== null;
  return {
    foodId: item.foodId,
    recipeId: item.recipeId,
    amount: String(sourceAmount(plan, item)),
    clientId: plan.client?.id ?? null,
    lessOf: isTooMuch ? bound : null,
    moreOf: isTooMuch ? null : bound,
  };
}

/** Grams of a food, servings of a recipe; what is not saved yet is reckoned from what the plan knows. */
export function sourceAmount(plan: PlanDocument, item: PlanItem): number {
  if (item.kind === "recipe") return item.unitCode === "serving" ? item.amount : 1;
  if (item.grams !== null) return item.grams;
  const portion = plan.foods[item.foodId ?? ""]?.portions.find(({ id }) => id === item.foodPortionId);
  return portion ? item.amount * portion.grams : item.unitCode === "g" ? item.amount : 100;
}

/** Differences below a twentieth are called none. */
const isSame = ({ before, after }: Difference): boolean => Math.abs(after - before) <= Math.max(before, after) * 0.05;

/** "−420 mg sodium · same energy · +3.0 g protein": what changes, what was asked for first, then what changes most. */
export function differenceWords({ differences }: Pick<Substitute, "differences">, focus: string | null): string {
  const asked = differences.find(({ code }) => code === focus);
  const energy = differences.find(({ code }) => code === "energy");
  const others = differences
    .filter((one) => one !== asked && one !== energy && !isSame(one))
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, 3);
  return [
    asked && changeWords(asked),
    energy && energy !== asked && (isSame(energy) ? "same energy" : changeWords(energy)),
    ...others.map(changeWords),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** How much of an ordinary day a difference is, so that 3 g of protein can be held against 200 mg of sodium. */
const ordinaryDay: Record<string, number> = {
  protein: 60,
  fat: 70,
  carbohydrate: 260,
  fibre: 30,
  sugars: 50,
  saturated_fat: 20,
  sodium: 2000,
  potassium: 3500,
  phosphorus: 700,
};
const weight = ({ code, before, after }: Difference): number => Math.abs(after - before) / (ordinaryDay[code] ?? Math.max(before, after));

function changeWords({ name, unit, before, after }: Difference): string {
  return `${after < before ? "−" : "+"}${formatAmount(Math.abs(after - before), unit)} ${name.toLowerCase()}`;
}
