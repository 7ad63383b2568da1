-- Whose plans, asked first by every function of this context: they run as tf_definer, whom no care team binds. Who may call them at
-- all is said by their grants.
create or replace function app_private.may_see_meal_plans_of(client_id uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$ select client_id is null or client_id = any (array(select app_hidden.my_client_ids())) $$;

create or replace function app_private.visible_meal_plan_version(version_id uuid) returns app_public.meal_plan_versions
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version app_public.meal_plan_versions;
begin
  select v.* into v_version from app_public.meal_plan_versions v where v.org_id = v_org and v.id = version_id;
  if v_version.id is null or not app_private.may_see_meal_plans_of(v_version.client_id) then
    raise exception 'There is no such meal plan version.' using errcode = 'TF404';
  end if;
  return v_version;
end $$;

create or replace function app_private.lock_meal_plan_version(version_id uuid) returns app_public.meal_plan_versions
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version app_public.meal_plan_versions;
begin
  -- Only the key stands in this statement: any other condition would be checked before the wait, against the row of then. No key
  -- update: who holds the client and writes a row that refers to the version does not wait for who holds the version and waits for the client.
  select v.* into v_version from app_public.meal_plan_versions v where v.org_id = v_org and v.id = version_id for no key update;
  if v_version.id is null or not app_private.may_see_meal_plans_of(v_version.client_id) then
    raise exception 'There is no such meal plan version.' using errcode = 'TF404';
  end if;
  return v_version;
end $$;

comment on function app_private.may_see_meal_plans_of(uuid) is 'Whether the request may see plans of this client; null = templates, which all staff may.';
comment on function app_private.visible_meal_plan_version(uuid) is 'The version, for staff who may see it; TF404 otherwise.';
comment on function app_private.lock_meal_plan_version(uuid) is
  'The version, locked until the transaction ends, for staff who may see it; TF404 otherwise. Waits for edits and publishes in progress and returns the row as they left it.';
revoke execute on function app_private.may_see_meal_plans_of(uuid),
  app_private.visible_meal_plan_version(uuid), app_private.lock_meal_plan_version(uuid) from public;
grant execute on function app_private.may_see_meal_plans_of(uuid),
  app_private.visible_meal_plan_version(uuid), app_private.lock_meal_plan_version(uuid) to tf_definer;
