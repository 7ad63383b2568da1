import { computed, reactive, ref, shallowRef } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { dayOf } from "../../../ui/numbers/dates.ts";
import { numberProblem, typedNumber } from "../../../ui/numbers/typed-number.ts";
import type { FoodDocument } from "./food-document.ts";
import { amountOf, doubts, typedOf, valueProblem, type Nutrient, type TypedValue } from "./nutrient-values.ts";

const CreateFood = graphql(`
  mutation CreateFood($input: CreateFoodInput!) {
    createFood(input: $input) {
      result {
        id
        rowId
      }
    }
  }
`);

const ChangeFood = graphql(`
  mutation ChangeFood($input: ChangeFoodInput!) {
    changeFood(input: $input) {
      result {
        id
        revision
      }
    }
  }
`);

const GTIN = /^(\d{8}|\d{12,14})$/;

/**
 * The form of an own food: empty, filled with what another food says (`original`, of which it becomes a copy), or with what the food
 * itself says. `submit` answers the food's id when it was written, else null; what was typed stays.
 */
export function useFoodForm(start: { food: FoodDocument | null; original: FoodDocument | null }, nutrients: () => readonly Nutrient[]) {
  const filled = start.food ?? start.original;
  const values = reactive({
    name: filled?.name ?? "",
    kind: filled?.kind ?? "food",
    brand: filled?.brand ?? "",
    synonyms: filled?.synonyms.join(", ") ?? "",
    barcode: start.food?.barcode ?? "", // of one package only: a copy has none
    group: filled?.groupCode ?? "",
    refusePercent: filled?.refuseShare == null ? "" : String(Number((filled.refuseShare * 100).toFixed(2))),
    density: filled?.densityGPerMl == null ? "" : String(filled.densityGPerMl),
    source: filled && filled.source !== "own" ? filled.source : "",
    sourceVersion: filled?.sourceVersion ?? "",
    sourceOn: filled?.sourceOn ?? "",
  });
  const typed = reactive(new Map<number, TypedValue>());
  for (const { id, unit, amount, isAssumedZero } of filled?.nutrients ?? []) {
    if (amount !== null) typed.set(id, { text: typedOf(amount, unit), isAssumed: isAssumedZero });
  }
  const portions = ref<{ id: string; label: string; grams: string }[]>([]);
  const id = start.food?.id ?? newId();
  const revision = shallowRef(start.food?.revision ?? 1);
  const wasTried = shallowRef(false);
  const creation = useAction(CreateFood);
  const change = useAction(ChangeFood);

  const valueErrors = computed(() => {
    const errors = new Map<number, string>();
    for (const nutrient of nutrients()) {
      const problem = valueProblem(typed.get(nutrient.id)?.text ?? "", nutrient.unit);
      if (problem) errors.set(nutrient.id, problem);
    }
    return errors;
  });
  const told = computed(() => doubts(knownAmounts()));
  const errors = computed(() => (wasTried.value ? findErrors(values) : {}));
  const portionError = computed(() => {
    if (!wasTried.value) return undefined;
    const begun = begunPortions();
    return begun.some(({ label, grams }) => !label.trim() || !(typedNumber(grams) > 0)) ? "A portion needs words and its grams." : undefined;
  });

  function knownAmounts(): Map<number, number> {
    const amounts = new Map<number, number>();
    for (const nutrient of nutrients()) {
      const amount = amountOf(typed.get(nutrient.id)?.text ?? "", nutrient.unit);
      if (amount !== null && !Number.isNaN(amount)) amounts.set(nutrient.id, amount);
    }
    return amounts;
  }

  const begunPortions = () => portions.value.filter(({ label, grams }) => label.trim() || grams.trim());

  async function submit(): Promise<string | null> {
    wasTried.value = true;
    const isRefused = told.value.some((doubt) => doubt.isRefused);
    if (Object.keys(errors.value).length || valueErrors.value.size || portionError.value || isRefused) return null;
    const food = {
      name: values.name.trim(),
      kind: values.kind,
      brand: values.brand.trim() || null,
      synonyms: values.synonyms.split(/[,;\n]/).map((word) => word.trim()).filter(Boolean),
      barcode: values.barcode.trim() || null,
      foodGroupCode: values.group || null,
      refuseShare: values.refusePercent ? String(Number((typedNumber(values.refusePercent) / 100).toFixed(6))) : null,
      densityGPerMl: values.density ? String(typedNumber(values.density)) : null,
      source: values.source.trim() || null,
      sourceVersion: values.sourceVersion.trim() || null,
      sourceOn: values.sourceOn || null,
    };
    const amounts = [...knownAmounts()].map(([nutrientId, amount]) => ({
      nutrientId,
      amount: String(amount),
      isAssumedZero: amount === 0 && (typed.get(nutrientId)?.isAssumed ?? false),
    }));
    const measures = begunPortions().map(({ id: rowId, label, grams }) => ({ rowId, label: label.trim(), grams: String(typedNumber(grams)) }));
    const done = start.food
      ? await change.run({ input: { foodId: id, revision: revision.value, food, nutrients: amounts } })
      : await creation.run({
          input: { id, food, nutrients: amounts, ...(start.original ? { copiedFromId: start.original.id } : { portions: measures }) },
        });
    return done ? id : null;
  }

  const problem = computed(() => creation.problem.value ?? change.problem.value);
  /** What somebody else saved meanwhile is written over: the person has been asked. */
  async function submitOver(): Promise<string | null> {
    const current = change.problem.value?.detail?.["revision"];
    if (typeof current === "number") revision.value = current;
    return submit();
  }

  return {
    values,
    typed,
    portions,
    errors,
    valueErrors,
    portionError,
    told,
    problem,
    submit,
    submitOver,
    isBusy: computed(() => creation.isBusy.value || change.isBusy.value),
  };
}

interface Typed {
  name: string;
  barcode: string;
  refusePercent: string;
  density: string;
  sourceOn: string;
}

function findErrors(values: Typed): Partial<Record<keyof Typed, string>> {
  const errors: Partial<Record<keyof Typed, string>> = {};
  if (!values.name.trim()) errors.name = "Enter what it is, and in which state";
  if (values.barcode.trim() && !GTIN.test(values.barcode.replace(/[\s-]/g, ""))) errors.barcode = "A barcode has 8, 12, 13 or 14 digits";
  const refuse = typedNumber(values.refusePercent);
  if (values.refusePercent && !(refuse >= 0 && refuse < 100)) errors.refusePercent = numberProblem(values.refusePercent) ?? "Enter a percentage from 0 to below 100";
  const density = typedNumber(values.density);
  if (values.density && !(density >= 0.01 && density <= 10)) errors.density = numberProblem(values.density) ?? "Enter grams in a millilitre; water has 1";
  if (values.sourceOn && values.sourceOn > dayOf(new Date())) errors.sourceOn = "Enter a day that has been";
  return errors;
}
