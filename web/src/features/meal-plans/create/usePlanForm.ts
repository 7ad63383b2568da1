import { computed, reactive, shallowRef } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { PlanLine } from "../plan-versions.ts";

const CreatePlan = graphql(
  `
    mutation CreatePlan($input: CreateMealPlanInput!) {
      createMealPlan(input: $input) {
        result {
          id
          ...PlanLine
        }
      }
    }
  `,
  [PlanLine],
);

const CreateFromTemplate = graphql(
  `
    mutation CreatePlanFromTemplate($input: CreateMealPlanFromVersionInput!) {
      createMealPlanFromVersion(input: $input) {
        result {
          id
          ...PlanLine
        }
      }
    }
  `,
  [PlanLine],
);

/** The form of a new plan. `submit` answers the plan with its first draft, or null. */
export function usePlanForm(clientId: string | null, isTemplate = false) {
  const rowId = newId();
  const values = reactive({
    name: "",
    isTemplate,
    clientId,
    /** The version of a template to copy; '' = empty days. Only a plan for a client starts from one. */
    sourceVersionId: "",
    dayCount: "7",
    meals: "Breakfast\nLunch\nDinner\nSnack",
  });
  const wasTried = shallowRef(false);
  const creation = useAction(CreatePlan);
  const copying = useAction(CreateFromTemplate);
  const isCopy = computed(() => !values.isTemplate && values.sourceVersionId !== "");
  const mealNames = computed(() => values.meals.split("\n").map((name) => name.trim()).filter(Boolean));

  const errors = computed(() => {
    if (!wasTried.value) return {};
    const days = Number(values.dayCount);
    return {
      ...(!values.name.trim() && { name: "Give the plan a name" }),
      ...(!values.isTemplate && !values.clientId && { client: "Choose a client, or make it a template" }),
      ...(!isCopy.value && !(Number.isInteger(days) && days >= 1 && days <= 84) && { dayCount: "Enter a number of days from 1 to 84" }),
      ...(!isCopy.value && (mealNames.value.length < 1 || mealNames.value.length > 12) && { meals: "Name 1 to 12 meals" }),
    };
  });

  async function submit() {
    wasTried.value = true;
    if (Object.keys(errors.value).length) return null;
    const name = values.name.trim();
    if (isCopy.value && values.clientId) {
      const input = { id: rowId, name, clientId: values.clientId, mealPlanVersionId: values.sourceVersionId };
      return (await copying.run({ input }))?.createMealPlanFromVersion?.result ?? null;
    }
    const input = {
      id: rowId,
      name,
      clientId: values.isTemplate ? null : values.clientId,
      dayCount: Number(values.dayCount),
      mealNames: mealNames.value,
    };
    return (await creation.run({ input }))?.createMealPlan?.result ?? null;
  }

  return {
    values,
    isCopy,
    errors: errors as typeof errors & { value: Partial<Record<"name" | "client" | "dayCount" | "meals", string>> },
    submit,
    isBusy: computed(() => creation.isBusy.value || copying.isBusy.value),
    problem: computed(() => creation.problem.value ?? copying.problem.value),
  };
}
