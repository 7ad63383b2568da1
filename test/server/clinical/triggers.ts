import { greatest, least, Rational } from "./rational.ts";
import type { Branch, Day, Period, Profile, Rule, Severity, Spell, WeightKind, World } from "./records.ts";

/** A rule that holds for a client, or may hold, with its limits in the nutrient's own unit. */
export type HeldRule = {
  origin: "rule" | "allergy" | "limit";
  rule: Pick<Rule, "code" | "version" | "effect" | "nutrientId" | "scope" | "basis" | "maxVariationPercent" | "tagCode" | "avoidAllergenId" | "supersedes">;
  severity: Severity;
  minimum: Rational | null;
  maximum: Rational | null;
  /** False where what triggers it is not known (no date of birth): it counts only as what could be broken. */
  surelyHolds: boolean;
  /** Whether it holds on every day of the period, and not only on some. */
  isLasting: boolean;
  /** A bound per kg without a weight: undetermined, whatever the plan is (CLINICAL 24). */
  lacksWeight: boolean;
  /** From the list of allergies: whether "may contain" is as bad as "contains" there. */
  mayContainIsBreach: boolean;
};

/** CLINICAL 11 and 23: active on any day of the period, both half-open. What ended as it began never was. */
const isActive = (spell: Spell, period: Period): boolean =>
  (spell.startedOn === null || spell.endedOn === null || spell.startedOn < spell.endedOn) &&
  (spell.startedOn === null || period.until === null || spell.startedOn < period.until) &&
  (spell.endedOn === null || period.from < spell.endedOn);

/** Whether the spells together leave no day of the period out. */
function cover(spells: readonly Spell[], period: Period): boolean {
  let reached: Day | null = period.from;
  for (const spell of [...spells].sort((a, b) => ((a.startedOn ?? "") < (b.startedOn ?? "") ? -1 : 1))) {
    if (reached === null || (spell.startedOn ?? "") > reached) break;
    if (spell.endedOn === null || spell.endedOn > reached) reached = spell.endedOn;
  }
  return reached === null || (period.until !== null && period.until <= reached);
}

/** Itself and everything wider: chronic kidney disease stage 4, chronic kidney disease. */
export function upwards(tree: Map<string, Branch>, id: string): string[] {
  const path: string[] = [];
  for (let at: string | null = id; at !== null; at = tree.get(at)?.parentId ?? null) path.push(at);
  return path;
}

export const addDays = (day: Day, days: number): Day => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The same day so many months later, or the last day of that month. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(first.toISOString().slice(0, 10), Math.min(date, lastDate) - 1);
}

type Trigger = { holds: boolean; isKnown: boolean; isLasting: boolean };

const ofSpells = (spells: readonly Spell[], period: Period): Trigger => ({
  holds: spells.some((s) => isActive(s, period)),
  isKnown: true,
  isLasting: cover(spells, period),
});

/** An age of the band. A period without end is about the birthdays of a year. */
function ofAge(rule: Rule, profile: Profile, period: Period): Trigger {
  if (profile.bornOn === null) return { holds: true, isKnown: false, isLasting: false };
  const turns = (years: Rational): Day => addMonths(profile.bornOn!, Math.round(years.toNumber() * 12));
  const startedOn = rule.ageYearsFrom === null ? profile.bornOn : turns(rule.ageYearsFrom);
  const endedOn = rule.ageYearsTo === null ? null : turns(rule.ageYearsTo);
  return ofSpells([{ startedOn, endedOn }], { from: period.from, until: period.until ?? addMonths(period.from, 12) });
}

/** The latest value of a test, of those before the period ends: none triggers nothing, and one that is too old leaves it open. */
function ofLab(rule: Rule, profile: Profile, period: Period): Trigger {
  const [latest] = profile.labs
    .filter((l) => l.testCode === rule.labTestCode && (period.until === null || l.takenOn < period.until))
    .sort((a, b) => (a.takenOn + a.createdAt < b.takenOn + b.createdAt ? 1 : -1));
  if (!latest) return { holds: false, isKnown: true, isLasting: false };
  if (latest.takenOn < addDays(period.from, -rule.labMaxAgeDays!)) return { holds: true, isKnown: false, isLasting: false };
  const isWithin = (!rule.labFrom || !latest.value.isBelow(rule.labFrom)) && (!rule.labTo || latest.value.isBelow(rule.labTo));
  return { holds: isWithin, isKnown: true, isLasting: true };
}

/** CLINICAL 23: whether what triggers the rule is there on any day of the period, as far as it is known, and on every day. */
function triggerOf(world: World, rule: Rule, profile: Profile, period: Period): Trigger {
  if (rule.conditionId !== null) {
    return ofSpells(profile.conditions.filter((c) => upwards(world.conditions, c.conditionId).includes(rule.conditionId!)), period);
  }
  if (rule.medicationId !== null) {
    return ofSpells(profile.medications.filter((m) => upwards(world.medications, m.medicationId).includes(rule.medicationId!)), period);
  }
  if (rule.allergenId !== null) {
    // an allergy to legumes is one to peanut: the wider one of the client lies above the rule's
    const wider = upwards(world.allergens, rule.allergenId);
    const holds = profile.allergies.some((a) => a.status === "active" && wider.includes(a.allergenId));
    return { holds, isKnown: true, isLasting: true };
  }
  if (rule.lifeStage !== null) return ofSpells(profile.lifeStages.filter((s) => s.lifeStage === rule.lifeStage), period);
  if (rule.labTestCode !== null) return ofLab(rule, profile, period);
  return ofAge(rule, profile, period);
}

