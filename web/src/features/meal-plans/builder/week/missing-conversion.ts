import { unitLabel } from "../document/plan-words.ts";

/** A unit that an amount was typed in, and that this food does not convert from (CLINICAL 9). */
export interface MissingConversion {
  foodId: string;
  foodName: string;
  /** The food is the organisation's own: a density can be stated instead of a portion. */
  isOwn: boolean;
  unitCode: string;
  /** Millilitres of one. */
  millilitres: number;
}

/**
 * The volumes that an amount may be written in, in ml, exact by definition: the vocabulary of units of the database is closed, and a
 * test holds this table to it. US, imperial and metric cups and spoons are different units.
 */
export const millilitres: Readonly<Record<string, number>> = {
  ml: 1,
  dl: 100,
  l: 1000,
  tsp_metric: 5,
  tbsp_metric: 15,
  cup_metric: 250,
  tsp_us: 4.92892159375,
  tbsp_us: 14.78676478125,
  fl_oz_us: 29.5735295625,
  cup_us: 236.5882365,
  pint_us: 473.176473,
  tsp_imperial: 5.919388020833,
  tbsp_imperial: 17.7581640625,
  fl_oz_imperial: 28.4130625,
  cup_imperial: 284.130625,
  pint_imperial: 568.26125,
};

/** The volumes that a food's amounts do not convert from, because nobody has said how dense it is. */
export const missingVolumes = (units: readonly string[]): string[] => Object.keys(millilitres).filter((code) => !units.includes(code));

/** What is missing, in words: "Olive oil has no density: 1 tbsp (15 ml) cannot be converted to grams." */
export const missingWords = ({ foodName, unitCode }: MissingConversion): string =>
  `${foodName} has no density: 1 ${unitLabel(unitCode)} cannot be converted to grams.`;
