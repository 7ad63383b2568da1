/** What a log line says of an error. */
export type LoggedError = {
  type: string;
  code?: string;
  message?: string;
  stack?: string;
  cause?: LoggedError;
  errors?: LoggedError[];
  [fact: string]: unknown;
};

/** Facts that name places in code or schema, and never hold what somebody wrote. */
const FACTS = ["errno", "syscall", "status", "statusCode", "severity", "routine", "schema", "table", "column", "constraint", "dataType"] as const;
/** An error inside an error inside an error: deeper says nothing more. */
const DEPTH = 3;

/**
 * An error for the log. Only what is listed here gets in: Postgres puts values into `detail`, `where`, `hint` and into quotes in its
 * message, parsers quote what they could not read, and a sentence raised for people (TFnnn) may name one. What stays is enough
 * to find the place: kind, code, the message's shape, the stack's places, and Postgres' routine and functions.
 */
export function loggedError(error: unknown, depth = DEPTH): LoggedError {
  if (!(error instanceof Error)) return { type: error === null ? "null" : typeof error };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  // What `raise` says is written for people, or with their words: the function and its line say enough.
  const { routine, where } = error as { routine?: unknown; where?: unknown };
  const isForPeople = (typeof code === "string" && /^TF\d{3}$/.test(code)) || routine === "exec_stmt_raise";
  const facts = FACTS.map((name) => [name, (error as unknown as Record<string, unknown>)[name]] as const).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return {
    type: shapeOf(error.name),
    ...((typeof code === "string" || typeof code === "number") && { code: /^\w{1,40}$/.test(String(code)) ? String(code) : "…" }),
    ...(!isForPeople && { message: shapeOf(error.message) }),
    ...(error.stack && { stack: placesOf(error.stack) }),
    ...Object.fromEntries(facts),
    ...(typeof where === "string" && { functions: functionsIn(where) }),
    ...(depth > 1 && cause !== undefined && { cause: loggedError(cause, depth - 1) }),
    ...(depth > 1 && error instanceof AggregateError && { errors: error.errors.slice(0, 5).map((one) => loggedError(one, depth - 1)) }),
  };
}

/** A message without what may be somebody's: quoted texts, what stands in brackets, addresses, figures, and anything beyond a line. */
export function shapeOf(message: string): string {
  return message
    .split("\n", 1)[0]!
    .replace(/["'`“‘](.*["'`”’]|.*$)/, "…") // from the first quote to the last: what is quoted may hold quotes
    .replace(/\([^()]*\)?|\[[^\]]*\]?|\{[^}]*\}?|<[^>]*>?/g, "…")
    .replace(/\S+@\S+/g, "…")
    .replace(/\S*\d\S*/g, "…")
    .slice(0, 300);
}

/** The functions of the database in which it happened, with the line. */
const functionsIn = (where: string): string[] => [...where.matchAll(/function ([\w.]+)\([^()]*\) line (\d+)/g)].slice(0, 10).map(([, name, line]) => `${name} line ${line}`);

/** The lines of a stack that name a place in code; the message before them is left out. */
const placesOf = (stack: string): string => stack.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 30).join("\n");
