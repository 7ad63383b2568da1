import { shallowRef } from "vue";

/**
 * The units that the organisation reads. Everything is computed, stored and sent in kcal, kg and cm; what people see and type is
 * converted here and nowhere else, and always stands beside its unit.
 */
interface ShownUnits {
  energyUnit: "kcal" | "kJ";
  unitSystem: "metric" | "us";
}

const units = shallowRef<ShownUnits>({ energyUnit: "kcal", unitSystem: "metric" });

export function showUnits(chosen: ShownUnits): void {
  units.value = chosen;
}

/** The thermochemical calorie, 4.184 J, which food tables mean; the pound and the inch, exact by definition (NIST SP 811, B.8). */
const KJ_PER_KCAL = 4.184;
const KG_PER_LB = 0.45359237;
const CM_PER_IN = 2.54;

type Measure = "energy" | "weight" | "height";

/** The unit in which people read it, and how many of them are one kcal, kg or cm. */
function shownUnitOf(measure: Measure): { unit: string; factor: number } {
  if (measure === "energy") return units.value.energyUnit === "kJ" ? { unit: "kJ", factor: KJ_PER_KCAL } : { unit: "kcal", factor: 1 };
  const isUs = units.value.unitSystem === "us";
  if (measure === "weight") return isUs ? { unit: "lb", factor: 1 / KG_PER_LB } : { unit: "kg", factor: 1 };
  return isUs ? { unit: "in", factor: 1 / CM_PER_IN } : { unit: "cm", factor: 1 };
}

/** `kg` or `lb`, `cm` or `in`, `kcal` or `kJ`. */
export const unitOf = (measure: Measure): string => shownUnitOf(measure).unit;

/** From kcal, kg or cm into what is shown. */
export const toShown = (measure: Measure, stored: number): number => stored * shownUnitOf(measure).factor;

/** From what somebody typed into kcal, kg or cm, to a thousandth. */
export const toStored = (measure: Measure, shown: number): number => Number((shown / shownUnitOf(measure).factor).toFixed(3));
