-- Invoker on purpose: the worker calls it under the identity of whoever asked, so that policies and grants decide what it contains.
create or replace function app_hidden.record_copy(client uuid) returns table (section text, content json)
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select s.section, s.content
    from (
      select 1 as place, 'profile' as section, null::timestamptz as at, json_build_object(
               'givenName', c.given_name, 'familyName', c.family_name, 'bornOn', c.born_on, 'sex', c.sex, 'heightCm', c.height_cm, 'email', c.email,
               'phone', c.phone, 'timeZone', c.time_zone, 'locale', c.locale, 'energyUnit', c.energy_unit) as content
        from app_public.clients c where c.id = client
      union all
      select 2, 'conditions', e.created_at, json_build_object('name', d.name, 'startedOn', e.started_on, 'endedOn', e.ended_on)
        from app_public.client_conditions e left join app_public.conditions d on (d.org_id, d.id) = (e.condition_org_id, e.condition_id) where e.client_id = client
      union all
      select 3, 'medications', e.created_at, json_build_object('name', d.name, 'dose', e.dose, 'startedOn', e.started_on, 'endedOn', e.ended_on)
        from app_public.client_medications e left join app_public.medications d on (d.org_id, d.id) = (e.medication_org_id, e.medication_id) where e.client_id = client
      union all
      select 4, 'allergies', e.created_at, json_build_object('name', d.name, 'kind', e.kind, 'criticality', e.criticality, 'status', e.status, 'reaction', e.reaction)
        from app_public.client_allergies e left join app_public.allergens d on (d.org_id, d.id) = (e.allergen_org_id, e.allergen_id) where e.client_id = client
      union all
      select 5, 'lifeStages', e.created_at, json_build_object('lifeStage', e.life_stage, 'startedOn', e.started_on, 'endedOn', e.ended_on)
        from app_public.client_life_stages e where e.client_id = client
      union all
      select 6, 'limits', e.created_at, json_build_object('nutrient', n.name, 'unit', n.unit, 'per', e.scope, 'minimum', e.minimum, 'maximum', e.maximum,
               'orderedBy', e.ordered_by, 'orderedOn', e.ordered_on, 'startsOn', e.starts_on, 'endsOn', e.ends_on)
        from app_public.client_limits e join app_public.nutrients n on n.id = e.nutrient_id where e.client_id = client
      union all
      select 7, 'preferences', e.created_at, json_build_object('kind', e.kind, 'diet', e.diet_code, 'food', f.name, 'property', e.tag_code, 'foodGroup', g.name)
        from app_public.client_preferences e
        left join app_public.foods f on (f.org_id, f.id) = (e.food_org_id, e.food_id)
        left join app_public.food_groups g on g.code = e.food_group_code where e.client_id = client
      union all
      select 8, 'labs', e.taken_on::timestamptz, json_build_object('test', t.name, 'takenOn', e.taken_on, 'value', e.entered_value, 'unit', e.entered_unit)
        from app_public.client_labs e join app_public.lab_tests t on t.code = e.lab_test_code where e.client_id = client
      union all
      select 9, 'measures', e.measured_on::timestamptz, json_build_object('kind', e.kind, 'value', e.value, 'measuredOn', e.measured_on)
        from app_public.body_metrics e where e.client_id = client
      union all
      select 10, 'plans', a.starts_on::timestamptz, json_build_object('startsOn', a.starts_on, 'endsOn', a.ends_on, 'status', a.status, 'note', a.note, 'content', p.content)
        from app_public.meal_plan_assignments a
        left join app_public.published_contents p on (p.org_id, p.meal_plan_version_id) = (a.org_id, a.meal_plan_version_id) where a.client_id = client
      union all
      select 11, 'logs', l.occurred_at, json_build_object('loggedOn', l.logged_on, 'occurredAt', l.occurred_at, 'utcOffsetMinutes', l.utc_offset_minutes, 'meal', l.meal_name,
               'outcome', l.outcome, 'note', l.note, 'deletedAt', l.deleted_at,
               'items', (select coalesce(json_agg(json_build_object('name', coalesce(f.name, r.name, i.free_text), 'grams', i.grams, 'servings', i.servings, 'nutrition', i.nutrition) order by i.position), '[]')
                           from app_public.meal_log_items i
                           left join app_public.foods f on (f.org_id, f.id) = (i.food_org_id, i.food_id)
                           left join app_public.recipes r on (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)
                          where (i.org_id, i.client_id, i.meal_log_id) = (l.org_id, l.client_id, l.id)))
        from app_public.meal_logs l where l.client_id = client
      union all
      select 12, 'comments', c.created_at, json_build_object('onDate', c.on_date, 'meal', c.meal_name, 'body', c.body, 'createdAt', c.created_at, 'editedAt', c.edited_at)
        from app_public.diary_comments c where c.client_id = client) s
   order by s.place, s.at
$$;
comment on function app_hidden.record_copy(uuid) is
  'A client''s whole record as the client may read it, a row an entry, section by section. Logs that were deleted are in it, as deleted; the content of a plan that is stopped is not.';
revoke execute on function app_hidden.record_copy(uuid) from public;
grant execute on function app_hidden.record_copy(uuid) to tf_client;