const WEIGHT_KINDS: Record<string, WeightKind> = { actual: "weight", dry: "dry_weight", adjusted: "adjusted_weight" };

/** CLINICAL 24: the latest weight of the rule's basis until the end of the period, if it is young enough on the first day. */
function weightFor(rule: Rule, profile: Profile, period: Period): Rational | null {
  const kind = WEIGHT_KINDS[rule.weightBasis!];
  const oldest = addDays(period.from, -rule.weightMaxAgeDays!);
  const [latest] = profile.metrics
    .filter((m) => m.kind === kind && m.measuredOn >= oldest && (period.until === null || m.measuredOn < period.until))
    .sort((a, b) => (a.measuredOn + a.createdAt < b.measuredOn + b.createdAt ? 1 : -1));
  return latest?.value ?? null;
}

/** CLINICAL 29: a rule as the organisation has it. null where it is switched off, which a contraindication never is. */
function adjusted(world: World, rule: Rule): Rule | null {
  const decided = world.adjustments.filter((a) => a.ruleId === rule.id);
  if (rule.severity !== "contraindicated" && decided.some((a) => a.kind === "switch_off")) return null;
  const bounds = (side: "minimum" | "maximum") => decided.filter((a) => a.kind === "tighten").map((a) => a[side]).filter((b) => b !== null);
  const isVariation = rule.effect === "nutrient_variation";
  return {
    ...rule,
    minimum: rule.minimum && greatest([rule.minimum, ...bounds("minimum")]),
    maximum: rule.maximum && least([rule.maximum, ...bounds("maximum")]),
    maxVariationPercent: rule.maxVariationPercent && least([rule.maxVariationPercent, ...(isVariation ? bounds("maximum") : [])]),
  };
}

/** CLINICAL 23: what a physician ordered, as a rule of its own; a second order about the same in the period is numbered. */
function limitsThatHold(world: World, profile: Profile, period: Period): HeldRule[] {
  const standing = profile.limits.filter((l) => isActive(l, period)).sort((a, b) => (a.startedOn! < b.startedOn! ? -1 : 1));
  return standing.map((limit) => ({
    origin: "limit",
    rule: {
      code: `limit.${world.nutrientCodes.get(limit.nutrientId)}_${limit.scope}`,
      version: standing.filter((l) => l.nutrientId === limit.nutrientId && l.scope === limit.scope).indexOf(limit) + 1,
      effect: "nutrient_bound",
      nutrientId: limit.nutrientId,
      scope: limit.scope,
      basis: "absolute",
      maxVariationPercent: null,
      tagCode: null,
      avoidAllergenId: null,
      supersedes: [],
    },
    severity: limit.severity,
    minimum: limit.minimum,
    maximum: limit.maximum,
    surelyHolds: true,
    isLasting: true,
    lacksWeight: false,
    mayContainIsBreach: false,
  }));
}

/** All rules that hold, or may, for a client on any day of the period, and the list of allergies as rules of its own (CLINICAL 22). */
export function rulesThatHold(world: World, profile: Profile, period: Period): HeldRule[] {
  const held: HeldRule[] = [];
  for (const shipped of world.rules) {
    const rule = adjusted(world, shipped);
    if (rule === null) continue;
    const trigger = triggerOf(world, rule, profile, period);
    if (!trigger.holds) continue;
    const weight = rule.basis === "per_kg" ? weightFor(rule, profile, period) : Rational.of(1);
    const resolve = (bound: Rational | null) => (bound && weight ? bound.times(weight) : null);
    held.push({
      origin: "rule",
      rule,
      severity: rule.severity,
      minimum: resolve(rule.minimum),
      maximum: resolve(rule.maximum),
      surelyHolds: trigger.isKnown,
      isLasting: trigger.isLasting,
      lacksWeight: weight === null,
      mayContainIsBreach: false,
    });
  }
  for (const allergy of profile.allergies) {
    if (allergy.status !== "active") continue;
    const isGrave = allergy.kind === "allergy" && allergy.criticality === "high";
    held.push({
      origin: "allergy",
      rule: {
        code: `allergy.${world.allergens.get(allergy.allergenId)!.code}`,
        version: 1,
        effect: "avoid_allergen",
        nutrientId: null,
        scope: null,
        basis: null,
        maxVariationPercent: null,
        tagCode: null,
        avoidAllergenId: allergy.allergenId,
        supersedes: [],
      },
      severity: isGrave ? "contraindicated" : "caution",
      minimum: null,
      maximum: null,
      surelyHolds: true,
      isLasting: true,
      lacksWeight: false,
      mayContainIsBreach: isGrave && world.mayContainIsBreach,
    });
  }
  return [...held, ...limitsThatHold(world, profile, period)];
}
