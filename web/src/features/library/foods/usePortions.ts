import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import type { FoodPortion } from "./food-document.ts";

const AddPortion = graphql(`
  mutation AddFoodPortion($id: UUID!, $foodId: UUID!, $label: String!, $grams: BigFloat!) {
    addFoodPortion(input: { id: $id, foodId: $foodId, label: $label, grams: $grams }) {
      result {
        id
        rowId
        label
        grams
      }
    }
  }
`);

const ChangePortion = graphql(`
  mutation ChangeFoodPortion($foodPortionId: UUID!, $revision: Int!, $label: String!, $grams: BigFloat!) {
    changeFoodPortion(input: { foodPortionId: $foodPortionId, revision: $revision, label: $label, grams: $grams }) {
      result {
        id
        label
        grams
      }
    }
  }
`);

const RemovePortion = graphql(`
  mutation RemoveFoodPortion($foodPortionId: UUID!) {
    removeFoodPortion(input: { foodPortionId: $foodPortionId }) {
      clientMutationId
    }
  }
`);

/** What may be done with the portions of one food; each answers whether it was done. */
export function usePortions(foodId: () => string, onChange: () => void) {
  const adding = useAction(AddPortion);
  const changing = useAction(ChangePortion);
  const removing = useAction(RemovePortion);

  async function add(label: string, grams: number, id = newId()): Promise<boolean> {
    const done = await adding.run({ id, foodId: foodId(), label, grams: String(grams) });
    if (done) onChange();
    return done !== null;
  }

  async function change(portion: FoodPortion, label: string, grams: number): Promise<boolean> {
    const done = await changing.run({ foodPortionId: portion.id, revision: portion.revision, label, grams: String(grams) });
    if (done) onChange();
    return done !== null;
  }

  async function remove(portion: FoodPortion): Promise<void> {
    if (!(await removing.run({ foodPortionId: portion.id }))) return;
    onChange();
    toasts.show(`“${portion.label}” is not offered any more`, async () => void (await add(portion.label, portion.grams, portion.id)));
  }

  return { add, change, remove, adding, changing, removing };
}
