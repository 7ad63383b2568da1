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
      select coalesce(json_agg(a.life_stage order by a.started_on), '[]')
        from app_public.client_life_stages a
       where a.org_id = org and a.client_id = c.id and (a.ended_on is null or a.ended_on > on_date)),
    'weight', (
      select json_build_object('kg', trim_scale(b.value), 'measuredOn', b.measured_on)
        from app_public.body_metrics b
       where b.org_id = org and b.client_id = c.id and b.kind = 'weight'
       order by b.measured_on desc, b.created_at desc limit 1))
    from app_public.clients c
   where c.org_id = org and c.id = client
$$;

comment on function app_private.meal_plan_client(uuid, uuid, date) is
  'What the builder shows of a client: allergies, what is current on the date, and the last weight in kg.';
revoke execute on function app_private.meal_plan_client(uuid, uuid, date) from public;
grant execute on function app_private.meal_plan_client(uuid, uuid, date) to tf_definer;
