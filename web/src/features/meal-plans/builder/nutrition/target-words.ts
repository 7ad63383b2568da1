import { formatDay } from "../../../../ui/numbers/dates.ts";
import { figuresAsRead } from "../../../../ui/numbers/figures-in-text.ts";
import { formatAmount, formatWeight, shownUnit, type Quantity } from "../../../../ui/numbers/format-quantity.ts";
import type { PlanClient, Target, TargetBasis } from "../document/plan-document.ts";
import type { Standing } from "./plan-nutrition.ts";

/** "1 800–2 000 kcal", "at most 2 000 mg"; null without a target. */
export function targetWords(target: Pick<Target, "minimum" | "maximum"> | undefined, unit: string): string | null {
  if (!target) return null;
  const { minimum, maximum } = target;
  if (minimum !== null && maximum !== null) {
    if (minimum === maximum) return formatAmount(minimum, unit);
    return `${formatAmount(minimum, unit).slice(0, -shownUnit(unit).length).trim()}–${formatAmount(maximum, unit)}`;
  }
  return maximum !== null ? `at most ${formatAmount(maximum, unit)}` : `at least ${formatAmount(minimum ?? 0, unit)}`;
}

/** How a target came about, for whoever looks closer: the formula, what it rests on, its sources and warnings. */
export function basisLines({ basis }: Pick<Target, "basis">, client: Pick<PlanClient, "weights"> | null = null): string[] {
  if (!basis) return ["Typed by hand."];
  const inputs = basis.inputs.map(({ name, value, on }) => `${name} ${value}${on && name !== "Age" ? ` (${formatDay(on)})` : ""}`);
  const since = laterWeight(basis, client);
  return [
    figuresAsRead(basis.formula),
    `Proposed on ${formatDay(basis.proposedOn)} from ${inputs.join(", ")}.`,
    ...(since ? [`Weighed since then: ${formatWeight(since.kg)} (${formatDay(since.measuredOn)}).`] : []),
    ...basis.warnings,
    ...basis.sources,
  ];
}

/** The weight that was measured after the one that a proposal rests on, where it rests on one. */
function laterWeight({ inputs }: TargetBasis, client: Pick<PlanClient, "weights"> | null) {
  const took = inputs.find(({ name }) => name === "Weight")?.on;
  return took ? client?.weights.find(({ kind, measuredOn }) => kind === "weight" && measuredOn > took) : undefined;
}

/** What a standing means, for readers and tooltips. */
export const standingWords: Record<Standing, string> = {
  below: "below the target",
  within: "within the target",
  above: "above the target",
  undetermined: "cannot be said, because values are missing",
  none: "no target",
};

/** A sign that carries the standing without colour. */
export const standingSigns: Record<Standing, string> = { below: "▼", within: "✓", above: "▲", undetermined: "?", none: "" };

/** How far a bar is filled (0 to 1) and where the target begins and ends on it; the bar ends a quarter beyond the target. */
export function barOf(quantity: Quantity, target: Pick<Target, "minimum" | "maximum">): { filled: number; from: number; to: number } {
  const end = (target.maximum ?? target.minimum ?? 1) * 1.25 || 1;
  const share = (value: number): number => Math.min(Math.max(value / end, 0), 1);
  return { filled: share(quantity.known ?? 0), from: share(target.minimum ?? 0), to: target.maximum === null ? 1 : share(target.maximum) };
}
