create or replace function app_private.check_rule_trigger(
  rule text, condition text, medication text, allergy text, life_stage text, age_years_from numeric, age_years_to numeric
) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if num_nonnulls(condition, medication, allergy, life_stage, coalesce(age_years_from, age_years_to)) <> 1 then
    perform app_private.refuse_rule(rule, 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, or age_years_from and age_years_to.');
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
end $$;

comment on function app_private.check_rule_trigger(text, text, text, text, text, numeric, numeric) is
  'TF040 unless the rule has exactly one trigger, and a known one.';
