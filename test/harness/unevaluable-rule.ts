import type pg from "pg";

/**
 * States a version of the rule `hypertension.test_raising`. Multiplied by a weight, the bound of version 1 is no number any more, so that
 * no plan of a client with hypertension can be checked; later versions can. Nobody can state such a rule: what refuses it looks away for
 * one transaction.
 */
export async function stateUnevaluableRule(owner: pg.Pool, version: number, severity: "info" | "contraindicated"): Promise<void> {
  await owner.query(
    `alter table app_public.contraindication_rules disable trigger _200_sound;
     select app_private.define_rule('hypertension.test_raising', ${version}, '${severity}', 'A rule of the tests.', 'It is made for a test.', 'None: a rule of the tests, 2026.',
       condition => 'hypertension', nutrient => 'protein', per => 'day', maximum => 5000, unit => 'g/kg', weight => 'actual', weight_max_age_days => 3660);
     update app_public.contraindication_rules set maximum = 1e131071 where code = 'hypertension.test_raising' and version = ${version} and version = 1;
     set constraints all immediate;
     alter table app_public.contraindication_rules enable trigger _200_sound`,
  );
}
