import { computed, reactive, shallowRef } from "vue";

import { session } from "../../../auth/session.ts";
import { graphql, type VariablesOf } from "../../../graphql/graphql.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import { OrganisationFields, type Organisation } from "./organisation-fields.ts";

const UpdateOrganisation = graphql(
  `
    mutation UpdateOrganisation($input: UpdateOrganizationInput!) {
      updateOrganization(input: $input) {
        result {
          id
          ...OrganisationFields
        }
      }
    }
  `,
  [OrganisationFields],
);
type Input = VariablesOf<typeof UpdateOrganisation>["input"];

/** The settings as the form holds them. `panelNutrientIds` is empty for the default, as the API takes it. */
function valuesOf(organisation: Organisation) {
  return {
    name: organisation.name,
    timeZone: organisation.timeZone as string | null,
    locale: organisation.locale,
    unitSystem: organisation.unitSystem,
    energyUnit: organisation.energyUnit,
    reviewIntervalDays: String(organisation.reviewIntervalDays),
    panelNutrientIds: (organisation.panelNutrientIds ?? []).flatMap((id) => (id === null ? [] : [id])),
    requiresSecondFactor: organisation.requiresSecondFactor,
    mayContainIsBreach: organisation.mayContainIsBreach,
  };
}
type Values = ReturnType<typeof valuesOf>;

const inputOf = (values: Values): Input => ({
  ...values,
  name: values.name.trim(),
  reviewIntervalDays: Number(values.reviewIntervalDays),
});

/** The form of the organisation's settings. `submit` saves what is there and offers the way back. */
export function useOrganisationForm(organisation: Organisation) {
  const saved = shallowRef(valuesOf(organisation));
  const values = reactive(valuesOf(organisation));
  const wasTried = shallowRef(false);
  const { run, isBusy, problem } = useAction(UpdateOrganisation);

  const errors = computed(() => (wasTried.value ? findErrors(values) : {}));
  const isChanged = computed(() => JSON.stringify(values) !== JSON.stringify(saved.value));

  async function write(next: Values): Promise<boolean> {
    if (!(await run({ input: inputOf(next) }))) return false;
    saved.value = { ...next, panelNutrientIds: [...next.panelNutrientIds] };
    Object.assign(values, next, { panelNutrientIds: [...next.panelNutrientIds] });
    await session.refresh(); // what the shell knows about the organisation comes with the session
    return true;
  }

  /** Answers whether it was written. */
  async function submit(): Promise<boolean> {
    wasTried.value = true;
    if (Object.keys(errors.value).length) return false;
    const before = saved.value;
    if (!(await write({ ...values }))) return false;
    toasts.show("Settings saved", async () => void (await write(before)));
    return true;
  }

  return { values, errors, isChanged, submit, reset: () => Object.assign(values, saved.value), isBusy, problem };
}

type FormErrors = Partial<Record<"name" | "timeZone" | "reviewIntervalDays", string>>;

function findErrors(values: Values): FormErrors {
  const errors: FormErrors = {};
  if (!values.name.trim()) errors.name = "Enter the name that clients and staff know";
  if (!values.timeZone) errors.timeZone = "Choose a time zone";
  const days = Number(values.reviewIntervalDays);
  if (!(Number.isInteger(days) && days >= 1 && days <= 730)) errors.reviewIntervalDays = "Enter a number of days between 1 and 730";
  return errors;
}
