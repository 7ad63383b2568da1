create or replace function app_private.rule_effect_words(rule app_public.contraindication_rules) returns text
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select case rule.effect
    when 'nutrient_bound' then
      (select format('%s %s%s%s%s', n.name,
                case when rule.minimum is null then 'at most ' || app_private.amount_words(rule.maximum, a.unit) when rule.maximum is null then 'at least ' || app_private.amount_words(rule.minimum, a.unit)
                     else app_private.amount_words(rule.minimum, null) || ' to ' || app_private.amount_words(rule.maximum, a.unit) end,
                case rule.basis when 'energy_percent' then ' of the energy of' when 'per_kg' then ' per kg of ' || rule.weight_basis || ' body weight' || s.preposition else s.preposition end,
                case rule.scope when 'item' then ' each food' when 'meal' then ' each meal' when 'day' then ' each day' else ' the average day' end,
                ' (weight at most ' || rule.weight_max_age_days || ' days old)')
         from app_public.nutrients n
        cross join lateral (select case rule.basis when 'energy_percent' then '%' else n.unit end as unit) a
        cross join lateral (select case when rule.scope in ('item', 'meal') then ' in' else ' on' end as preposition) s
        where n.id = rule.nutrient_id)
    when 'nutrient_variation' then
      (select format('%s on each day within %s %% of the mean day', n.name, trim_scale(rule.max_variation_percent)) from app_public.nutrients n where n.id = rule.nutrient_id)
    when 'avoid_tag' then (select 'avoid food: ' || t.name from app_public.tags t where t.code = rule.tag_code)
    when 'avoid_allergen' then (select 'avoid allergen: ' || t.name from app_public.allergens t where (t.org_id, t.id) = (rule.avoid_allergen_org_id, rule.avoid_allergen_id))
    when 'avoid_exercise_tag' then (select 'avoid exercise: ' || t.name from app_public.tags t where t.code = rule.exercise_tag_code)
    when 'limit_exercise' then
      format('exercise%s: %s at most %s', (select ' (' || t.name || ')' from app_public.tags t where t.code = rule.exercise_tag_code),
             case rule.exercise_field when 'session_minutes' then 'length of a session' when 'load_percent_1rm' then 'load'
               when 'perceived_exertion' then 'perceived exertion' when 'heart_rate_percent_max' then 'heart rate' else 'jumps of a session' end,
             trim_scale(rule.maximum) || case rule.exercise_field when 'session_minutes' then ' minutes' when 'load_percent_1rm' then ' % of the one-repetition maximum'
               when 'perceived_exertion' then ' of 10' when 'heart_rate_percent_max' then ' % of the maximum' else '' end)
  end
$$;

comment on function app_private.rule_effect_words(app_public.contraindication_rules) is
  'What a rule asks, in words, such as "Sodium at most 2 000 mg on each day".';
grant execute on function app_private.rule_effect_words(app_public.contraindication_rules) to tf_definer;
