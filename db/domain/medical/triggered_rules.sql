-- Which rules hold is decided where each is read, and what few rules ask (a weight, a laboratory value, an age) is looked up only for those:
-- rows of forty columns that pass through join after join cost more than all that is asked of them.
create or replace function app_private.triggered_rule_list(org uuid, client uuid, period daterange, of_food boolean, of_lone_food boolean) returns app_private.client_rule[]
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_born_on constant date := (select c.born_on from app_public.clients c where (c.org_id, c.id) = (org, client));
begin
  return (
  with recursive own(org_id, id, days) as ( -- conditions, medicines and allergens of the record on any day of the period, and what they count as
    select e.org_id, e.id, e.days
      from (select c.condition_org_id, c.condition_id, daterange(c.started_on, c.ended_on) from app_public.client_conditions c where c.org_id = org and c.client_id = client
            union all
            select m.medication_org_id, m.medication_id, daterange(m.started_on, m.ended_on) from app_public.client_medications m where m.org_id = org and m.client_id = client
            union all
            select a.allergen_org_id, a.allergen_id, '(,)' from app_public.client_allergies a where a.org_id = org and a.client_id = client and a.status = 'active') e(org_id, id, days)
     where e.days && period
    union
    select t.counts_org_id, t.counts_id, o.days
      from own o
      join (select c.org_id, c.id, c.parent_org_id, c.parent_id from app_public.conditions c where c.parent_id is not null
            union all
            select m.org_id, m.id, m.class_org_id, m.class_id from app_public.medications m where m.class_id is not null
            union all -- downward only: who is allergic to legumes is allergic to peanut (CLINICAL 22)
            select a.parent_org_id, a.parent_id, a.org_id, a.id from app_public.allergens a where a.parent_id is not null) t(org_id, id, counts_org_id, counts_id)
        on (t.org_id, t.id) = (o.org_id, o.id)
  ), stage as materialized (
    select s.life_stage, daterange(s.started_on, s.ended_on) as days from app_public.client_life_stages s
     where s.org_id = org and s.client_id = client and daterange(s.started_on, s.ended_on) && period
  ), latest as materialized ( -- of each test what is known by the end of the period
    select distinct on (l.lab_test_code) l.lab_test_code, l.value, l.taken_on
      from app_public.client_labs l
     where l.org_id = org and l.client_id = client and (upper_inf(period) or l.taken_on < upper(period))
     order by l.lab_test_code, l.taken_on desc, l.created_at desc, l.id desc
  ), adjustment as materialized ( -- what an organisation adjusted is the stricter of both already
    select a.* from app_private.rule_adjustments_in_force(org) a
     where exists (select from app_public.rule_adjustments o where o.org_id = org and o.ended_at is null)
  ), ordered as ( -- what a physician ordered for this client; of several orders about the same each is kept
    select l.*, n.code as nutrient_code, n.name as nutrient_name, n.unit,
           row_number() over (partition by l.nutrient_id, l.scope order by l.starts_on)::integer as number
      from app_public.client_limits l join app_public.nutrients n on n.id = l.nutrient_id
     where l.org_id = org and l.client_id = client and daterange(l.starts_on, l.ends_on) && period
  ), triggered as (
  select r.severity, r.code, r.version, row(r.id, r.code, r.version, r.severity, r.effect, r.nutrient_id, r.scope, r.basis,
         case when r.basis = 'per_kg' then trim_scale(b.minimum * a.kilograms) else b.minimum end,
         case when r.basis = 'per_kg' then trim_scale(b.maximum * a.kilograms) else b.maximum end,
         case when r.basis in ('absolute', 'energy_percent') then r.unit when r.nutrient_id is not null then (select n.unit from app_public.nutrients n where n.id = r.nutrient_id) end,
         case when r.effect = 'nutrient_variation' and a.rule_id is not null then a.maximum else r.max_variation_percent end,
         r.tag_code, r.avoid_allergen_org_id, r.avoid_allergen_id,
         case when y.is_of_ages or r.lab_test_code is not null or r.basis = 'per_kg' then nullif(concat_ws(' and ',
           case when y.is_of_ages and v_born_on is null then 'the date of birth' end,
           case when r.lab_test_code is not null then ( -- What was measured too long ago decides nothing, and is not silent either.
             select format('%s of the last %s days (the latest is of %s)', lower(left(t.name, 1)) || substr(t.name, 2), r.lab_max_age_days, to_char(l.taken_on, 'FMDD FMMonth YYYY'))
               from latest l join app_public.lab_tests t on t.code = l.lab_test_code
              where l.lab_test_code = r.lab_test_code and l.taken_on < lower(period) - r.lab_max_age_days) end,
           case when r.basis = 'per_kg' and a.kilograms is null then format('the client''s %s weight of the last %s days', r.weight_basis, r.weight_max_age_days) end), '') end,
         r.supersedes, r.message,
         case when a.tightening_id is null then r.rationale
              else format('%s Your organisation tightened this from %s: %s', r.rationale, concat_ws(' and ',
                     case when a.minimum is distinct from a.rule_minimum then app_private.amount_words(a.rule_minimum, a.unit) end,
                     case when a.maximum is distinct from a.rule_maximum then app_private.amount_words(a.rule_maximum, a.unit) end), a.reason) end,
         r.citation, r.citation_url, r.reviewed_by is not null or r.id in (select app_private.reviewed_rules(org)), 'rule',
         case when r.supersedes = '{}' then null
              when y.is_of_ages then coalesce(y.turns <= lower(period) and coalesce(y.leaves >= y.until, true), false)
              when r.lab_test_code is not null then (select l.taken_on >= lower(period) - r.lab_max_age_days from latest l where l.lab_test_code = r.lab_test_code)
              when r.life_stage is not null then (select range_agg(s.days) @> period from stage s where s.life_stage = r.life_stage)
              else (select range_agg(o.days) @> period from own o where (o.org_id, o.id) = (c.org_id, c.id)) end,
         false)::app_private.client_rule as rule
    from app_public.contraindication_rules r
   cross join lateral (
     select a.*, case when r.basis = 'per_kg' then (
              select m.value from app_public.body_metrics m
               where m.org_id = org and m.client_id = client
                 and m.kind = case r.weight_basis when 'actual' then 'weight' when 'dry' then 'dry_weight' else 'adjusted_weight' end::app_public.body_metric_kind
                 and m.measured_on >= lower(period) - r.weight_max_age_days and (upper_inf(period) or m.measured_on < upper(period))
               order by m.measured_on desc, m.created_at desc limit 1) end as kilograms
       from (select) o left join adjustment a on a.rule_id = r.id offset 0) a
   cross join lateral (select coalesce(r.condition_org_id, r.medication_org_id, r.allergen_org_id) as org_id, coalesce(r.condition_id, r.medication_id, r.allergen_id) as id) c
   cross join lateral ( -- the ages of the band; of a period without end the birthdays of the year to come count
     select r.age_years_from is not null or r.age_years_to is not null as is_of_ages, v_born_on + make_interval(months => (12 * coalesce(r.age_years_from, 0))::integer) as turns,
            v_born_on + make_interval(months => (12 * r.age_years_to)::integer) as leaves, coalesce(upper(period), lower(period) + interval '1 year') as until) y
   cross join lateral (
     select case when r.effect = 'nutrient_bound' and a.rule_id is not null then a.minimum else r.minimum end as minimum,
            case when r.effect = 'nutrient_bound' and a.rule_id is not null then a.maximum else r.maximum end as maximum) b
   where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.retired_at is null
     and (not of_food or r.effect in ('nutrient_bound', 'nutrient_variation', 'avoid_tag', 'avoid_allergen')) -- of exercise no food says anything
     and (not of_lone_food or r.effect in ('avoid_tag', 'avoid_allergen') or r.effect = 'nutrient_bound' and r.scope <> 'average_day' or r.supersedes <> '{}')
     and (a.switch_off_id is null or r.severity = 'contraindicated') -- nothing loosens a contraindication (CLINICAL 29)
     and ((c.org_id, c.id) in (select o.org_id, o.id from own o)
       or r.life_stage in (select s.life_stage from stage s)
       -- The age on any day of the period; unknown where there is no date of birth.
       or y.is_of_ages and coalesce(y.turns < y.until, true) and coalesce(y.leaves > lower(period), true)
       or r.lab_test_code is not null and exists (
         select from latest l
          where l.lab_test_code = r.lab_test_code
            and (l.taken_on < lower(period) - r.lab_max_age_days or coalesce(l.value >= r.lab_from, l.value is not null) and coalesce(l.value < r.lab_to, l.value is not null))))
  union all
  select s.severity, s.code, 1, row(null, s.code, 1, s.severity, 'avoid_allergen', null, null, null, null, null, null, null, null, a.org_id, a.id, null, '{}',
         case c.kind when 'allergy' then format('The client is allergic to %s.', lower(a.name)) else format('The client does not tolerate %s.', lower(a.name)) end,
         concat_ws(' ', format('On the client''s list of allergies, %s.', case c.kind when 'allergy' then 'criticality ' || c.criticality else 'as an intolerance' end),
                   'Reaction: ' || nullif(rtrim(c.reaction, '. '), '') || '.'),
         'The client''s record', null, true, 'allergy', true,
         c.kind = 'allergy' and c.criticality = 'high' and (select o.may_contain_is_breach from app_public.organizations o where o.id = org))::app_private.client_rule
    from app_public.client_allergies c
    join app_public.allergens a on (a.org_id, a.id) = (c.allergen_org_id, c.allergen_id)
   cross join lateral (
     select 'allergy.' || a.code as code, case when c.kind = 'allergy' and c.criticality = 'high' then 'contraindicated' else 'caution' end::app_public.rule_severity as severity) s
   where c.org_id = org and c.client_id = client and c.status = 'active'
  union all
  select l.severity, s.code, l.number, row(null, s.code, l.number, l.severity, 'nutrient_bound', l.nutrient_id, l.scope, 'absolute', l.minimum, l.maximum, l.unit, null, null, null, null, null, '{}',
         format('Ordered by %s on %s%s: %s %s %s.', l.ordered_by, to_char(l.ordered_on, 'FMDD FMMonth YYYY'),
                ', until ' || to_char(l.ends_on - 1, 'FMDD FMMonth YYYY'), -- the last day inclusive
                lower(left(l.nutrient_name, 1)) || substr(l.nutrient_name, 2),
                concat_ws(' and ', 'at least ' || app_private.amount_words(l.minimum, l.unit), 'at most ' || app_private.amount_words(l.maximum, l.unit)),
                case l.scope when 'item' then 'in each food' when 'meal' then 'a meal' when 'day' then 'a day' else 'on the average day' end),
         'A limit that a physician set for this client.', 'The physician''s order, in the client''s record', null, true, 'limit', true, false)::app_private.client_rule
    from ordered l
   cross join lateral (select format('limit.%s_%s', l.nutrient_code, l.scope) as code) s
  )
  select array(select t.rule from (select * from triggered t order by t.severity desc, t.code, t.version) t));
end $$;

create or replace function app_private.triggered_rules(org uuid, client uuid, period daterange) returns setof app_private.client_rule
  language sql stable rows 60 set search_path = pg_catalog, pg_temp
as $$ select r.* from unnest(app_private.triggered_rule_list(org, client, period, false, false)) r $$;

comment on function app_private.triggered_rule_list(uuid, uuid, daterange, boolean, boolean) is
  'Everything that holds for a client on any day of the period (CLINICAL 23), before precedence: rules as the organisation adjusted them (29), with bounds per kg resolved (24), the client''s active allergies (22), and physicians'' limits; the graver first, in the order of their codes. replaces names what each would replace; is_certain is false where what triggers such a rule is not known for sure, or not there on every day, and null where nothing is replaced. of_food: without what is about exercise; of_lone_food: also without what says nothing of a food outside any plan, and takes the place of no other rule.';
comment on function app_private.triggered_rules(uuid, uuid, daterange) is 'All of it as rows.';
grant execute on function app_private.triggered_rule_list(uuid, uuid, daterange, boolean, boolean), app_private.triggered_rules(uuid, uuid, daterange) to tf_definer;
