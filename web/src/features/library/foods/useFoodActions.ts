import { graphql } from "../../../graphql/graphql.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";

const ArchiveFood = graphql(`
  mutation ArchiveFood($foodId: UUID!) {
    archiveFood(input: { foodId: $foodId }) {
      result {
        id
        archivedAt
      }
    }
  }
`);

const RestoreFood = graphql(`
  mutation RestoreFood($foodId: UUID!) {
    restoreFood(input: { foodId: $foodId }) {
      result {
        id
        archivedAt
      }
    }
  }
`);

const DeleteFood = graphql(`
  mutation DeleteFood($foodId: UUID!) {
    deleteFood(input: { foodId: $foodId }) {
      clientMutationId
    }
  }
`);

/** Putting an own food away, with the way back, and deleting one that nothing uses. */
export function useFoodActions(onChange: () => void) {
  const archiving = useAction(ArchiveFood);
  const restoring = useAction(RestoreFood);
  const deleting = useAction(DeleteFood);

  async function restore(food: { id: string; name: string }, isTold = true): Promise<void> {
    if (!(await restoring.run({ foodId: food.id }))) return;
    onChange();
    if (isTold) toasts.show(`Searches find ${food.name} again`);
  }

  async function archive(food: { id: string; name: string }): Promise<void> {
    if (!(await archiving.run({ foodId: food.id }))) return;
    onChange();
    toasts.show(`${food.name} was archived`, () => restore(food, false));
  }

  /** Answers whether it is gone. */
  const remove = async (food: { id: string }): Promise<boolean> => (await deleting.run({ foodId: food.id })) !== null;

  return { archive, restore, remove, archiving, restoring, deleting };
}
