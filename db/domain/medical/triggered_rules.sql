create or replace function app_private.triggered_rules(org uuid, client uuid, period daterange, is_of_foods boolean default false) returns setof app_private.client_rule
  language sql stable rows 60 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with recursive own_condition(org_id, id, days) as (
    select c.condition_org_id, c.condition_id, daterange(c.started_on, c.ended_on) from app_public.client_conditions c
     where c.org_id = org and c.client_id = client and daterange(c.started_on, c.ended_on) && period
    union
    select t.parent_org_id, t.parent_id, o.days from own_condition o
      join app_public.conditions t on (t.org_id, t.id) = (o.org_id, o.id) where t.parent_id is not null
  ), own_medication(org_id, id, days) as (
    select m.medication_org_id, m.medication_id, daterange(m.started_on, m.ended_on) from app_public.client_medications m
     where m.org_id = org and m.client_id = client and daterange(m.started_on, m.ended_on) && period
    union
    select t.class_org_id, t.class_id, o.days from own_medication o
      join app_public.medications t on (t.org_id, t.id) = (o.org_id, o.id) where t.class_id is not null
  ), own_allergen(org_id, id) as ( -- downward only: who is allergic to legumes is allergic to peanut (CLINICAL 22)
    select a.allergen_org_id, a.allergen_id from app_public.client_allergies a
     where a.org_id = org and a.client_id = client and a.status = 'active'
    union
    select t.org_id, t.id from own_allergen o join app_public.allergens t on (t.parent_org_id, t.parent_id) = (o.org_id, o.id)
  ), cause as materialized ( -- with whether it lasts through the whole period
    select o.org_id, o.id, range_agg(o.days) @> period as lasts from own_condition o group by o.org_id, o.id
    union all select o.org_id, o.id, range_agg(o.days) @> period from own_medication o group by o.org_id, o.id
    union all select o.org_id, o.id, true from own_allergen o
  ), stage as materialized (
    select s.life_stage, range_agg(daterange(s.started_on, s.ended_on)) @> period as lasts from app_public.client_life_stages s
     where s.org_id = org and s.client_id = client and daterange(s.started_on, s.ended_on) && period
     group by s.life_stage
  ), latest as materialized ( -- of each test what is known by the end of the period
    select distinct on (l.lab_test_code) l.lab_test_code, l.value, l.taken_on, t.name
      from app_public.client_labs l join app_public.lab_tests t on t.code = l.lab_test_code
     where l.org_id = org and l.client_id = client and (upper_inf(period) or l.taken_on < upper(period))
     order by l.lab_test_code, l.taken_on desc, l.created_at desc, l.id desc
  ), triggered as (
    select r.*, -- what an organisation adjusted is the stricter of both already
           case when r.effect = 'nutrient_bound' and a.rule_id is not null then a.minimum else r.minimum end as least,
           case when r.effect = 'nutrient_bound' and a.rule_id is not null then a.maximum else r.maximum end as most,
           case when r.effect = 'nutrient_variation' and a.rule_id is not null then a.maximum else r.max_variation_percent end as variation,
           case when a.tightening_id is not null
                then format('Your organisation tightened this from %s: %s', concat_ws(' and ',
                       case when a.minimum is distinct from a.rule_minimum then app_private.amount_words(a.rule_minimum, a.unit) end,
                       case when a.maximum is distinct from a.rule_maximum then app_private.amount_words(a.rule_maximum, a.unit) end), a.reason) end as tightened,
           w.kilograms, case when (r.age_years_from is not null or r.age_years_to is not null) and c.born_on is null then 'the date of birth' end as missing_birth,
             -- What was measured too long ago decides nothing, and is not silent either.
             case when l.taken_on < lower(period) - r.lab_max_age_days
                  then format('%s of the last %s days (the latest is of %s)', lower(left(l.name, 1)) || substr(l.name, 2), r.lab_max_age_days, to_char(l.taken_on, 'FMDD FMMonth YYYY')) end as missing_lab,
           case when r.basis = 'per_kg' and w.kilograms is null
                then format('the client''s %s weight of the last %s days', r.weight_basis, r.weight_max_age_days) end as missing_weight,
           coalesce(t.lasts, s.lasts, l.taken_on is not null or y.turns <= lower(period) and coalesce(y.leaves >= y.until, true), false) as lasts
      from ( -- what may be meant, before each is looked at
        select r.* from app_public.contraindication_rules r
         where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.retired_at is null
           and (not is_of_foods or r.effect in ('avoid_tag', 'avoid_allergen') or r.effect = 'nutrient_bound' and r.scope <> 'average_day' or r.supersedes <> '{}')
           and (coalesce(r.condition_id, r.medication_id, r.allergen_id) = any (array(select o.id from cause o))
                or r.lab_test_code = any (array(select l.lab_test_code from latest l)) or r.life_stage = any (array(select s.life_stage from stage s))
                or (r.age_years_from is not null or r.age_years_to is not null))
        offset 0) r
      join app_public.clients c on (c.org_id, c.id) = (org, client)
      left join app_private.rule_adjustments_in_force(org) a on a.rule_id = r.id
      left join cause t on (t.org_id, t.id) = (coalesce(r.condition_org_id, r.medication_org_id, r.allergen_org_id), coalesce(r.condition_id, r.medication_id, r.allergen_id))
      left join stage s on s.life_stage = r.life_stage
      left join latest l on l.lab_test_code = r.lab_test_code
     cross join lateral ( -- the ages of the band; of a period without end the birthdays of the year to come count
        select c.born_on + make_interval(months => (12 * coalesce(r.age_years_from, 0))::integer) as turns,
               c.born_on + make_interval(months => (12 * r.age_years_to)::integer) as leaves, coalesce(upper(period), lower(period) + interval '1 year') as until) y
      left join lateral (
        select b.value as kilograms from app_public.body_metrics b
         where r.basis = 'per_kg' and b.org_id = org and b.client_id = client
           and b.kind = case r.weight_basis when 'actual' then 'weight' when 'dry' then 'dry_weight' else 'adjusted_weight' end::app_public.body_metric_kind
           and b.measured_on >= lower(period) - r.weight_max_age_days and (upper_inf(period) or b.measured_on < upper(period))
         order by b.measured_on desc, b.created_at desc limit 1) w on true
     where (a.switch_off_id is null or r.severity = 'contraindicated') -- nothing loosens a contraindication (CLINICAL 29)
       and (t.id is not null or s.life_stage is not null
         -- The age on any day of the period; unknown where there is no date of birth.
         or (r.age_years_from is not null or r.age_years_to is not null) and coalesce(y.turns < y.until, true) and coalesce(y.leaves > lower(period), true)
         or l.taken_on < lower(period) - r.lab_max_age_days
         or coalesce(l.value >= r.lab_from, l.value is not null) and coalesce(l.value < r.lab_to, l.value is not null))
  ), ordered as ( -- what a physician ordered for this client; of several orders about the same each is kept
    select l.*, n.code as nutrient_code, n.name as nutrient_name, n.unit,
           row_number() over (partition by l.nutrient_id, l.scope order by l.starts_on)::integer as number
      from app_public.client_limits l join app_public.nutrients n on n.id = l.nutrient_id
     where l.org_id = org and l.client_id = client and daterange(l.starts_on, l.ends_on) && period
  )
  select r.id, r.code, r.version, r.severity, r.effect, r.nutrient_id, r.scope, r.basis,
         case when r.basis = 'per_kg' then trim_scale(r.least * r.kilograms) else r.least end,
         case when r.basis = 'per_kg' then trim_scale(r.most * r.kilograms) else r.most end,
         case when r.basis = 'energy_percent' then '%' else n.unit end,
         r.variation, r.tag_code, r.avoid_allergen_org_id, r.avoid_allergen_id,
         case when r.missing_birth is not null or r.missing_lab is not null or r.missing_weight is not null then concat_ws(' and ', r.missing_birth, r.missing_lab, r.missing_weight) end, r.supersedes,
         r.message, r.rationale || coalesce(' ' || r.tightened, ''), r.citation, r.citation_url,
         r.reviewed_by is not null or r.id in (select app_private.reviewed_rules(org)), 'rule', r.missing_birth is null and r.missing_lab is null and r.lasts, false
    from triggered r left join app_public.nutrients n on n.id = r.nutrient_id
  union all
  select null, 'allergy.' || a.code, 1,
         case when c.kind = 'allergy' and c.criticality = 'high' then 'contraindicated' else 'caution' end::app_public.rule_severity,
         'avoid_allergen', null, null, null, null, null, null, null, null, a.org_id, a.id, null, '{}',
         case c.kind when 'allergy' then format('The client is allergic to %s.', lower(a.name)) else format('The client does not tolerate %s.', lower(a.name)) end,
         concat_ws(' ', format('On the client''s list of allergies, %s.', case c.kind when 'allergy' then 'criticality ' || c.criticality else 'as an intolerance' end),
                   'Reaction: ' || nullif(rtrim(c.reaction, '. '), '') || '.'),
         'The client''s record', null, true, 'allergy', true,
         c.kind = 'allergy' and c.criticality = 'high' and (select o.may_contain_is_breach from app_public.organizations o where o.id = org)
    from app_public.client_allergies c
    join app_public.allergens a on (a.org_id, a.id) = (c.allergen_org_id, c.allergen_id)
   where c.org_id = org and c.client_id = client and c.status = 'active'
  union all
  select null, format('limit.%s_%s', l.nutrient_code, l.scope), l.number, l.severity, 'nutrient_bound', l.nutrient_id, l.scope, 'absolute', l.minimum, l.maximum, l.unit,
         null, null, null, null, null, '{}',
         format('Ordered by %s on %s%s: %s %s %s.', l.ordered_by, to_char(l.ordered_on, 'FMDD FMMonth YYYY'),
                ', until ' || to_char(l.ends_on - 1, 'FMDD FMMonth YYYY'), -- the last day inclusive
                lower(left(l.nutrient_name, 1)) || substr(l.nutrient_name, 2),
                concat_ws(' and ', 'at least ' || app_private.amount_words(l.minimum, l.unit), 'at most ' || app_private.amount_words(l.maximum, l.unit)),
                case l.scope when 'item' then 'in each food' when 'meal' then 'a meal' when 'day' then 'a day' else 'on the average day' end),
         'A limit that a physician set for this client.', 'The physician''s order, in the client''s record', null, true, 'limit', true, false
    from ordered l
$$;

comment on function app_private.triggered_rules(uuid, uuid, daterange, boolean) is
  'Everything that holds for a client on any day of the period (CLINICAL 23), before precedence: rules as the organisation adjusted them (29), with bounds per kg resolved (24), the client''s active allergies (22), and physicians'' limits. replaces names what each would replace; is_certain is false where what triggers it is not known for sure, or not there on every day. is_of_foods: without what says nothing of a food outside any plan, and takes the place of no other rule.';
grant execute on function app_private.triggered_rules(uuid, uuid, daterange, boolean) to tf_definer;
