import type { Client, OperationResult } from "@urql/vue";

import { graphql, type ResultOf } from "../../../../graphql/graphql.ts";

const documentQuery = graphql(`
  query BuilderDocument($versionId: UUID!) {
    mealPlanVersionDocument(mealPlanVersionId: $versionId)
  }
`);

type DocumentAnswer = Promise<OperationResult<ResultOf<typeof documentQuery>>>;

/** Asked for, and not shown yet. */
let ahead: { client: Client; versionId: string; answer: DocumentAnswer } | null = null;

const ask = (client: Client, versionId: string): DocumentAnswer => client.query(documentQuery, { versionId }, { requestPolicy: "network-only" }).toPromise();

/** Asks for a version when somebody is on the way to its builder, whose code and place on the screen are made ready meanwhile. */
export function askForDocumentAhead(client: Client, versionId: string): void {
  ahead = { client, versionId, answer: ask(client, versionId) };
}

/** The document of a version as the server answers it now; once, what was asked for on the way. */
export function askForDocument(client: Client, versionId: string): DocumentAnswer {
  const asked = ahead;
  ahead = null;
  return asked?.client === client && asked.versionId === versionId ? asked.answer : ask(client, versionId);
}

/** Whoever did not get there sees, when they come again, how it is then. */
export function forgetDocumentAhead(): void {
  ahead = null;
}
