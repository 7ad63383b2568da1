import type { AnyVariables, Client, TypedDocumentNode } from "@urql/vue";

import { problemOf, type Problem } from "../../../../graphql/problems.ts";
import type { SafetyDecision } from "../../../medical/decisions/useDecisions.ts";
import type { PlanEdit } from "../edits/plan-edit.ts";
import { assignMutation, cloneMutation, continueMutation, editMutation, publishMutation, visitMutation } from "./builder-documents.ts";
import { askForDocument } from "./document-query.ts";
import { toEditInput } from "./edit-input.ts";
import type { SendResult } from "./edit-queue.ts";
import { UnreadableAnswer } from "../../../../graphql/unreadable-answer.ts";
import { parseDocument, parseEditAnswer, parseVisit, type DraftVisit, type EditAnswer, type OpenedDocument } from "./parse-document.ts";

export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** What the builder asks of the server, for one version. Nothing here throws: every answer says whether it worked. */
export function createBuilderApi(client: Client, versionId: string) {
  async function mutate<Data, Variables extends AnyVariables, Value>(
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    read: (data: Data) => Value,
  ): Promise<Answer<Value>> {
    const result = await client.mutation(mutation, variables).toPromise();
    if (result.error) return { ok: false, problem: problemOf(result.error) };
    return readable(() => read(result.data as Data));
  }

  return {
    /** Everything that the builder opens with; of another version of the plan, where that is asked for. */
    async load(id = versionId): Promise<Answer<OpenedDocument>> {
      const result = await askForDocument(client, id);
      if (result.error) return { ok: false, problem: problemOf(result.error) };
      return readable(() => parseDocument(result.data?.mealPlanVersionDocument));
    },

    /** Writes one batch of edits onto `revision`, all or nothing. */
    async send(edits: PlanEdit[], revision: number): Promise<SendResult<EditAnswer>> {
      const input = { mealPlanVersionId: versionId, revision, edits: edits.map(toEditInput) };
      const answer = await mutate(editMutation, { input }, (data) => parseEditAnswer(data.editMealPlanVersion?.result));
      if (answer.ok) return { ok: true, answer: answer.value };
      const { problem } = answer;
      return {
        ok: false,
        failure: { kind: failureKind(problem), message: problem.message, ...(problem.requestId && { requestId: problem.requestId }) },
      };
    },

    /** Says that the draft is open here (or not any more), and learns who else has it open and what it has come to. */
    visit: (isEditing: boolean, isLeaving = false, librarySeen: string | null = null): Promise<Answer<DraftVisit>> =>
      mutate(visitMutation, { input: { mealPlanVersionId: versionId, isEditing, isLeaving, librarySeen } }, (data) => parseVisit(data.visitDraft?.result)),

    publish: (revision: number, changeNote: string, decisions: SafetyDecision[]) =>
      mutate(publishMutation, { input: { mealPlanVersionId: versionId, revision, changeNote, decisions } }, () => undefined),

    /** `endsOn` is exclusive; null = until further notice. `endAssignmentId` is the one that runs then and ends the day before. */
    assign: (id: string, startsOn: string, endsOn: string | null, decisions: SafetyDecision[], note: string, endAssignmentId: string | null) =>
      mutate(assignMutation, { input: { id, mealPlanVersionId: versionId, startsOn, endsOn, decisions, note, endAssignmentId } }, () => undefined),

    /** Makes a new draft from this version; answers the draft's id. */
    clone: (id: string) =>
      mutate(cloneMutation, { input: { id, mealPlanVersionId: versionId } }, (data) => data.cloneMealPlanVersion?.result?.rowId ?? id),

    /** Makes a new draft from this published version with these edits in it. */
    continueOnNewDraft: (draftId: string, edits: PlanEdit[]) =>
      mutate(continueMutation, { input: { mealPlanVersionId: versionId, draftId, edits: edits.map(toEditInput) } }, (data) => data.continueOnNewDraft?.result?.rowId ?? draftId),
  };
}

export type BuilderApi = ReturnType<typeof createBuilderApi>;

function readable<Value>(read: () => Value): Answer<Value> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error;
    return { ok: false, problem: { kind: "unexpected", message: "The answer of the server could not be read. Reload the page." } };
  }
}

function failureKind(problem: Problem): "offline" | "conflict" | "refused" | "failed" {
  if (problem.kind === "offline") return "offline";
  if (problem.code === "TF010" || problem.code === "TF020") return "conflict";
  return problem.kind === "refused" || problem.kind === "conflict" ? "refused" : "failed";
}
