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

/** The form of a new plan. `submit` answers the plan with its first draft, or null. */
export function usePlanForm(clientId: string | null) {
  const rowId = newId();
  const values = reactive({
    name: "",
    isTemplate: false,
    clientId,
    dayCount: "7",
    meals: "Breakfast\nLunch\nDinner\nSnack",
  });
  const wasTried = shallowRef(false);
  const { run, isBusy, problem } = useAction(CreatePlan);
  const mealNames = computed(() => values.meals.split("\n").map((name) => name.trim()).filter(Boolean));

  const errors = computed(() => {
    if (!wasTried.value) return {};
    const days = Number(values.dayCount);
    return {
      ...(!values.name.trim() && { name: "Give the plan a name" }),
      ...(!values.isTemplate && !values.clientId && { client: "Choose a client, or make it a template" }),
      ...(!(Number.isInteger(days) && days >= 1 && days <= 84) && { dayCount: "Enter a number of days from 1 to 84" }),
      ...((mealNames.value.length < 1 || mealNames.value.length > 12) && { meals: "Name 1 to 12 meals" }),
    };
  });

  async function submit() {
    wasTried.value = true;
    if (Object.keys(errors.value).length) return null;
    const input = {
      id: rowId,
      name: values.name.trim(),
      clientId: values.isTemplate ? null : values.clientId,
      dayCount: Number(values.dayCount),
      mealNames: mealNames.value,
    };
    return (await run({ input }))?.createMealPlan?.result ?? null;
  }

  return { values, errors: errors as typeof errors & { value: Partial<Record<"name" | "client" | "dayCount" | "meals", string>> }, submit, isBusy, problem };
}
