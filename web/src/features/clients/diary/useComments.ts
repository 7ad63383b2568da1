import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import type { CommentPlace, DiaryComment } from "./client-diary.ts";

const WriteDiaryComment = graphql(`
  mutation WriteDiaryComment($id: UUID!, $clientId: UUID!, $onDate: Date!, $body: String!, $mealId: UUID, $mealLogId: UUID) {
    writeDiaryComment(input: { id: $id, clientId: $clientId, onDate: $onDate, body: $body, mealId: $mealId, mealLogId: $mealLogId }) {
      result {
        id
      }
    }
  }
`);
const EditDiaryComment = graphql(`
  mutation EditDiaryComment($id: UUID!, $revision: Int!, $body: String!) {
    editDiaryComment(input: { id: $id, revision: $revision, body: $body }) {
      result {
        id
      }
    }
  }
`);
const RemoveDiaryComment = graphql(`
  mutation RemoveDiaryComment($id: UUID!, $revision: Int!) {
    removeDiaryComment(input: { id: $id, revision: $revision }) {
      result {
        id
      }
    }
  }
`);
const RestoreDiaryComment = graphql(`
  mutation RestoreDiaryComment($id: UUID!, $revision: Int!) {
    restoreDiaryComment(input: { id: $id, revision: $revision }) {
      result {
        id
      }
    }
  }
`);

/** What somebody says to the client about a day or a meal. Each answers whether it was done; what was typed is kept otherwise. */
export function useComments(clientId: () => string) {
  const writing = useAction(WriteDiaryComment);
  const editing = useAction(EditDiaryComment);
  const removing = useAction(RemoveDiaryComment);
  const restoring = useAction(RestoreDiaryComment);
  /** The id of the words that are on their way: sent again after a lost answer, they are said once. */
  let draft = { body: "", id: "" };

  async function write(onDate: string, body: string, place: CommentPlace): Promise<boolean> {
    const key = JSON.stringify([onDate, body, place]);
    if (draft.body !== key) draft = { body: key, id: newId() };
    const isDone = (await writing.run({ id: draft.id, clientId: clientId(), onDate, body, ...place })) !== null;
    if (isDone) draft = { body: "", id: "" };
    return isDone;
  }

  const edit = async ({ id, revision }: DiaryComment, body: string): Promise<boolean> => (await editing.run({ id, revision, body })) !== null;

  async function remove({ id, revision }: DiaryComment): Promise<void> {
    if (await removing.run({ id, revision })) toasts.show("The comment is removed", async () => void (await restoring.run({ id, revision })));
  }

  const actions = [writing, editing, removing, restoring];
  return {
    write,
    edit,
    remove,
    isBusy: computed(() => actions.some(({ isBusy }) => isBusy.value)),
    problem: computed(() => actions.map(({ problem }) => problem.value).find(Boolean) ?? null),
  };
}
