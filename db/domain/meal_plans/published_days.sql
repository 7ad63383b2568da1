create or replace function app_private.published_days(org uuid, version_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (c.content -> 'days')::json from app_public.published_contents c where c.org_id = org and c.meal_plan_version_id = version_id
$$;

comment on function app_private.published_days(uuid, uuid) is 'Days, meals and items of a published version as they were frozen.';
revoke execute on function app_private.published_days(uuid, uuid) from public;
grant execute on function app_private.published_days(uuid, uuid) to tf_definer;
