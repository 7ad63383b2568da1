import type { IncomingMessage } from "node:http";

type Noting = IncomingMessage & { errorCodes?: string[] };
/** A request of many fields may fail many times; its line in the log names so many. */
const MOST = 20;

/** Remembers that the request was answered with this error, GraphQL's included: the log's line names it and the metrics count it. */
export function noteError(request: IncomingMessage | undefined, code: string): void {
  if (!request) return;
  const codes = ((request as Noting).errorCodes ??= []);
  if (codes.length < MOST) codes.push(code);
}

export const notedErrors = (request: IncomingMessage): readonly string[] => (request as Noting).errorCodes ?? [];
