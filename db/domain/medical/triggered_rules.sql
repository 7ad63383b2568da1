create or replace function app_private.triggered_rules(org uuid, client uuid, period daterange) returns setof app_private.client_rule
  language sql stable rows 60 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with recursive own_condition(org_id, id) as (
    select c.condition_org_id, c.condition_id from app_public.client_conditions c
     where c.org_id = org and c.client_id = client and daterange(c.started_on, c.ended_on) && period
    union
    select t.parent_org_id, t.parent_id from own_condition o
      join app_public.conditions t on (t.org_id, t.id) = (o.org_id, o.id) where t.parent_id is not null
  ), own_medication(org_id, id) as (
    select m.medication_org_id, m.medication_id from app_public.client_medications m
     where m.org_id = org and m.client_id = client and daterange(m.started_on, m.ended_on) && period
    union
    select t.class_org_id, t.class_id from own_medication o
      join app_public.medications t on (t.org_id, t.id) = (o.org_id, o.id) where t.class_id is not null
  ), own_allergen(org_id, id) as ( -- downward only: who is allergic to legumes is allergic to peanut (CLINICAL 22)
    select a.allergen_org_id, a.allergen_id from app_public.client_allergies a
     where a.org_id = org and a.client_id = client and a.status = 'active'
    union
    select t.org_id, t.id from own_allergen o join app_public.allergens t on (t.parent_org_id, t.parent_id) = (o.org_id, o.id)
  ), triggered as (
    select r.*,
           case when num_nonnulls(r.age_years_from, r.age_years_to) > 0 and c.born_on is null then 'the date of birth' end as missing_age,
           w.kilograms,
           case when r.basis = 'per_kg' and w.kilograms is null
                then format('the client''s %s weight of the last %s days', r.weight_basis, r.weight_max_age_days) end as missing_weight
      from app_public.contraindication_rules r
      join app_public.clients c on (c.org_id, c.id) = (org, client)
      left join lateral (
        select b.value as kilograms from app_public.body_metrics b
         where r.basis = 'per_kg' and b.org_id = org and b.client_id = client
           and b.kind = case r.weight_basis when 'actual' then 'weight' when 'dry' then 'dry_weight' else 'adjusted_weight' end::app_public.body_metric_kind
           and b.measured_on >= lower(period) - r.weight_max_age_days and (upper_inf(period) or b.measured_on < upper(period))
         order by b.measured_on desc, b.created_at desc limit 1) w on true
     where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.retired_at is null
       and ((r.condition_org_id, r.condition_id) in (select o.org_id, o.id from own_condition o)
         or (r.medication_org_id, r.medication_id) in (select o.org_id, o.id from own_medication o)
         or (r.allergen_org_id, r.allergen_id) in (select o.org_id, o.id from own_allergen o)
         or r.life_stage in (select s.life_stage from app_public.client_life_stages s
                              where s.org_id = org and s.client_id = client and daterange(s.started_on, s.ended_on) && period)
         -- The age on any day of the period; unknown where there is no date of birth.
         or (num_nonnulls(r.age_years_from, r.age_years_to) > 0
             and coalesce(upper_inf(period) or c.born_on + make_interval(months => (12 * coalesce(r.age_years_from, 0))::integer) < upper(period), true)
             and coalesce(c.born_on + make_interval(months => (12 * r.age_years_to)::integer) > lower(period), true)))
  )
  select r.id, r.code, r.version, r.severity, r.effect, r.nutrient_id, r.scope, r.basis,
         case when r.basis = 'per_kg' then trim_scale(r.minimum * r.kilograms) else r.minimum end,
         case when r.basis = 'per_kg' then trim_scale(r.maximum * r.kilograms) else r.maximum end,
         case when r.basis = 'energy_percent' then '%' else n.unit end,
         r.max_variation_percent, r.tag_code, r.avoid_allergen_org_id, r.avoid_allergen_id,
         nullif(concat_ws(' and ', r.missing_age, r.missing_weight), ''), r.supersedes,
         r.message, r.rationale, r.citation, r.citation_url, r.reviewed_by is not null, 'rule', r.missing_age is null, false
    from triggered r left join app_public.nutrients n on n.id = r.nutrient_id
  union all
  select null, 'allergy.' || a.code, 1,
         case when c.kind = 'allergy' and c.criticality = 'high' then 'contraindicated' else 'caution' end::app_public.rule_severity,
         'avoid_allergen', null, null, null, null, null, null, null, null, a.org_id, a.id, null, '{}',
         case c.kind when 'allergy' then format('The client is allergic to %s.', lower(a.name)) else format('The client does not tolerate %s.', lower(a.name)) end,
         concat_ws(' ', format('On the client''s list of allergies, %s.', case c.kind when 'allergy' then 'criticality ' || c.criticality else 'as an intolerance' end),
                   'Reaction: ' || nullif(trim(c.reaction), '') || '.'),
         'The client''s record', null, true, 'allergy', true, false
    from app_public.client_allergies c
    join app_public.allergens a on (a.org_id, a.id) = (c.allergen_org_id, c.allergen_id)
   where c.org_id = org and c.client_id = client and c.status = 'active'
$$;

comment on function app_private.triggered_rules(uuid, uuid, daterange) is
  'Everything that holds for a client on any day of the period (CLINICAL 23), limits per kg resolved (24), before precedence: replaces names what each would replace. The client''s active allergies are rules of their own (22).';
grant execute on function app_private.triggered_rules(uuid, uuid, daterange) to tf_definer;
