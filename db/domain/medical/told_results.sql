-- Without settings of its own, so that it becomes part of the statement that calls it.
create or replace function app_private.told_results(
  org uuid, rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer, is_single boolean,
  is_listed boolean default false
) returns setof app_private.told_result
  language sql stable rows 100
as $$
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.severity, r.missing, r.effect, pg_catalog.concat_ws('|', r.code, r.version) || '|' as stem from pg_catalog.unnest(rules) with ordinality r
  ), result as (
    select t.* from app_private.nutrient_results(rules, items, foods, day_count) t
     where not is_single and exists (select from rule r where r.effect in ('nutrient_bound', 'nutrient_variation'))
    union all
    select t.* from app_private.lone_results(rules, items, foods) t
     where is_single and exists (select from rule r where r.effect in ('nutrient_bound', 'nutrient_variation'))
    union all
    select t.* from app_private.fact_results(org, rules, items, foods, is_single and not is_listed) t
     where exists (select from rule r where r.effect in ('avoid_tag', 'avoid_allergen'))
  ), told as (
    select t.*, r.stem, r.missing,
           app_private.told_severity(r.severity, t.state) as severity, app_private.told_outcome(r.severity, t.state, r.missing) as outcome,
           case when t.item_id is not null then 'item:' || t.item_id when t.meal_id is not null then 'meal:' || t.meal_id
                when t.day_number is not null then 'day:' || t.day_number when t.scope = 'average_day' and r.missing is null then 'average_day'
                else 'version' end as place
      from result t join rule r on r.rule_index = t.rule_index
    offset 0
  ), evident as (
    select t.*, pg_catalog.concat_ws('|', t.outcome, t.observed, t.minimum, t.maximum, t.missing, t.evidence) as rests_on,
           app_private.told_rank(t.outcome, t.severity) * 100000 + t.rule_index as rank -- rules stand in that order already
      from told t
    offset 0
  )
  select t.rule_index, t.state, t.scope, t.day_number, t.meal_id, t.item_id, t.observed, t.observed_is_minimum, t.minimum, t.maximum,
         t.foods, t.food_facts, t.unknown_foods, t.inferred_foods, t.severity, t.outcome, t.place, t.rests_on,
         case when not is_listed then pg_catalog.md5(t.stem || t.place || '|' || t.rests_on) end, t.rank
    from evident t
   order by t.rank, t.state, t.day_number nulls first, t.place
$$;

comment on function app_private.told_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean, boolean) is
  'What the rules say of the items, the gravest first, with what decisions are recorded against: evidence, of which findings show the MD5. Rows that are ok are not returned. is_listed: of many foods, each judged alone, what is not known of tags and allergens is told once a rule, and nothing has a key.';
grant execute on function app_private.told_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean, boolean) to tf_definer;

create or replace function app_private.finding_message(message text, effect app_public.rule_effect, state text, missing text) returns text
  language sql stable parallel safe -- as concat_ws() is: what called itself immutable would not be read into the statements that ask for it
as $$
  select pg_catalog.concat_ws(' ', message,
           case state when 'doubtful' then 'The food may contain it.' when 'open' then
             case when effect in ('avoid_tag', 'avoid_allergen') then 'It is not known of every food whether it contains it.' end end,
           'This cannot be decided: the record lacks ' || missing || '.')
$$;

comment on function app_private.finding_message(text, app_public.rule_effect, text, text) is
  'A rule''s sentence for staff, with why it is doubtful or cannot be decided.';
grant execute on function app_private.finding_message(text, app_public.rule_effect, text, text) to tf_definer;
