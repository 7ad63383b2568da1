create or replace function app_public.contraindication_rules_trigger_kind(rule app_public.contraindication_rules) returns text
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select case when rule.condition_id is not null then 'condition' when rule.medication_id is not null then 'medication'
              when rule.allergen_id is not null then 'allergy' when rule.life_stage is not null then 'life_stage' else 'age' end
$$;
create or replace function app_public.contraindication_rules_trigger_words(rule app_public.contraindication_rules) returns text
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select c.name from app_public.conditions c where (c.org_id, c.id) = (rule.condition_org_id, rule.condition_id)),
    (select m.name from app_public.medications m where (m.org_id, m.id) = (rule.medication_org_id, rule.medication_id)),
    (select 'Allergy: ' || lower(a.name) from app_public.allergens a where (a.org_id, a.id) = (rule.allergen_org_id, rule.allergen_id)),
    initcap(rule.life_stage::text),
    case when rule.age_years_to is null then format('From %s years of age', trim_scale(rule.age_years_from))
         when coalesce(rule.age_years_from, 0) = 0 then format('Below %s %s of age', trim_scale(rule.age_years_to), case rule.age_years_to when 1 then 'year' else 'years' end)
         else format('From %s to below %s years of age', trim_scale(rule.age_years_from), trim_scale(rule.age_years_to)) end)
$$;

comment on function app_public.contraindication_rules_trigger_kind(app_public.contraindication_rules) is
  'For what kind of thing in a client''s record the rule holds: condition, medication, allergy, life_stage or age.';
comment on function app_public.contraindication_rules_trigger_words(app_public.contraindication_rules) is
  'For whom the rule holds, in words: "Hypertension", "From 65 years of age".';
revoke execute on function app_public.contraindication_rules_trigger_kind(app_public.contraindication_rules), app_public.contraindication_rules_trigger_words(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_trigger_kind(app_public.contraindication_rules), app_public.contraindication_rules_trigger_words(app_public.contraindication_rules)
  to tf_definer, tf_assistant, tf_dietitian, tf_org_admin;
