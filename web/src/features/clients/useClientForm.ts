import { computed, reactive, shallowRef } from "vue";

import { session } from "../../auth/session.ts";
import { newId } from "../../graphql/new-id.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { useAction } from "../../graphql/useAction.ts";
import { dayOf } from "../../ui/numbers/dates.ts";
import { formatHeight } from "../../ui/numbers/format-quantity.ts";
import { toShown, toStored } from "../../ui/numbers/shown-units.ts";
import { typedNumber } from "../../ui/numbers/typed-number.ts";

/** What the form edits; every field is text as typed. */
export const ClientFormFields = graphql(`
  fragment ClientFormFields on Client {
    id
    rowId
    givenName
    familyName
    bornOn
    sex
    heightCm
    email
    phone
    status
    nextReviewOn
    locale
    energyUnit
  }
`);

const CreateClient = graphql(
  `
    mutation CreateClient($input: CreateClientInput!) {
      createClient(input: $input) {
        result {
          id
          ...ClientFormFields
        }
      }
    }
  `,
  [ClientFormFields],
);

const UpdateClient = graphql(
  `
    mutation UpdateClient($rowId: UUID!, $patch: ClientPatch!) {
      updateClient(input: { rowId: $rowId, patch: $patch }) {
        client {
          id
          fullName
          ...ClientFormFields
        }
      }
    }
  `,
  [ClientFormFields],
);

type Fields = ResultOf<typeof ClientFormFields>;

/** The form of a client, empty or filled. `submit` answers the client's id when it was written, else null. */
export function useClientForm(client: Fields | null) {
  const values = reactive({
    givenName: client?.givenName ?? "",
    familyName: client?.familyName ?? "",
    bornOn: client?.bornOn ?? "",
    sex: (client?.sex ?? "") as NonNullable<Fields["sex"]> | "",
    height: shownHeight(client),
    email: client?.email ?? "",
    phone: client?.phone ?? "",
    status: (client?.status ?? "active") as Fields["status"],
    nextReviewOn: client?.nextReviewOn ?? "",
    locale: client?.locale ?? "",
    energyUnit: (client?.energyUnit ?? "") as "kcal" | "kJ" | "",
  });
  const rowId = client?.rowId ?? newId();
  /** Who opens records closes them. */
  const mayClose = session.can("create_client");
  const wasTried = shallowRef(false);
  const creation = useAction(CreateClient);
  const change = useAction(UpdateClient);

  const errors = computed(() => (wasTried.value ? findErrors(values) : {}));

  async function submit(): Promise<string | null> {
    wasTried.value = true;
    if (Object.keys(errors.value).length) return null;
    const patch = {
      givenName: values.givenName.trim(),
      familyName: values.familyName.trim(),
      bornOn: values.bornOn || null,
      sex: values.sex || null,
      heightCm: storedHeight(values.height, client),
      email: values.email.trim() || null,
      phone: values.phone.trim() || null,
    };
    const done = client
      ? await change.run({ rowId, patch: { ...patch, ...(mayClose && { status: values.status }), nextReviewOn: values.nextReviewOn || null, locale: values.locale || null, energyUnit: values.energyUnit || null } })
      : await creation.run({ input: { id: rowId, ...patch } });
    return done ? rowId : null;
  }

  return {
    values,
    errors,
    mayClose,
    submit,
    isBusy: computed(() => creation.isBusy.value || change.isBusy.value),
    problem: computed(() => creation.problem.value ?? change.problem.value),
  };
}

/** The height as it is shown, in cm or in. */
function shownHeight(client: Fields | null): string {
  return client?.heightCm ? String(Number(toShown("height", Number(client.heightCm)).toFixed(1))) : "";
}

/** The height in cm; one that nobody touched stays as exact as it was. */
function storedHeight(typed: string, client: Fields | null): string | null {
  if (typed === shownHeight(client)) return client?.heightCm ?? null;
  return typed ? String(toStored("height", typedNumber(typed))) : null;
}

type FormErrors = Partial<Record<"givenName" | "familyName" | "bornOn" | "height" | "email", string>>;

function findErrors(values: { givenName: string; familyName: string; bornOn: string; height: string; email: string }): FormErrors {
  const errors: FormErrors = {};
  if (!values.givenName.trim()) errors.givenName = "Enter the given name";
  if (!values.familyName.trim()) errors.familyName = "Enter the family name";
  if (values.bornOn && (values.bornOn > dayOf(new Date()) || values.bornOn < "1890-01-02")) errors.bornOn = "Enter a date of birth in the past";
  const height = toStored("height", typedNumber(values.height));
  if (values.height && !(height >= 20 && height <= 280)) errors.height = `Enter a height between ${formatHeight(20)} and ${formatHeight(280)}`;
  if (values.email && !/^[^@\s]+@[^@\s]+$/.test(values.email.trim())) errors.email = "Enter an email address, like name@example.org";
  return errors;
}
