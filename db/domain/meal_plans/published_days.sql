create or replace function app_private.published_days(org uuid, version_id uuid) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_days constant jsonb := (select c.content -> 'days' from app_public.published_contents c where c.org_id = org and c.meal_plan_version_id = version_id);
  v_changed constant text[] := app_private.changed_meal_plan_items(org, version_id);
begin
  if v_changed = '{}' then
    return v_days;
  end if;
  return (
    select json_agg(d.value || jsonb_build_object('meals', (
             select coalesce(jsonb_agg(m.value || jsonb_build_object('items', (
                      select coalesce(jsonb_agg(case when i.value ->> 'id' = any (v_changed) then i.value || '{"changed": true}' else i.value end order by i.n), '[]')
                        from jsonb_array_elements(m.value -> 'items') with ordinality i(value, n))) order by m.n), '[]')
               from jsonb_array_elements(d.value -> 'meals') with ordinality m(value, n))) order by d.n)
      from jsonb_array_elements(v_days) with ordinality d(value, n));
end $$;

comment on function app_private.published_days(uuid, uuid) is
  'Days, meals and items of a published version as they were frozen; "changed" marks items whose facts are not the same any more.';
revoke execute on function app_private.published_days(uuid, uuid) from public;
grant execute on function app_private.published_days(uuid, uuid) to tf_definer;
