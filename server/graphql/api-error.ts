import { GraphQLError } from "postgraphile/graphql";

/** What the API tells about a failure: a code of db/README.md, a sentence for people, and facts for programs. */
export type ApiError = { code: string; message: string; detail?: unknown };

type PostgresError = Error & { code: string; detail?: string };

/** Postgres' own errors that a caller can cause, with what they mean to the caller. No names of tables or values leave. */
const KNOWN: Record<string, Omit<ApiError, "detail">> = {
  "42501": { code: "TF403", message: "You may not do that." },
  "23502": { code: "TF400", message: "A required value is missing." },
  "23503": { code: "TF404", message: "Something that this refers to does not exist." },
  "23505": { code: "TF409", message: "There is already one like this." },
  "23514": { code: "TF400", message: "A value is outside what is allowed here." },
  "23P01": { code: "TF409", message: "This overlaps with something that is already there." },
  "22P02": { code: "TF400", message: "A value is not of the kind that is needed here." },
  "22001": { code: "TF400", message: "A text is too long." },
  "22003": { code: "TF400", message: "A number is too large or too small." },
  "22007": { code: "TF400", message: "That is not a date or a time." },
  "22008": { code: "TF400", message: "That date or time does not exist." },
  "57014": { code: "TF504", message: "This took too long and was stopped. Ask for less at a time." },
  "40001": { code: "TF503", message: "Somebody else changed the same thing just now. Try again." },
  "40P01": { code: "TF503", message: "Somebody else changed the same thing just now. Try again." },
};
const STILL_REFERENCED: ApiError = { code: "TF409", message: "Something else still refers to this." };
export const NOT_FOUND: ApiError = { code: "TF404", message: "There is no such thing, or it is not yours to see." };

/** The published form of an error; null when nothing about it may be published. */
export function apiError(error: unknown): ApiError | null {
  if (!isPostgresError(error)) return null;
  if (/^TF\d{3}$/.test(error.code)) return { code: error.code, message: error.message, ...(error.detail && { detail: parsed(error.detail) }) };
  if (error.code === "23503" && /still referenced/.test(error.detail ?? "")) return STILL_REFERENCED;
  return KNOWN[error.code] ?? null;
}

export const notFound = (): GraphQLError => new GraphQLError(NOT_FOUND.message, { extensions: { code: NOT_FOUND.code } });

const isPostgresError = (error: unknown): error is PostgresError => error instanceof Error && typeof (error as { code?: unknown }).code === "string";

/** Functions state detail as JSON; what is not JSON was not meant for programs and is left out. */
function parsed(detail: string): unknown {
  try {
    return JSON.parse(detail);
  } catch {
    return undefined;
  }
}
