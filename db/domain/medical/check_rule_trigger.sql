create or replace function app_private.check_rule_trigger(
  rule text, condition text, medication text, allergy text, life_stage text, age_years_from numeric, age_years_to numeric,
  lab_test text, lab_from numeric, lab_to numeric, lab_unit text, lab_max_age_days integer
) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if num_nonnulls(condition, medication, allergy, life_stage, coalesce(age_years_from, age_years_to), lab_test) <> 1 then
    perform app_private.refuse_rule(rule, 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, age_years_from and age_years_to, or lab_test.');
  end if;
  if condition is not null then perform app_private.require_code(rule, 'condition', condition); end if;
  if medication is not null then perform app_private.require_code(rule, 'medication', medication); end if;
  if allergy is not null then perform app_private.require_code(rule, 'allergen', allergy); end if;
  if life_stage not in ('pregnancy', 'lactation') then
    perform app_private.refuse_rule(rule, format('"%s" is no life stage: write pregnancy or lactation.', life_stage));
  end if;
  if least(age_years_from, age_years_to) < 0 then
    perform app_private.refuse_rule(rule, 'an age cannot be below zero.');
  end if;
  if age_years_to <= age_years_from then
    perform app_private.refuse_rule(rule, format('the age band from %s to %s is empty: it holds from the first age up to, but without, the second.', age_years_from, age_years_to));
  end if;
  if age_years_to = 0 then
    perform app_private.refuse_rule(rule, 'nobody is younger than zero years: write age_years_to above zero.');
  end if;
  if age_years_from >= 130 or age_years_to > 130 then
    perform app_private.refuse_rule(rule, 'nobody reaches that age: ages are in years, below 130; leave out age_years_to where the rule holds to the end of life.');
  end if;
  perform app_private.check_rule_lab(rule, lab_test, lab_from, lab_to, lab_unit, lab_max_age_days);
end $$;

comment on function app_private.check_rule_trigger(text, text, text, text, text, numeric, numeric, text, numeric, numeric, text, integer) is
  'TF040 unless the rule has exactly one trigger, and one that can hold.';
