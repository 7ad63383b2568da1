import type pg from "pg";
import { Rational } from "./rational.ts";
import type { Finding, Period } from "./records.ts";

export type Question = { versionId: string; clientId: string; period: Period };

/** What the API's function answers to many questions, for whoever the connection acts as; of the questions in their order. */
export async function askDatabase(sql: pg.ClientBase, questions: readonly Question[]): Promise<Finding[][]> {
  const { rows } = await sql.query(
    `select q.n, f.*
       from rows from (unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::date[]), unnest($4::date[])) with ordinality
              as q(version_id, client_id, starts_on, ends_on, n)
      cross join lateral app_public.explain_finding(q.version_id, q.client_id, null, q.starts_on, q.ends_on) f`,
    [
      questions.map((q) => q.versionId),
      questions.map((q) => q.clientId),
      questions.map((q) => q.period.from),
      questions.map((q) => q.period.until),
    ],
  );
  return byQuestion(rows, questions.length);
}

export type LoneQuestion = { kind: "food" | "recipe"; id: string; clientId: string; grams: number };

/** What `check_food` and `check_recipe` answer, of foods (so many grams) and recipes (one serving) before they are planned. */
export async function askAlone(sql: pg.ClientBase, questions: readonly LoneQuestion[]): Promise<Finding[][]> {
  const { rows } = await sql.query(
    `with q as (select * from rows from (unnest($1::text[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::numeric[])) with ordinality
                  as q(kind, id, client_id, grams, n))
     select q.n, f.* from q cross join lateral app_public.check_food(q.id, q.client_id, q.grams) f where q.kind = 'food'
     union all
     select q.n, f.* from q cross join lateral app_public.check_recipe(q.id, q.client_id) f where q.kind = 'recipe'`,
    [questions.map((q) => q.kind), questions.map((q) => q.id), questions.map((q) => q.clientId), questions.map((q) => q.grams)],
  );
  return byQuestion(rows, questions.length);
}

function byQuestion(rows: readonly pg.QueryResultRow[], count: number): Finding[][] {
  const answers: Finding[][] = Array.from({ length: count }, () => []);
  for (const row of rows) {
    answers[row.n - 1]!.push({
      ruleCode: row.rule_code,
      ruleVersion: row.rule_version,
      outcome: row.outcome,
      place: row.place,
      observed: row.observed === null ? null : Rational.of(row.observed),
      observedIsMinimum: row.observed_is_minimum ?? false,
      minimum: row.minimum === null ? null : Rational.of(row.minimum),
      maximum: row.maximum === null ? null : Rational.of(row.maximum),
      unknownFoods: row.unknown_foods ?? [],
      inferredFoods: row.inferred_foods ?? [],
      needsReason: row.needs_reason,
      needsAcknowledgement: row.needs_acknowledgement,
    });
  }
  return answers;
}
