create or replace function app_private.rule_bound_words(rule app_public.contraindication_rules) returns text
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select concat_ws(' ',
           case when rule.minimum is null then '≤ ' || app_private.amount_words(rule.maximum, null)
                when rule.maximum is null then '≥ ' || app_private.amount_words(rule.minimum, null)
                else app_private.amount_words(rule.minimum, null) || '–' || app_private.amount_words(rule.maximum, null) end
           || chr(160) || rule.unit,
           case when rule.basis = 'energy_percent' then 'of energy' when rule.basis = 'per_kg' then format('(%s weight)', rule.weight_basis) end,
           case rule.scope when 'item' then 'in one food' when 'meal' then 'a meal' when 'day' then 'a day' else 'on the average day' end)
$$;
create or replace function app_public.contraindication_rules_effect_words(rule app_public.contraindication_rules) returns text
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select case rule.effect
           when 'nutrient_bound' then (select n.name from app_public.nutrients n where n.id = rule.nutrient_id) || ' ' || app_private.rule_bound_words(rule)
           when 'nutrient_variation' then format('%s of each day within ±%s of the mean day', (select n.name from app_public.nutrients n where n.id = rule.nutrient_id),
                                                 app_private.amount_words(rule.max_variation_percent, '%'))
           when 'avoid_tag' then 'Avoid: ' || (select lower(left(t.name, 1)) || substr(t.name, 2) from app_public.tags t where t.code = rule.tag_code)
           when 'avoid_allergen' then 'Avoid: ' || (select lower(left(a.name, 1)) || substr(a.name, 2) from app_public.allergens a where (a.org_id, a.id) = (rule.avoid_allergen_org_id, rule.avoid_allergen_id))
         end
$$;
-- Definer: the words for amounts stand in app_private.
alter function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) owner to tf_definer;

comment on function app_private.rule_bound_words(app_public.contraindication_rules) is 'A rule''s bound in words: "≤ 2 000 mg a day".';
comment on function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) is
  'What the rule asks, in words: "Sodium ≤ 2 000 mg a day", "Avoid: grapefruit". As the knowledge base has it, whatever the organisation tightened.';
grant execute on function app_private.rule_bound_words(app_public.contraindication_rules) to tf_definer;
revoke execute on function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) to tf_assistant, tf_dietitian, tf_org_admin;
