create or replace function app_public.printable_meal_plan(meal_plan_version_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(printable_meal_plan.meal_plan_version_id);
  v_content jsonb;
  v_nutrition jsonb;
begin
  if v_version.status = 'published' then
    select c.content || '{}', c.nutrition || '{}' into v_content, v_nutrition
      from app_public.published_contents c where c.org_id = v_org and c.meal_plan_version_id = v_version.id;
  else
    v_content := app_private.meal_plan_content(v_org, v_version.id);
    v_nutrition := app_private.nutrition_now(v_org, v_version.id)::jsonb;
  end if;

  return (
    select json_build_object(
      'clinic', o.name, 'locale', coalesce(c.locale, o.locale), 'energyUnit', coalesce(c.energy_unit, o.energy_unit), 'clientName', c.full_name,
      'status', v_version.status, 'publishedAt', v_version.published_at,
      'plan', v_content -> 'plan', 'version', v_content -> 'version', 'days', v_content -> 'days', 'recipes', v_content -> 'recipes',
      'nutrition', json_build_object('nutrientIds', v_nutrition -> 'nutrientIds',
        'days', (select coalesce(json_agg(json_build_object('dayNumber', d.value -> 'dayNumber', 'known', d.value -> 'known', 'unknown', d.value -> 'unknown')), '[]')
                   from jsonb_array_elements(v_nutrition -> 'days') d)),
      'periods', (select coalesce(json_agg(json_build_object('startsOn', a.starts_on, 'endsOn', a.ends_on) order by a.starts_on), '[]')
                    from app_public.meal_plan_assignments a
                   where a.org_id = v_org and a.meal_plan_version_id = v_version.id and a.client_id = v_version.client_id and a.status = 'active'))
      from app_public.organizations o
      left join app_public.clients c on c.org_id = v_org and c.id = v_version.client_id
     where o.id = v_org);
end $$;
-- Definer: it reads what only definer functions may reach, after asking whether the request may see the version.
alter function app_public.printable_meal_plan(uuid) owner to tf_definer;

comment on function app_public.printable_meal_plan(uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
A plan version as its client reads it on paper, and nothing that staff alone see: {"clinic", "locale", "energyUnit", "clientName", "status", "publishedAt", "plan", "version", "days", "recipes" (with preparation and ingredients), "nutrition": {nutrientIds, "days": [{dayNumber, known, unknown}]} in the nutrients'' own units, "periods": [{startsOn, endsOn}]}. Language and unit of energy are the client''s, else the organisation''s. A published version answers as it was frozen. TF404.';
revoke execute on function app_public.printable_meal_plan(uuid) from public;
grant execute on function app_public.printable_meal_plan(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
