create or replace function app_private.rule_trigger_words(rule app_public.contraindication_rules) returns text
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select case
    when rule.condition_id is not null then (select t.name from app_public.conditions t where (t.org_id, t.id) = (rule.condition_org_id, rule.condition_id))
    when rule.medication_id is not null then
      (select case when t.is_class then 'any of the ' else '' end || t.name from app_public.medications t where (t.org_id, t.id) = (rule.medication_org_id, rule.medication_id))
    when rule.allergen_id is not null then
      (select 'allergy to ' || t.name from app_public.allergens t where (t.org_id, t.id) = (rule.allergen_org_id, rule.allergen_id))
    when rule.life_stage is not null then initcap(rule.life_stage::text)
    when rule.lab_test_code is not null then
      (select format('latest %s of %s, at most %s days old', t.name, concat_ws(' and ', app_private.amount_words(rule.lab_from, u.unit) || ' or more',
                'below ' || app_private.amount_words(rule.lab_to, u.unit)), rule.lab_max_age_days)
         from app_public.lab_tests t cross join lateral (select nullif(t.unit, t.name) as unit) u where t.code = rule.lab_test_code)
    else 'age ' || concat_ws(' ', 'from ' || trim_scale(rule.age_years_from), case when rule.age_years_from is not null then 'to ' else '' end || 'under ' || trim_scale(rule.age_years_to))
           || case when coalesce(rule.age_years_to, rule.age_years_from) = 1 then ' year' else ' years' end || case when rule.age_years_to is null then ' on' else '' end
  end
$$;

comment on function app_private.rule_trigger_words(app_public.contraindication_rules) is
  'For whom a rule holds, in words, such as "any of the Statins".';
grant execute on function app_private.rule_trigger_words(app_public.contraindication_rules) to tf_definer;
