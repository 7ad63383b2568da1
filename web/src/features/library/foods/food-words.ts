import { formatDay } from "../../../ui/numbers/dates.ts";
import type { FoodDocument, FoodKind, FoodNutrient } from "./food-document.ts";

export const kindTitles: Record<FoodKind, string> = {
  food: "Food",
  supplement: "Supplement",
  sip_feed: "Sip feed",
  fluid: "Fluid",
};

/** How the USDA says that a value was obtained (SR28 documentation, file SRC_CD). */
const sourceCodes: Record<string, string> = {
  "1": "analysed",
  "4": "calculated or imputed",
  "5": "by the manufacturer, for the label",
  "6": "from several sources",
  "7": "assumed zero",
  "8": "calculated from the label",
  "9": "calculated by the manufacturer",
  "11": "from several sources",
  "12": "analysed by the manufacturer",
  "13": "analysed, from the literature",
};

const isUsda = (food: FoodDocument): boolean => food.source.startsWith("USDA");

/** Where the food's figures come from: "USDA SR28, release 28, 1 May 2016". */
export function sourceWords(food: Pick<FoodDocument, "source" | "sourceVersion" | "sourceOn">): string {
  return [food.source === "own" ? "Your organisation" : food.source, food.sourceVersion && `version ${food.sourceVersion}`, formatDay(food.sourceOn)].filter(Boolean).join(", ");
}

/** How one value is known: "analysed (1 · A)". Empty where there is nothing more than the food's source. */
export function valueSourceWords(food: FoodDocument, value: FoodNutrient): string {
  const own = value.source === "own" ? "your organisation" : value.source;
  const codes = [value.sourceCode, value.derivationCode].filter(Boolean).join("\u00a0·\u00a0");
  const how = value.sourceCode && (isUsda(food) || value.source?.startsWith("USDA")) ? sourceCodes[value.sourceCode] : undefined;
  return [own, how, codes && `(${codes})`, formatDay(value.statedOn)].filter(Boolean).join(", ").replace(", (", " (");
}

/** What a figure's reader must know of it: unknown, or assumed. */
export function valueReason(value: Pick<FoodNutrient, "amount" | "isAssumedZero" | "isSummable">): string | null {
  if (value.amount === null) return "Unknown: the source has no value";
  if (value.isAssumedZero) return "Assumed to be zero by the source, not measured";
  return value.isSummable ? null : "As the source has it: never summed, and no rule looks at it";
}
