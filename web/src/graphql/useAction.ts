import { useMutation, type AnyVariables, type TypedDocumentNode } from "@urql/vue";
import { shallowRef } from "vue";

import { problemOf, type Problem } from "./problems.ts";

/**
 * Something that the person does: one mutation with its two faces, `isBusy` while it runs and `problem` after it failed.
 * `run` answers the data, or null when it failed (then `problem` says why; nothing was changed).
 */
export function useAction<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>) {
  const mutation = useMutation<Data, Variables>(document);
  const isBusy = shallowRef(false);
  const problem = shallowRef<Problem | null>(null);

  async function run(variables: Variables): Promise<Data | null> {
    isBusy.value = true;
    const { data, error } = await mutation.executeMutation(variables);
    isBusy.value = false;
    problem.value = error ? problemOf(error) : null;
    return error ? null : (data ?? null);
  }

  return { run, isBusy, problem, forget: () => (problem.value = null) };
}
