create or replace function app_private.meal_plan_client(org uuid, client uuid, on_date date) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select json_build_object(
    'id', c.id, 'fullName', c.full_name, 'bornOn', c.born_on, 'sex', c.sex,
    'allergies', (
      select coalesce(json_agg(json_build_object('name', g.name, 'criticality', a.criticality, 'kind', a.kind, 'status', a.status)
                               order by a.status, a.criticality desc, g.name), '[]')
        from app_public.client_allergies a join app_public.allergens g on g.org_id = a.allergen_org_id and g.id = a.allergen_id
       where a.org_id = org and a.client_id = c.id),
    'conditions', (
      select coalesce(json_agg(json_build_object('name', d.name, 'startedOn', a.started_on) order by d.name), '[]')
        from app_public.client_conditions a join app_public.conditions d on d.org_id = a.condition_org_id and d.id = a.condition_id
       where a.org_id = org and a.client_id = c.id and (a.ended_on is null or a.ended_on > on_date)),
    'medications', (
      select coalesce(json_agg(json_build_object('name', d.name, 'dose', a.dose) order by d.name), '[]')
        from app_public.client_medications a join app_public.medications d on d.org_id = a.medication_org_id and d.id = a.medication_id
       where a.org_id = org and a.client_id = c.id and (a.ended_on is null or a.ended_on > on_date)),
    'lifeStages', (
      select coalesce(json_agg(json_build_object('stage', a.life_stage, 'startedOn', a.started_on) order by a.started_on), '[]')
        from app_public.client_life_stages a
       where a.org_id = org and a.client_id = c.id and (a.ended_on is null or a.ended_on > on_date)),
    'limits', (
      select coalesce(json_agg(json_build_object('nutrient', n.name, 'unit', n.unit, 'scope', a.scope, 'minimum', trim_scale(a.minimum),
                                                 'maximum', trim_scale(a.maximum), 'severity', a.severity, 'orderedBy', a.ordered_by,
                                                 'startsOn', a.starts_on, 'endsOn', a.ends_on) order by n.sort_order, a.starts_on), '[]')
        from app_public.client_limits a join app_public.nutrients n on n.id = a.nutrient_id
       where a.org_id = org and a.client_id = c.id and (a.ends_on is null or a.ends_on > on_date)
         and a.ends_on is distinct from a.starts_on),
    'weights', (
      select coalesce(json_agg(json_build_object('kind', b.kind, 'kg', trim_scale(b.value), 'measuredOn', b.measured_on) order by b.kind), '[]')
        from (select distinct on (m.kind) m.kind, m.value, m.measured_on from app_public.body_metrics m
               where m.org_id = org and m.client_id = c.id and m.kind <> 'waist'
               order by m.kind, m.measured_on desc, m.created_at desc) b))
    from app_public.clients c
   where c.org_id = org and c.id = client
$$;

comment on function app_private.meal_plan_client(uuid, uuid, date) is
  'What the builder shows of a client: allergies, what is current on the date (physicians'' limits also where they begin later), and the last weight of each kind in kg.';
revoke execute on function app_private.meal_plan_client(uuid, uuid, date) from public;
grant execute on function app_private.meal_plan_client(uuid, uuid, date) to tf_definer;
