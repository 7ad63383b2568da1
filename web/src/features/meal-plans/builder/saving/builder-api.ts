import { gql, type Client } from "@urql/vue";

import { problemOf, type Problem } from "../../../../graphql/problems.ts";
import type { PlanEdit } from "../edits/plan-edit.ts";
import { toEditInput } from "./edit-input.ts";
import type { SendResult } from "./edit-queue.ts";
import { parseDocument, parseEditAnswer, type EditAnswer, type OpenedDocument } from "./parse-document.ts";

export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** A person's decision about one finding: why a breach is accepted, or that an open question was seen. */
export interface SafetyDecision {
  findingKey: string;
  reason: string;
}

const documentQuery = gql<{ mealPlanVersionDocument: unknown }, { versionId: string }>`
  query BuilderDocument($versionId: UUID!) {
    mealPlanVersionDocument(mealPlanVersionId: $versionId)
  }
`;

const editMutation = gql<{ editMealPlanVersion: { result: unknown } | null }, { input: object }>`
  mutation BuilderEdit($input: EditMealPlanVersionInput!) {
    editMealPlanVersion(input: $input) {
      result
    }
  }
`;

const publishMutation = gql<{ publishMealPlanVersion: object | null }, { input: object }>`
  mutation BuilderPublish($input: PublishMealPlanVersionInput!) {
    publishMealPlanVersion(input: $input) {
      result {
        id
        rowId
        status
        contentHash
      }
    }
  }
`;

const assignMutation = gql<{ assignMealPlanVersion: object | null }, { input: object }>`
  mutation BuilderAssign($input: AssignMealPlanVersionInput!) {
    assignMealPlanVersion(input: $input) {
      result {
        id
        rowId
      }
    }
  }
`;

const cloneMutation = gql<{ cloneMealPlanVersion: { result: { rowId: string } | null } | null }, { input: object }>`
  mutation BuilderClone($input: CloneMealPlanVersionInput!) {
    cloneMealPlanVersion(input: $input) {
      result {
        id
        rowId
      }
    }
  }
`;

/** What the builder asks of the server, for one version. Nothing here throws: every answer says whether it worked. */
export function createBuilderApi(client: Client, versionId: string) {
  async function mutate<Data, Value>(
    mutation: Parameters<typeof client.mutation<Data, { input: object }>>[0],
    input: object,
    read: (data: Data) => Value,
  ): Promise<Answer<Value>> {
    const result = await client.mutation(mutation, { input }).toPromise();
    if (result.error) return { ok: false, problem: problemOf(result.error) };
    return { ok: true, value: read(result.data as Data) };
  }

  return {
    /** Everything that the builder opens with. */
    async load(): Promise<Answer<OpenedDocument>> {
      const result = await client.query(documentQuery, { versionId }, { requestPolicy: "network-only" }).toPromise();
      if (result.error) return { ok: false, problem: problemOf(result.error) };
      return { ok: true, value: parseDocument(result.data?.mealPlanVersionDocument) };
    },

    /** Writes one batch of edits onto `revision`, all or nothing. */
    async send(edits: PlanEdit[], revision: number): Promise<SendResult<EditAnswer>> {
      const input = { mealPlanVersionId: versionId, revision, edits: edits.map(toEditInput) };
      const answer = await mutate(editMutation, input, (data) => parseEditAnswer(data.editMealPlanVersion?.result));
      if (answer.ok) return { ok: true, answer: answer.value };
      const { problem } = answer;
      return {
        ok: false,
        failure: { kind: failureKind(problem), message: problem.message, ...(problem.requestId && { requestId: problem.requestId }) },
      };
    },

    publish: (revision: number, changeNote: string, decisions: SafetyDecision[]) =>
      mutate(publishMutation, { mealPlanVersionId: versionId, revision, changeNote, decisions }, () => undefined),

    /** `endsOn` is exclusive; null = until further notice. */
    assign: (id: string, startsOn: string, endsOn: string | null, decisions: SafetyDecision[]) =>
      mutate(assignMutation, { id, mealPlanVersionId: versionId, startsOn, endsOn, decisions }, () => undefined),

    /** Makes a new draft from this version; answers the draft's id. */
    clone: (id: string) =>
      mutate(cloneMutation, { id, mealPlanVersionId: versionId }, (data) => data.cloneMealPlanVersion?.result?.rowId ?? id),
  };
}

export type BuilderApi = ReturnType<typeof createBuilderApi>;

function failureKind(problem: Problem): "offline" | "conflict" | "refused" | "failed" {
  if (problem.kind === "offline") return "offline";
  if (problem.code === "TF010" || problem.code === "TF020") return "conflict";
  return problem.kind === "refused" || problem.kind === "conflict" ? "refused" : "failed";
}
