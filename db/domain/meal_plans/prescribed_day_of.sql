create or replace function app_private.prescribed_day_of(assignment app_public.meal_plan_assignments, on_date date) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_version app_public.meal_plan_versions;
  v_content jsonb;
  v_nutrition jsonb;
  v_number integer;
  v_day jsonb;
begin
  if assignment.id is not null and assignment.status <> 'cancelled' and daterange(assignment.starts_on, assignment.ends_on) @> on_date then
    if app_private.is_stopped_on(assignment, on_date) then
      return json_build_object('status', 'stopped', 'message', 'This plan was stopped. Please contact the clinic.',
                               'date', on_date, 'assignmentId', assignment.id, 'dayNumber', null, 'meals', '[]'::json);
    end if;
    select v.* into v_version from app_public.meal_plan_versions v where v.org_id = assignment.org_id and v.id = assignment.meal_plan_version_id;
    -- Joined with nothing, they are unpacked here once instead of at each use.
    select c.content || '{}', c.nutrition || '{}' into v_content, v_nutrition from app_public.published_contents c
     where c.org_id = assignment.org_id and c.meal_plan_version_id = assignment.meal_plan_version_id;
    v_number := app_private.meal_plan_day_number(v_version.day_mapping, v_version.is_repeating, jsonb_array_length(v_content -> 'days'), assignment.starts_on, on_date);
    v_day := v_content -> 'days' -> (v_number - 1);
  end if;
  if v_day is null then
    return json_build_object('status', 'nothing', 'message', 'Nothing is prescribed for this day.',
                             'date', on_date, 'assignmentId', assignment.id, 'dayNumber', null, 'meals', '[]'::json);
  end if;

  return json_build_object(
    'status', 'prescribed', 'message', null, 'date', on_date, 'assignmentId', assignment.id,
    'mealPlanVersionId', v_version.id, 'versionNumber', v_version.number, 'planName', v_content -> 'plan' -> 'name', 'planNote', v_content -> 'version' -> 'note',
    'assignmentNote', assignment.note,
    'dayNumber', v_number, 'note', v_day -> 'note',
    'nutrients', v_content -> 'nutrients', 'targets', v_content -> 'targets',
    'nutrition', (select n.value from jsonb_array_elements(v_nutrition -> 'days') n where n.value -> 'id' = v_day -> 'id'),
    'meals', (
      select coalesce(json_agg(m.value || jsonb_build_object(
               'nutrition', (select n.value - 'id' from jsonb_array_elements(v_nutrition -> 'meals') n where n.value -> 'id' = m.value -> 'id'),
               'items', (select coalesce(jsonb_agg(i.value || jsonb_build_object('nutrition', n.value - 'id') order by i.position), '[]')
                           from jsonb_array_elements(m.value -> 'items') with ordinality i(value, position)
                           left join lateral jsonb_array_elements(v_nutrition -> 'items') n on n.value -> 'id' = i.value -> 'id')) order by m.position), '[]')
        from jsonb_array_elements(v_day -> 'meals') with ordinality m(value, position)),
    'recipes', (
      select coalesce(json_object_agg(r.key, r.value), '{}')
        from jsonb_each(v_content -> 'recipes') r
       where exists (select from jsonb_array_elements(v_day -> 'meals') m, jsonb_array_elements(m.value -> 'items') i where i.value ->> 'recipeId' = r.key)));
end $$;

comment on function app_private.prescribed_day_of(app_public.meal_plan_assignments, date) is
  'What an assignment (null = none) says about a date, from frozen content only.';
revoke execute on function app_private.prescribed_day_of(app_public.meal_plan_assignments, date) from public;
grant execute on function app_private.prescribed_day_of(app_public.meal_plan_assignments, date) to tf_definer;
